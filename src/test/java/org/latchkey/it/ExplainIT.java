package org.latchkey.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.latchkey.demo.DemoPeople;
import org.latchkey.demo.SamlKeyPair;
import org.latchkey.demo.TemporaryDirectory;
import org.latchkey.keys.Fingerprint;
import org.latchkey.keys.KeyTexts;
import org.latchkey.keys.PrivateTexts;

/** What Freshworks says and holds, beside what signs here. */
class ExplainIT {

    private static final String PUBLIC_URL = "http://sso.corp.example.com/latchkey";
    private static final KeyPair KEY = SigningKeys.rsa(2048);
    private static final KeyPair NEXT = SigningKeys.rsa(2048);

    private static TemporaryDirectory folder;
    private static SamlKeyPair idp;
    private static LatchkeyServer server;
    private static Browser administrator;

    @BeforeAll
    static void start() {
        folder = TemporaryDirectory.create("explain");
        idp = SamlKeyPair.create(folder);
        server = LatchkeyServer.start(Descriptor.standard()
                .resource(
                        "site",
                        Map.of(
                                "publicUrl",
                                PUBLIC_URL,
                                "adminGroup",
                                "CORP\\Helpdesk Admins",
                                "auditFile",
                                auditFile().toString()))
                .resource(
                        "saml",
                        Map.of(
                                "keyFile", idp.keyFile().toString(),
                                "certificateFile", idp.certificateFile().toString()))
                .resource(
                        "app/helpdesk",
                        Map.of(
                                "protocol",
                                "jwt",
                                "redirectUri",
                                Descriptor.REDIRECT,
                                "keyFile",
                                SigningKeys.write(folder.path().resolve("jwt.pem"), KEY)
                                        .toString(),
                                "nextKeyFile",
                                SigningKeys.write(folder.path().resolve("next.pem"), NEXT)
                                        .toString()))
                .resource(
                        "app/wiki",
                        Map.of(
                                "protocol",
                                "saml",
                                "spEntityId",
                                "https://wiki.example.com",
                                "acs",
                                "https://wiki.example.com/acs"))
                .resource(
                        "app/desk",
                        Map.of(
                                "protocol",
                                "hmac",
                                "portal",
                                "https://acme.freshdesk.com",
                                "secret",
                                "0123456789secret"))
                .xml());
        administrator = new Browser();
        assertThat(administrator
                        .withTicket(DemoPeople.ADA, server.uri("/setup"))
                        .statusCode())
                .isEqualTo(200);
    }

    private static Path auditFile() {
        return folder.path().resolve("audit.log");
    }

    @AfterAll
    static void stop() {
        server.close();
        folder.close();
    }

    private static String asked(String text) {
        return administrator
                .post(server.uri("/setup/explain"), Map.of("asked", text))
                .body();
    }

    private static String held(String text) {
        return administrator
                .post(server.uri("/setup/explain"), Map.of("held", text))
                .body();
    }

    private static String publicPem(KeyPair pair) {
        return KeyTexts.text("PUBLIC KEY", pair.getPublic().getEncoded());
    }

    @Test
    void messageWhenSignatureDoesNotFitThenFingerprintsOfTheKeysOfThatMechanism() {
        assertThat(asked("Signature validation failed: RSA signature did not match"))
                .contains(
                        "Signs now: SHA-256 of the public key",
                        Fingerprint.sha256(KEY.getPublic()),
                        "Next: SHA-256 of the public key",
                        Fingerprint.sha256(NEXT.getPublic()))
                .doesNotContain("SHA-1", Fingerprint.sha256(idp.certificate()), ">desk</h3>");
        assertThat(asked("Invalid signature on SAML Response"))
                .contains(Fingerprint.sha256(idp.certificate()), Fingerprint.sha1(idp.certificate()))
                .doesNotContain(Fingerprint.sha256(KEY.getPublic()));
    }

