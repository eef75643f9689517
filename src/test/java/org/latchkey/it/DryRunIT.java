package org.latchkey.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.latchkey.demo.DemoParts;
import org.latchkey.demo.DemoPeople;
import org.latchkey.demo.DemoPerson;
import org.latchkey.demo.SamlKeyPair;
import org.latchkey.demo.TemporaryDirectory;
import org.latchkey.page.DryRunPage;

/** What a sign-in would send, for other people, over HTTP. */
class DryRunIT {

    private static final String SECRET = "0123456789secret";

    @TempDir
    private static Path dir;

    private static LatchkeyServer server;
    private static TemporaryDirectory keys;
    private static SamlKeyPair idp;
    private static KeyPair key;
    private static Browser administrator;

    @BeforeAll
    static void start() {
        keys = TemporaryDirectory.create("dry-run");
        idp = SamlKeyPair.create(keys);
        key = SigningKeys.rsa(2048);
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
                                "certificateFile", idp.certificateFile().toString()))
                .application(
                        "helpdesk",
                        Map.of(
                                "key",
                                SigningKeys.pem(key).replace("\n", ""),
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
                "OTHER\\x | helpdesk | DOMAIN_UNKNOWN",
                "''       | helpdesk | Try"
            })
    void dryRunWhenAPersonMayNotEnterThenWhyAndTheRemedy(String account, String application, String reason) {
        assertThat(run(account.equals("''") ? "" : account, application))
                .contains(reason)
                .doesNotContain("This person would get in");
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

    @Test
    void setupWhenAnyPageIsShownForAnyoneThenItHoldsNothingThatSignsAnybodyIn() {
        for (DemoPerson person : DemoPeople.all()) {
            for (String application : new String[] {"helpdesk", "desk", "mirror"}) {
                requireHarmless(run(person.account(), application));
            }
        }
        for (String path : new String[] {
            "", "/rehearse", "/explain", "/checks", "/start", "/move", "/app/helpdesk", "/app/desk", "/app/mirror"
        }) {
            requireHarmless(administrator.get(server.uri("/setup" + path)).body());
        }
    }

    private static void requireHarmless(String page) {
        String material = Base64.getEncoder().encodeToString(key.getPrivate().getEncoded());
        assertThat(page)
                .doesNotContain(SECRET, "PRIVATE KEY", material.substring(64, 128))
                .doesNotContain(DemoParts.directory().servicePassword())
                .doesNotContain("id_token=", "hash=", "timestamp=", "<code>timestamp", "SignatureValue", "SAMLResponse")
                .doesNotContainPattern("eyJ[A-Za-z0-9_-]{8,}\\.")
                .doesNotContainPattern("<dd>[0-9a-f]{32}</dd>");
    }

    @Test
    void checksThenEachWithItsStateAndRemedy() {
        String page = administrator.get(server.uri("/setup/checks")).body();

        assertThat(page)
                .contains("corp: localhost:", "The service account is bound.", "Certificate until", "Look-up in")
                .contains("helpdesk: signing key", "RSA, 2048 bits", "SAML certificate")
                .contains("HTTP/sso.corp.example.com is on svc-latchkey.", "Keytab")
                .contains("is not https", "Tomcat: size of headers", "octets.", "HttpOnly: true")
                .contains("https://acme.myfreshworks.com/login/normal", "https://acme.freshdesk.com/login/normal")
                .doesNotContain("This could not be checked");
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
