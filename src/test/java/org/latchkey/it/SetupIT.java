package org.latchkey.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.security.KeyPair;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.latchkey.demo.DemoParts;
import org.latchkey.demo.DemoPeople;
import org.latchkey.demo.RefusingPort;

/** The setup page, opened as an administrator at the server opens it: with the code out of Tomcat's log. */
class SetupIT {

    private static final Pattern CODE = Pattern.compile("[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}");
    private static final String TWICE = """
            <Context>
              <Resource name="latchkey/site" type="org.latchkey.config.Settings"
                        factory="org.latchkey.config.SettingsFactory" publikUrl="https://sso.corp.example.com/latchkey"/>
              <Resource name="latchkey/app/desk" type="org.latchkey.config.Settings"
                        factory="org.latchkey.config.SettingsFactory" protocol="jwt" key="-----BEGIN secret-----"/>
              <Resource name="latchkey/app/desk" type="org.latchkey.config.Settings"
                        factory="org.latchkey.config.SettingsFactory" protocol="jwt"/>
              <Resource name="latchkey/app/plain" type="java.lang.String"/>
            </Context>
            """;

    private static final class Lines extends Handler {

        private final List<String> messages = new CopyOnWriteArrayList<>();

        @Override
        public void publish(LogRecord entry) {
            messages.add(String.valueOf(entry.getMessage()));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}

        String code() {
            Matcher code = CODE.matcher(String.join("\n", messages));
            assertThat(code.find()).as("a code in %s", messages).isTrue();
            return code.group();
        }
    }

    private static LatchkeyServer start(Lines lines) {
        return start(lines, TWICE);
    }

    private static LatchkeyServer start(Lines lines, String descriptor) {
        Logger logger = Logger.getLogger("org.latchkey");
        logger.setLevel(Level.INFO);
        logger.setUseParentHandlers(false);
        logger.addHandler(lines);
        try {
            return LatchkeyServer.start(descriptor);
        } finally {
            logger.removeHandler(lines);
            logger.setUseParentHandlers(true);
            logger.setLevel(null);
        }
    }

    @Test
    void setupWhenCodeOfTheLogThenEveryProblemAtOnceAndNoSecret() {
        Lines lines = new Lines();
        try (LatchkeyServer server = start(lines)) {
            Browser browser = new Browser();
            HttpResponse<String> opened = browser.post(server.uri("/setup"), Map.of("code", lines.code()));
            String page = browser.get(server.uri("/setup")).body();

            assertThat(opened.statusCode()).isEqualTo(303);
            assertThat(page)
                    .contains(
                            "publikUrl",
                            "publicUrl",
                            "latchkey/directory",
                            "latchkey/app/desk",
                            "stands twice",
                            "redirectUri")
                    .contains("latchkey/app/plain")
                    .doesNotContain("BEGIN secret");
            assertThat(String.join("\n", lines.messages)).doesNotContain("BEGIN secret");
        }
    }

    @Test
    void setupWhenCodeIsUsedAgainOrWrongThenRefusedWithoutSession() {
        Lines lines = new Lines();
        try (LatchkeyServer server = start(lines)) {
            Browser second = new Browser();
            new Browser().post(server.uri("/setup"), Map.of("code", lines.code()));

            assertThat(second.post(server.uri("/setup"), Map.of("code", lines.code()))
                            .statusCode())
                    .isEqualTo(403);
            HttpResponse<String> wrong = second.post(server.uri("/setup"), Map.of("code", "0000-0000-0000"));
            assertThat(wrong.statusCode()).isEqualTo(403);
            assertThat(wrong.body()).contains("role=\"alert\"", "The code is not right", "name=\"code\"");
            assertThat(second.post(server.uri("/setup"), Map.of()).statusCode()).isEqualTo(403);
            assertThat(second.hasSession()).isFalse();
            assertThat(second.get(server.uri("/setup")).body()).doesNotContain("publikUrl");
        }
    }