    @Test
    void messageWhenOfAnotherCauseThenWhatCanBeSeenOfThat() {
        assertThat(asked("Invalid audience, expected audience is x"))
                .contains("https://wiki.example.com/acs", PUBLIC_URL + "/saml/metadata");
        assertThat(asked("Session expired. Invalid audience"))
                .contains("https://wiki.example.com/acs", "in UTC")
                .doesNotContain("<code>https://acme.freshdesk.com", "redirectUri");
        assertThat(asked("Session expired, please login again")).contains("This server", "in UTC", "Latest requests");
        assertThat(asked("Session\u00A0expired\u202Fnow")).contains("in UTC");
        assertThat(asked("The assertion is not signed")).contains("<code>both</code>");
        new Browser().get(server.uri("/jwt/helpdesk?state=s&nonce=n&redirect_uri=https://evil.example/"));
        assertThat(asked("Constraint validation failed: invalid state or nonce"))
                .contains(Descriptor.REDIRECT, "refused, REDIRECT_URI_UNKNOWN");
    }

    @Test
    void heldWhenPublicThenWhoseKeyItIs() throws IOException {
        String certificate = Files.readString(idp.certificateFile());

        assertThat(held(publicPem(KEY))).contains("helpdesk (jwt): this is the key that signs now.");
        assertThat(held(Base64.getEncoder().encodeToString(KEY.getPublic().getEncoded())))
                .contains("helpdesk (jwt): this is the key that signs now.");
        assertThat(held(publicPem(NEXT))).contains("helpdesk (jwt): this is the next key.");
        assertThat(held(certificate.replace("\n", "\\n"))).contains("wiki (saml): this is the key that signs now.");
        assertThat(held(publicPem(SigningKeys.rsa(2048)))).contains("None of the keys here.");
        assertThat(held(publicPem(KEY).substring(0, 100))).contains("neither a public key nor a certificate");
        assertThat(held("<script>alert(1)</script>"))
                .contains("neither a public key")
                .doesNotContain("<script>alert");
    }

    /** Lines of 40 characters of the private key, and none of what is public in it. */
    private static List<String> secrets(KeyPair pair) {
        String pkcs8 = Base64.getEncoder().encodeToString(pair.getPrivate().getEncoded());
        return List.of(pkcs8.substring(800, 840), pkcs8.substring(1000, 1040), pkcs8.substring(1400, 1440));
    }

    @Test
    void privateKeyWhenItArrivesThenSaidAndNothingOfItIsKeptAnywhere() throws IOException {
        KeyPair secret = SigningKeys.rsa(2048);
        try (Everything log = new Everything()) {
            for (String text : PrivateTexts.of(secret)) {
                for (String field : List.of("asked", "held")) {
                    String page = administrator
                            .post(server.uri("/setup/explain"), Map.of(field, text))
                            .body();

                    assertThat(page).as(text).contains("it has left your browser");
                    assertThat(page).doesNotContain(text.substring(0, Math.min(40, text.length())));
                    assertThat(page).doesNotContain(secrets(secret));
                }
            }
            assertThat(log.lines).noneMatch(line -> secrets(secret).stream().anyMatch(line::contains));
            assertThat(log.lines).noneMatch(line -> line.contains("PRIVATE"));
        }
        assertThat(administrator.get(server.uri("/setup/explain")).body()).doesNotContain("PRIVATE");
        assertThat(Files.exists(auditFile()) ? Files.readString(auditFile()) : "")
                .doesNotContain(secrets(secret))
                .doesNotContain("PRIVATE");
    }

    /** What has no beginning cannot be told from any other text, so nothing that cannot be read is ever shown or kept. */
    @Test
    void privateKeyWhenOnlyItsMiddleArrivesThenNotShownAgain() {
        KeyPair secret = SigningKeys.rsa(2048);
        for (String part : secrets(secret)) {
            String line = part + part;
            assertThat(held(line)).doesNotContain(part);
            assertThat(asked(line)).doesNotContain(part);
        }
    }

