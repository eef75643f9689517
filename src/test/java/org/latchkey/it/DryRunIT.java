package org.latchkey.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URLDecoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.commons.codec.digest.DigestUtils;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.latchkey.demo.DemoDirectory;
import org.latchkey.demo.DemoParts;
import org.latchkey.demo.DemoPeople;
import org.latchkey.demo.DemoPerson;
import org.latchkey.demo.SamlKeyPair;
import org.latchkey.demo.TemporaryDirectory;
import org.latchkey.keys.KeyTexts;
import org.latchkey.keys.PrivateParts;
import org.latchkey.page.DryRunPage;
import org.latchkey.page.SurveyPage;

/** What a sign-in would send, for other people, over HTTP. */
class DryRunIT {

    private static final String SECRET = "0123456789secret";
    private static final String DOTS = "\u2022".repeat(8);
    private static final List<String> APPLICATIONS = List.of("helpdesk", "desk", "mirror");
    private static final Pattern LINK = Pattern.compile("name=([^&]*)&amp;email=([^&]*)&amp;timestamp=");
    private static final int MOST_POLLS = 20_000;

    @TempDir
    private static Path dir;

    private static LatchkeyServer server;
    private static TemporaryDirectory keys;
    private static SamlKeyPair idp;
    private static KeyPair key;
    private static KeyPair next;
    private static SamlKeyPair nextIdp;
    private static TemporaryDirectory nextKeys;
    private static Browser administrator;

    @BeforeAll
    static void start() {
        keys = TemporaryDirectory.create("dry-run");
        idp = SamlKeyPair.create(keys);
        nextKeys = TemporaryDirectory.create("dry-run-next");
        nextIdp = SamlKeyPair.create(nextKeys);
        key = SigningKeys.rsa(2048);
        next = SigningKeys.rsa(2048);
        server = LatchkeyServer.start(descriptor().xml());
        administrator = new Browser();
        assertThat(administrator
                        .withTicket(DemoPeople.ADA, server.uri("/setup"))
                        .statusCode())
                .isEqualTo(200);
    }

    private static Descriptor descriptor() {
        Map<String, String> site = Map.of(
                "publicUrl", "http://sso.corp.example.com/latchkey",
                "adminGroup", "CORP\\Helpdesk Admins",
                // A test asks nobody outside.
                "portalClocks", "false",
                "auditFile", dir.resolve("audit.log").toString());
        return Descriptor.standard()
                .resource("site", site)
                .resource(
                        "saml",
                        Map.of(
                                "keyFile", idp.keyFile().toString(),
                                "certificateFile", idp.certificateFile().toString(),
                                "nextCertificateFile", nextIdp.certificateFile().toString()))
                .application(
                        "helpdesk",
                        Map.of(
                                "key",
                                SigningKeys.pem(key).replace("\n", ""),
                                "nextKeyFile",
                                SigningKeys.write(dir.resolve("next.pem"), next).toString(),
                                "allow",
                                "CORP\\All Staff; CORP\\Gone",
                                "replaces",
                                "ADScriptJWT.asp",
                                "subject",
                                "sAMAccountName",
                                "mail",
                                "mail, proxyAddresses"))
                .resource("app/desk", hmac())
                .resource(
                        "app/mirror",
                        Map.of(
                                "protocol", "saml",
                                "spEntityId", "https://acme.freshdesk.com",
                                "acs", "https://acme.freshdesk.com/login/saml"));
    }

    private static Map<String, String> hmac() {
        Map<String, String> desk = new HashMap<>();
        desk.put("protocol", "hmac");
        desk.put("portal", "https://acme.freshdesk.com");
        desk.put("secret", SECRET);
        desk.put("replaces", "ADScript.asp");
        desk.put("formula", "name-email");
        return desk;
    }

    @AfterAll
    static void stop() {
        server.close();
        keys.close();
        nextKeys.close();
    }

    private static String run(String account, String application) {
        HttpResponse<String> answer = administrator.post(
                server.uri("/setup/rehearse"),
                Map.of(DryRunPage.ACCOUNT, account, DryRunPage.APPLICATION, application));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer.body();
    }