    @Test
    void setupWhenTheDirectoryIsDownThenTheCodeOpensAllTheSame() {
        try (RefusingPort nobody = new RefusingPort()) {
            String descriptor = Descriptor.empty()
                    .windows()
                    .directory(nobody.number(), DemoParts.directory().trustFile())
                    .resource("site", Map.of("adminGroup", "CORP\\Helpdesk Admins"))
                    .xml();
            Lines lines = new Lines();
            try (LatchkeyServer server = start(lines, descriptor)) {
                Browser browser = new Browser();
                browser.post(server.uri("/setup"), Map.of("code", lines.code()));
                HttpResponse<String> page = browser.get(server.uri("/setup"));

                assertThat(page.statusCode()).isEqualTo(200);
                assertThat(page.body()).contains("adminGroup", "cannot be looked up", "DIRECTORY_UNAVAILABLE");
                assertThat(page.body())
                        .contains("corp: localhost:" + nobody.number(), "does not answer", "Connection refused");
            }
        }
    }

    /** It takes connections, and never says a word: what hangs there is told as such, and the page comes. */
    @Test
    void checksWhenAControllerHangsThenThatIsSaidAndTheOthersStand() throws IOException {
        try (ServerSocket frozen = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            String servers = "ldap://localhost:" + frozen.getLocalPort();
            String descriptor = Descriptor.empty()
                    .windows()
                    .resource("site", Map.of("portalClocks", "false", "adminGroup", "CORP\\Helpdesk Admins"))
                    .resource(
                            "directory/corp",
                            Map.of(
                                    "servers",
                                    servers,
                                    "account",
                                    "CORP\\svc",
                                    "password",
                                    "unused",
                                    "tls",
                                    "none",
                                    "connectTimeout",
                                    "30s",
                                    "readTimeout",
                                    "60s"))
                    .xml();
            Lines lines = new Lines();
            try (LatchkeyServer server = start(lines, descriptor)) {
                Browser browser = new Browser();
                browser.post(server.uri("/setup"), Map.of("code", lines.code()));
                HttpResponse<String> page = browser.get(server.uri("/setup/checks"));

                assertThat(page.statusCode()).isEqualTo(200);
                assertThat(page.body())
                        .contains("corp: localhost:" + frozen.getLocalPort(), "no answer in time")
                        .contains("This did not end within 8 s")
                        .contains("Tomcat: size of headers", "HttpOnly: true", "/login/normal");
            }
        }
    }

    @Test
    void setupWhenProxyShowsThenClosed() {
        try (LatchkeyServer server = start(new Lines())) {
            assertThat(new Browser()
                            .get(server.uri("/setup"), "X-Forwarded-For", "10.0.0.1")
                            .statusCode())
                    .isEqualTo(403);
            assertThat(new Browser()
                            .get(server.uri("/setup"), "Via", "1.1 proxy")
                            .statusCode())
                    .isEqualTo(403);
            assertThat(new Browser()
                            .get(server.uri("/setup"), "Forwarded", "for=10.0.0.1")
                            .statusCode())
                    .isEqualTo(403);
        }
    }

    /** A member of adminGroup, signed in. */
    private static Browser administrator(LatchkeyServer server) {
        Browser browser = new Browser();
        String token = DemoParts.kdc().ticketFor(DemoPeople.ADA).spnego("HTTP@localhost");
        assertThat(browser.get(server.uri("/setup"), "Authorization", "Negotiate " + token)
                        .statusCode())
                .isEqualTo(200);
        return browser;
    }