    @Test
    void askedWhenNeitherMessageNorNumberThenNotShownAgain() {
        assertThat(asked("exotic one")).contains("Nothing is known").doesNotContain("exotic one");
        assertThat(asked("zzzz-zzzz")).contains(">ZZZZ-ZZZZ</textarea>");
        assertThat(asked("Session expired, exotic one")).contains(">Session expired, exotic one</textarea>");
        assertThat(asked("is encrypted with c0ffeec0ffeec0ffeec0ffee")).doesNotContain("c0ffee");
        assertThat(asked("is encrypted with c0:ff:ee:c0:ff:ee:c0:ff")).doesNotContain("c0:ff");
        assertThat(asked("Session expired " + "a ".repeat(91) + "x\uD83D\uDD11y\uD83D\uDD11"))
                .contains("x\uD83D\uDD11</textarea>");
    }

    @Test
    void formWhenTooLongOrNotSignedInThenRefusedWithoutASession() {
        assertThat(administrator
                        .post(server.uri("/setup/explain"), Map.of("held", "M".repeat(70_000)))
                        .statusCode())
                .isEqualTo(413);
        Browser stranger = new Browser();
        assertThat(stranger.post(server.uri("/setup/explain"), Map.of("held", publicPem(KEY)))
                        .body())
                .doesNotContain("signs now");
        assertThat(stranger.hasSession()).isFalse();
    }

    private static final SamlApplicationSide WIKI = new SamlApplicationSide(
            "https://wiki.example.com", "https://wiki.example.com/acs", PUBLIC_URL + "/saml/sso");

    private static final String BEHIND = "&redirect_uri=" + Descriptor.REDIRECT;

    /** Of the older form: organisation, checksum and nonce, in Base64. */
    private static String olderState(String nonce) {
        String clear = "acme.freshworks.com;" + "A".repeat(43) + "=;" + nonce;
        return Base64.getEncoder().encodeToString(clear.getBytes(StandardCharsets.UTF_8));
    }

    private static String jwt(String query) {
        return asked(PUBLIC_URL + "/jwt/helpdesk?" + query + BEHIND);
    }

    @Test
    void addressWhenOfFreshworksThenWhatIsMissingOrDamagedInIt() {
        String state = olderState("n12345").replace("=", "%3D");

        assertThat(jwt("state=" + state + "&nonce=n12345"))
                .contains("nothing shows that it is damaged", "nonce is there", "redirect_uri is configured");
        assertThat(jwt("state=fwst_0123456789abcdef&nonce=n12345")).contains("nothing shows that it is damaged");
        assertThat(jwt("nonce=n")).contains("state is missing", "refuses an answer without either");
        assertThat(jwt("state=s")).contains("nonce is missing");
        assertThat(jwt("state=s&amp;nonce=n")).contains("nonce is behind &amp;amp;");
        assertThat(jwt("state=" + state.replace("%", "%25") + "&nonce=n12345")).contains("encoded twice", "%3D");
        assertThat(jwt("state=abc+def&nonce=n")).contains("a + that means one");
        assertThat(jwt("state=" + state.substring(0, state.length() - 12) + "&nonce=n12345"))
                .contains("state is cut");
        assertThat(jwt("state=" + state + "&nonce=other")).contains("state and nonce are of two requests");
        assertThat(jwt("state=" + "s".repeat(3000) + "&nonce=" + "n".repeat(600)))
                .contains("3000 octets", "600 characters");
        assertThat(asked(PUBLIC_URL + "/jwt/helpdesk?state=s&nonce=n&redirect_uri=https://acme.myfresh\u2026"))
                .contains("was shortened");
    }