    @Test
    void dryRunWhenAPersonMayEnterThenEntryGroupsClaimsAndAnAuditLine() throws IOException {
        String page = run("corp\\GRACE", "helpdesk");

        assertThat(page)
                .contains("This person would get in", "allow CORP\\All Staff", "CORP\\Gone", "Cannot be found")
                .contains("CORP\\grace", "grace@corp.example.com (from mail)", Descriptor.REDIRECT)
                .contains("given_name", "family_name", "Hopper", "the same 5 octets", "differ from octet 1 on");
        assertThat(Files.readAllLines(dir.resolve("audit.log")))
                .anySatisfy(line -> assertThat(line)
                        .contains(
                                "\"outcome\":\"dry-run\"",
                                "\"looked-at\":\"CORP\\\\grace\"",
                                "\"looked-at-application\":\"",
                                "CORP\\\\ada"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "alan     | helpdesk | MAIL_MISSING",
                "dennis   | helpdesk | ACCOUNT_DISABLED",
                "eve      | desk     | ACCOUNT_EXPIRED",
                "louis    | mirror   | ACCOUNT_LOCKED",
                "hedy     | desk     | DIRECTORY_RIGHTS",
                "carl     | helpdesk | ACCESS_DENIED",
                "nobody   | helpdesk | ACCOUNT_UNKNOWN",
                "OTHER\\x | helpdesk | DOMAIN_UNKNOWN"
            })
    void dryRunWhenAPersonMayNotEnterThenWhyAndTheRemedy(String account, String application, String reason) {
        assertThat(run(account, application)).contains(reason).doesNotContain("This person would get in");
    }

    @Test
    void dryRunWhenNobodyOrNoApplicationIsNamedThenTheFormAlone() {
        for (String page : List.of(run("", "helpdesk"), run("grace", "none"))) {
            assertThat(page)
                    .contains("name=\"" + DryRunPage.ACCOUNT + "\"")
                    .doesNotContain("This person would", "id=\"answer\"", "id=\"entry\"");
        }
    }

    @Test
    void dryRunWhenSimpleSsoOrSamlThenWhatItWouldSay() {
        assertThat(run(DemoPeople.ZOE.account(), "desk"))
                .contains(
                        "https://acme.freshdesk.com/login/sso",
                        "displayName without accents",
                        "differ from octet 3 on");
        assertThat(run("grace", "mirror"))
                .contains("https://acme.freshdesk.com/login/saml", "NameID", "grace@corp.example.com", "Audience");
        assertThat(run("rosa", "helpdesk")).contains("rosa.post@corp.example.com (from proxyAddresses)");
        assertThat(run("<script>alert(1)</script>", "helpdesk")).doesNotContain("<script>alert");
    }

    /** In full, but for what makes it valid. */
    @Test
    void dryRunThenTheFormInWhichItIsSent() {
        assertThat(run(DemoPeople.ZOE.account(), "desk"))
                .contains("/login/sso?name=Zo%C3%AB", "&amp;timestamp=" + DOTS + "&amp;hash=" + DOTS)
                .contains("Hashed by MD5", DemoPeople.ZOE.mail() + DOTS + "</code>");
        assertThat(run("grace", "helpdesk"))
                .contains("{\"typ\":\"JWT\",\"alg\":\"RS256\"}")
                .contains("\"nonce\":\"" + DOTS + "\",\"iat\":" + DOTS + ",\"exp\":" + DOTS + "}");
        assertThat(run("grace", "mirror"))
                .contains("&lt;saml2:Assertion", "grace@corp.example.com&lt;/saml2:NameID", "NotOnOrAfter=\"" + DOTS)
                .contains("&lt;/saml2:Assertion");
    }

    @Test
    void setupWhenAnyPageIsShownForAnyoneThenItHoldsNothingThatSignsAnybodyIn() {
        for (DemoPerson person : DemoPeople.all()) {
            for (String application : APPLICATIONS) {
                requireHarmless(run(person.account(), application));
            }
        }
        for (String path : new String[] {
            "", "/rehearse", "/explain", "/checks", "/start", "/move", "/app/helpdesk", "/app/desk", "/app/mirror"
        }) {
            requireHarmless(administrator.get(server.uri("/setup" + path)).body());
        }
        requireHarmless(administrator.get(server.uri("/browser-check")).body());
    }

    @Test
    void surveyThenNeitherThePageNorTheFileHoldsAnythingThatSignsAnybodyIn() {
        for (String application : APPLICATIONS) {
            administrator.post(
                    server.uri("/setup/tomorrow"),
                    Map.of(SurveyPage.PEOPLE, "OU=People," + DemoDirectory.BASE, DryRunPage.APPLICATION, application));
            HttpResponse<String> page = administrator.get(server.uri("/setup/tomorrow"));
            for (int i = 0;
                    i < MOST_POLLS && page.headers().firstValue("Refresh").isPresent();
                    i++) {
                page = administrator.get(server.uri("/setup/tomorrow"));
            }

            assertThat(page.headers().firstValue("Refresh")).isEmpty();
            requireHarmless(page.body());
            String file =
                    administrator.get(server.uri("/setup/tomorrow/people.csv")).body();
            assertThat(file).contains("\"account\"");
            requireHarmless(file);
        }
    }

    @Test
    void explainThenNoAnswerHoldsAnythingThatSignsAnybodyIn() {
        String token = "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJncmFjZSJ9.c2lnbmF0dXJl";
        String hash = "4f65e9a2be0990d2db48c80142094bec";
        for (String asked : List.of(
                "0000-0000",
                Descriptor.REDIRECT + "?state=s&id_token=" + token,
                "It stops at " + Descriptor.REDIRECT + "?id_token=" + token + ", and then?",
                "https://acme.freshdesk.com/login/sso?name=a&email=b&timestamp=1700000000&hash=" + hash,
                "Signature validation failed: RSA signature did not match",
                "Invalid signature on SAML Response",
                "Session expired, please login again hash=" + hash)) {
            String page = administrator
                    .post(server.uri("/setup/explain"), Map.of("asked", asked))
                    .body();

            requireHarmless(page);
            assertThat(page).doesNotContain(token, hash);
        }
        for (KeyPair pair : List.of(key, next)) {
            String held = KeyTexts.text("PUBLIC KEY", pair.getPublic().getEncoded());
            requireHarmless(administrator
                    .post(server.uri("/setup/explain"), Map.of("held", held))
                    .body());
            requireHarmless(administrator
                    .post(server.uri("/setup/explain"), Map.of("held", SigningKeys.pem(pair)))
                    .body());
        }
    }

    private static void requireHarmless(String page) {
        assertThat(page)
                .doesNotContain(SECRET, "PRIVATE KEY")
                .doesNotContain(DemoParts.directory().servicePassword())
                .doesNotContain("id_token=", "SignatureValue", "SAMLResponse", "<code>timestamp")
                .doesNotContainPattern("\\b(?:timestamp|hash)=(?!" + DOTS + "(?:&amp;|<))")
                .doesNotContainPattern(
                        "\\b(?:ID|IssueInstant|NotBefore|NotOnOrAfter|AuthnInstant|SessionIndex)=\"(?!" + DOTS + "\")")
                .doesNotContainPattern("\"(?:nonce|iat|exp)\":\"?+(?!" + DOTS + ")")
                .doesNotContainPattern("eyJ[A-Za-z0-9_-]{8,}")
                .doesNotContainPattern("<dd>[0-9a-f]{32}</dd>");
        for (PrivateKey secret : List.of(key.getPrivate(), next.getPrivate(), idp.key(), nextIdp.key())) {
            assertThat(PrivateParts.of(secret)).noneMatch(page::contains);
        }
        requireNoHash(page);
    }

    /** With the formula of this server's desk a hash has no time in it, so that anybody can say what it is. */
    private static void requireNoHash(String page) {
        LINK.matcher(page)
                .results()
                .map(link -> decoded(link.group(1)) + decoded(link.group(2)) + SECRET)
                .forEach(message -> assertThat(page).doesNotContain(DigestUtils.md5Hex(message)));
    }

    private static String decoded(String parameter) {
        return URLDecoder.decode(parameter, StandardCharsets.UTF_8);
    }

    @Test
    void checksThenEachWithItsStateAndRemedy() {
        String page = administrator.get(server.uri("/setup/checks")).body();

        assertThat(page)
                .contains("corp: localhost:", "The service account is bound.", "Certificate until", "Look-up in")
                .contains("helpdesk: signing key", "RSA, 2048 bits", "SAML certificate")
                .contains("HTTP/sso.corp.example.com is on svc-latchkey.", "Keytab")
                .contains("is not https", "Tomcat: size of headers", "octets.", "HttpOnly: true")
                .contains("https://acme.freshdesk.com/login/normal")
                .doesNotContain("This could not be checked", "myfreshworks.com/login/normal");
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "POST"})
    void dryRunWhenNoMemberThenNothing(String method) {
        Browser carl = new Browser();
        HttpResponse<String> answer = carl.withTicket(DemoPeople.CARL, server.uri("/setup/rehearse"));
        HttpResponse<String> nobody = new Browser().method(method, server.uri("/setup/rehearse"));

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(nobody.statusCode()).isEqualTo(401);
        assertThat(nobody.body()).doesNotContain("helpdesk");
    }
}