    private static LatchkeyServer startWithApplications(KeyPair key, Path keyFile) {
        return LatchkeyServer.start(Descriptor.standard()
                .resource(
                        "site",
                        Map.of(
                                "publicUrl",
                                "http://sso.corp.example.com/latchkey",
                                "adminGroup",
                                "CORP\\Helpdesk Admins"))
                .resource(
                        "app/helpdesk",
                        Map.of(
                                "protocol",
                                "jwt",
                                "title",
                                "IT Service Desk",
                                "redirectUri",
                                "https://acme.myfreshworks.com/sp/OIDC/302836020429100183/implicit",
                                "keyFile",
                                SigningKeys.write(keyFile, key).toString()))
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
    }

    @Test
    void explainWhenOpenedWithTheCodeThenNothingOfWhatPeopleDid() {
        Lines lines = new Lines();
        String descriptor = Descriptor.standard()
                .resource(
                        "app/desk",
                        Map.of(
                                "protocol",
                                "hmac",
                                "portal",
                                "https://acme.freshdesk.com",
                                "secret",
                                "0123456789secret"))
                .xml();
        try (LatchkeyServer server = start(lines, descriptor)) {
            Browser browser = new Browser();
            browser.post(server.uri("/setup"), Map.of("code", lines.code()));

            assertThat(browser.post(server.uri("/setup/explain"), Map.of("asked", "Session expired"))
                            .body())
                    .contains("in UTC")
                    .doesNotContain("Latest requests");
        }
    }

    /** While the same code opens the pages that show nothing of anybody. */
    @Test
    void peopleWhenOpenedWithTheCodeThenRefusedThoughMembersAreAdmitted() {
        Lines lines = new Lines();
        String descriptor = Descriptor.standard()
                .resource("site", Map.of("adminGroup", "CORP\\Helpdesk Admins", "portalClocks", "false"))
                .xml();
        try (LatchkeyServer server = start(lines, descriptor)) {
            Browser browser = new Browser();
            browser.post(server.uri("/setup"), Map.of("code", lines.code()));

            assertThat(browser.get(server.uri("/setup")).body()).contains("/latchkey/setup/rehearse");
            for (String path : List.of("/setup/rehearse", "/setup/tomorrow", "/setup/tomorrow/people.csv")) {
                assertThat(browser.get(server.uri(path)).statusCode()).as(path).isEqualTo(401);
            }
            for (String path : List.of("/setup/rehearse", "/setup/tomorrow")) {
                assertThat(browser.post(server.uri(path), Map.of("people", "CORP\\All Staff"))
                                .statusCode())
                        .as(path)
                        .isEqualTo(401);
            }
            Browser member = new Browser();
            assertThat(member.withTicket(DemoPeople.ADA, server.uri("/setup/rehearse"))
                            .statusCode())
                    .isEqualTo(200);
            assertThat(member.get(server.uri("/setup/tomorrow")).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void setupWhenMemberAtTheServerHasNoCodeThenHeCanSignIn(@TempDir Path directory) {
        try (LatchkeyServer server = startWithApplications(SigningKeys.rsa(2048), directory.resolve("key.pem"))) {
            Browser browser = new Browser();
            HttpResponse<String> code = browser.get(server.uri("/setup"));
            assertThat(code.statusCode()).isEqualTo(200);
            assertThat(code.body()).contains("href=\"/latchkey/setup?sign-in\"");

            assertThat(browser.get(server.uri("/setup?sign-in")).headers().allValues("WWW-Authenticate"))
                    .isNotEmpty();
            String token = DemoParts.kdc().ticketFor(DemoPeople.ADA).spnego("HTTP@localhost");
            assertThat(browser.get(server.uri("/setup?sign-in"), "Authorization", "Negotiate " + token)
                            .body())
                    .contains("/latchkey/setup/checks");
            assertThat(browser.get(server.uri("/setup")).body()).contains("/latchkey/setup/checks");
        }
    }

    @Test
    void sheetWhenAdministratorThenFreshworksLabelsWithTheValuesAndNoSecret(@TempDir Path directory) {
        KeyPair key = SigningKeys.rsa(2048);
        try (LatchkeyServer server = startWithApplications(key, directory.resolve("key.pem"))) {
            Browser browser = administrator(server);
            HttpResponse<String> jwt = browser.get(server.uri("/setup/app/helpdesk"));
            String hmac = browser.get(server.uri("/setup/app/desk")).body();

            assertThat(jwt.body())
                    .contains("Authorization URL", "http://sso.corp.example.com/latchkey/jwt/helpdesk")
                    .contains(Base64.getEncoder().encodeToString(key.getPublic().getEncoded()))
                    .contains("https://acme.myfreshworks.com/sp/OIDC/302836020429100183/implicit")
                    .doesNotContain("PRIVATE");
            assertThat(jwt.headers().firstValue("Content-Security-Policy"))
                    .hasValueSatisfying(policy -> assertThat(policy).contains("form-action 'self'; script-src 'self'"));
            assertThat(hmac)
                    .contains("Remote login URL", "http://sso.corp.example.com/latchkey/hmac/desk")
                    .doesNotContain("0123456789secret");
            assertThat(browser.get(server.uri("/setup/app/none")).statusCode()).isEqualTo(404);
            assertThat(new Browser().get(server.uri("/setup/app/helpdesk")).body())
                    .doesNotContain("Authorization URL");
        }
    }

    @Test
    void moveAndStartWhenAdministratorThenNothingCanBeSent(@TempDir Path directory) {
        try (LatchkeyServer server = startWithApplications(SigningKeys.rsa(2048), directory.resolve("key.pem"))) {
            Browser browser = administrator(server);
            for (String path : List.of("/setup/move", "/setup/start")) {
                HttpResponse<String> page = browser.get(server.uri(path));

                assertThat(page.statusCode()).isEqualTo(200);
                assertThat(page.body()).contains("type=\"module\"").doesNotContain("<form");
                assertThat(page.headers().firstValue("Content-Security-Policy"))
                        .hasValueSatisfying(policy -> assertThat(policy)
                                .startsWith("default-src 'none';")
                                .doesNotContain("connect-src", "unsafe", "http", "*"));
                assertThat(browser.post(server.uri(path), Map.of("x", "y")).statusCode())
                        .isEqualTo(405);
                assertThat(new Browser().get(server.uri(path)).body()).doesNotContain("type=\"module\"");
            }
        }
    }

    @Test
    void explainWhenReferenceOfARefusalThenItsReasonAndRemedy(@TempDir Path directory) {
        try (LatchkeyServer server = startWithApplications(SigningKeys.rsa(2048), directory.resolve("key.pem"))) {
            String refused = new Browser()
                    .get(server.uri("/jwt/helpdesk?state=s&nonce=n&redirect_uri=https://evil.example/"))
                    .body();
            Matcher number = Pattern.compile("[0-9A-Z]{4}-[0-9A-Z]{4}").matcher(refused);
            assertThat(number.find()).isTrue();
            Browser browser = administrator(server);

            assertThat(explained(server, browser, " " + number.group().toLowerCase(Locale.ROOT) + " "))
                    .contains("REDIRECT_URI_UNKNOWN", "https://evil.example/");
            assertThat(explained(server, browser, "0000-0000")).contains("role=\"alert\"");
            assertThat(explained(server, browser, "<script>alert(1)</script>")).doesNotContain("<script>alert");
        }
    }

    @Test
    void explainWhenAddressThatFailedThenWhatIsWrongWithItAndNoToken(@TempDir Path directory) {
        try (LatchkeyServer server = startWithApplications(SigningKeys.rsa(2048), directory.resolve("key.pem"))) {
            Browser browser = administrator(server);
            String base = "https://sso.corp.example.com/latchkey/jwt/helpdesk?state=s&nonce=n&redirect_uri=";

            assertThat(explained(
                            server,
                            browser,
                            base + "https://acme.myfreshworks.com/sp/OIDC/302836020429100184/implicit"))
                    .contains("they differ", "from character 56 on");
            assertThat(
                            explained(
                                    server,
                                    browser,
                                    "https://acme.myfreshworks.com/sp/OIDC/302836020429100183/implicit?state=s&id_token=eyJhbGci.x.y"))
                    .contains("on its way to Freshworks")
                    .doesNotContain("eyJhbGci");
            assertThat(explained(server, browser, "\"acme.example/x?id_token=eyJSECRET"))
                    .doesNotContain("eyJSECRET");
            assertThat(explained(server, browser, "https://sso.corp.example.com/ADScriptJWT.asp?client_id=1"))
                    .contains("address of an old script");
            assertThat(explained(server, browser, "Session expired, please login again"))
                    .contains("30 seconds");
        }
    }

    private static String explained(LatchkeyServer server, Browser browser, String asked) {
        return browser.post(server.uri("/setup/explain"), Map.of("asked", asked))
                .body();
    }
}