    @Test
    void addressWhenPortalLinkThenWhereItLeadsOrWhichCharacterDiffers() {
        String go = PUBLIC_URL + "/go/";

        assertThat(asked(go + "nobody")).contains("No open application has the id nobody");
        assertThat(asked(go + "helpdesk")).contains("startUrl is not set");
        assertThat(asked(go + "wiki")).contains("A sign-in begins here");
        assertThat(asked(go + "desk?target=https://acme.freshdesk.com/support/tickets"))
                .contains("people may land there");
        assertThat(asked(go + "desk?target=https://acme.freshdesk.com.evil.example/"))
                .contains("The site of target is not configured", "from character 27 on", ".evil.example");
        assertThat(asked(go + "desk?target=http://acme.freshdesk.com/")).contains("from character 5 on");
        assertThat(asked(go + "desk?target=/support")).contains("no whole address");
        assertThat(asked(go + "desk?target=https://acme.freshdesk.com/a%20b")).contains("percent-encode");
        assertThat(asked(go + "wiki?target=https://wiki.example.com/")).contains("neither startUrl nor sites");
        assertThat(asked(PUBLIC_URL + "/saml/start/wiki")).contains("A sign-in begins here");
        assertThat(asked(PUBLIC_URL + "/saml/start/desk")).contains("does not speak saml");
    }

    private static String saml(String xml) {
        return asked(PUBLIC_URL + SamlApplicationSide.redirect(xml, Optional.empty()));
    }

    @Test
    void addressWhenSamlThenItsMessageIsComparedWithTheRegistration() {
        String good = WIKI.request("_1");

        assertThat(saml(good))
                .contains("The message in it: AuthnRequest", "the application is wiki", "Destination is configured")
                .contains("AssertionConsumerServiceURL is configured", "s ago.")
                .doesNotContain("class=\"error\"");
        assertThat(saml(good.replace("wiki.example.com<", "wiki.example.com/<")))
                .contains("Issuer is not configured", "from character 25 on");
        assertThat(saml(good.replace("/acs\"", "/ACS\""))).contains("AssertionConsumerServiceURL is not configured");
        assertThat(saml(good.replace("/saml/sso", "/saml/SSO"))).contains("Destination is not configured");
        assertThat(saml(good.replaceFirst("IssueInstant=\"[^\"]*", "IssueInstant=\"2020-01-01T00:00:00Z")))
                .contains("Requests are taken for 20 minutes");
        assertThat(saml(good.replaceFirst("IssueInstant=\"[^\"]*", "IssueInstant=\"2099-01-01T00:00:00Z")))
                .contains("is wrong");
        assertThat(saml(good.replaceFirst("IssueInstant=\"[^\"]*", "IssueInstant=\"x")))
                .contains("no time");
        assertThat(saml("<a/>")).contains("does not belong to this address", "names no Issuer");
        assertThat(saml("<!DOCTYPE a [<!ENTITY e \"x\">]><a>&e;</a>")).contains("cannot be read");
        assertThat(asked(PUBLIC_URL + "/saml/sso")).contains("carries no message");
        assertThat(asked(PUBLIC_URL + "/saml/sso?SAMLRequest=fVLL TsMw")).contains("cannot be read");
        assertThat(asked(PUBLIC_URL + "/saml/slo?SAMLRequest=%")).contains("cannot be read");
    }

    private static final class Everything extends Handler implements AutoCloseable {

        private final List<String> lines = new CopyOnWriteArrayList<>();
        private final Logger root = Logger.getLogger("");

        Everything() {
            root.addHandler(this);
            Logger.getLogger("org.latchkey").setLevel(Level.ALL);
        }

        @Override
        public void publish(LogRecord entry) {
            StringWriter text = new StringWriter();
            text.append(new SimpleFormatter().formatMessage(entry));
            if (entry.getThrown() != null) {
                entry.getThrown().printStackTrace(new PrintWriter(text, true));
            }
            lines.add(text.toString());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {
            root.removeHandler(this);
            Logger.getLogger("org.latchkey").setLevel(null);
        }
    }
}
