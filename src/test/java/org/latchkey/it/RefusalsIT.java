package org.latchkey.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.latchkey.demo.DemoParts;
import org.latchkey.demo.DemoPeople;
import org.latchkey.demo.DemoPerson;

/** Every way to be refused over HTTP: status, page, reference number, audit line; and never a redirect or a session. */
class RefusalsIT {

    private static final String REDIRECT = "https://acme.myfreshworks.com/sp/OIDC/1/implicit";
    private static final String GOOD = "/jwt/helpdesk?state=s&nonce=n";
    private static final Pattern REFERENCE =
            Pattern.compile("<span[^>]*>([0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4})</span>");

    @TempDir
    private static Path dir;

    private static LatchkeyServer server;

    @BeforeAll
    static void start() {
        server = LatchkeyServer.start(Descriptor.standard()
                .resource(
                        "site",
                        Map.of(
                                "auditFile",
                                dir.resolve("audit.log").toString(),
                                "helpText",
                                "Call 4711 & ask for <Ada>."))
                .application("helpdesk", Map.of("startUrl", ""))
                .application("named", Map.of("clientId", "4711", "startUrl", "https://acme.freshservice.com/"))
                .jwt(
                        "broken",
                        Map.of(
                                "protocol",
                                "jwt",
                                "redirectUri",
                                REDIRECT,
                                "keyFile",
                                dir.resolve("no.pem").toString()))
                .application("staffed", Map.of("subject", "sAMAccountName", "mail", "pager"))
                .xml());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static void assertRefused(Browser browser, HttpResponse<String> answer, int status, String reason) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Location")).isEmpty();
        assertThat(browser.hasSession()).isFalse();
        assertThat(answer.headers().firstValue("Content-Security-Policy").orElse(""))
                .startsWith("default-src 'none'");
        assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(answer.body()).doesNotContain("DC=corp", "Exception", "java.", "localhost:");
        assertThat(audited(reference(answer)).get("reason").textValue()).isEqualTo(reason);
    }

    private static String reference(HttpResponse<String> answer) {
        Matcher reference = REFERENCE.matcher(answer.body());
        assertThat(reference.find())
                .as("a reference number in %s", answer.body())
                .isTrue();
        return reference.group(1);
    }

    private static JsonNode audited(String reference) {
        try {
            List<String> lines = Files.readAllLines(dir.resolve("audit.log")).stream()
                    .filter(line -> line.contains(reference))
                    .toList();
            assertThat(lines).as("audit lines of %s", reference).hasSize(1);
            return new ObjectMapper().readTree(lines.get(0));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    static List<Arguments> badRequests() {
        return List.of(
                Arguments.of("/jwt/helpdesk?nonce=n", 400, "STATE_MISSING"),
                Arguments.of("/jwt/helpdesk?state=&nonce=n", 400, "STATE_MISSING"),
                Arguments.of("/jwt/helpdesk", 400, "STATE_MISSING"),
                Arguments.of("/jwt/helpdesk?state=s", 400, "NONCE_MISSING"),
                Arguments.of("/jwt/helpdesk?state=s&nonce=", 400, "NONCE_MISSING"),
                Arguments.of("/jwt/helpdesk?state=s&nonce=%FF", 400, "QUERY_MALFORMED"),
                Arguments.of("/jwt/helpdesk?state=a&state=b&nonce=n", 400, "PARAMETER_REPEATED"),
                Arguments.of("/jwt/helpdesk?state=s&nonce=n&nonce=n", 400, "PARAMETER_REPEATED"),
                Arguments.of("/jwt/helpdesk?nonce=n&state=" + "s".repeat(2049), 400, "PARAMETER_TOO_LONG"),
                Arguments.of(GOOD + "&response_type=code", 400, "RESPONSE_TYPE_UNSUPPORTED"),
                Arguments.of("/jwt/named?state=s&nonce=n&client_id=4712", 400, "CLIENT_ID_UNKNOWN"),
                Arguments.of("/jwt/nobody?state=s&nonce=n", 404, "APPLICATION_UNKNOWN"),
                Arguments.of("/jwt/", 404, "APPLICATION_UNKNOWN"),
                Arguments.of("/jwt/helpdesk/more", 404, "APPLICATION_UNKNOWN"),
                Arguments.of("/go/nobody", 404, "APPLICATION_UNKNOWN"),
                Arguments.of("/go/helpdesk", 404, "START_UNKNOWN"),
                Arguments.of("/go/broken", 503, "APPLICATION_BROKEN"),
                Arguments.of("/no/such/page", 404, "PAGE_UNKNOWN"),
                Arguments.of("/health/none", 404, "PAGE_UNKNOWN"),
                Arguments.of("/error", 404, "PAGE_UNKNOWN"),
                Arguments.of("/jwt/broken?state=s&nonce=n", 503, "APPLICATION_BROKEN"),
                Arguments.of("/go/broken", 503, "APPLICATION_BROKEN"),
                Arguments.of("/jwt/helpdesk?state=s&nonce=n&x=" + "y".repeat(9000), 414, "ADDRESS_TOO_LONG"));
    }

    @ParameterizedTest
    @MethodSource("badRequests")
    void getWhenProtocolDoesNotAllowItThenRefusedEvenWithTicket(String path, int status, String reason) {
        Browser browser = new Browser();

        assertRefused(browser, browser.withTicket(DemoPeople.ADA, server.uri(path)), status, reason);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example/sp/OIDC/1/implicit",
                "https://acme.myfreshworks.com/sp/OIDC/1/implicit/",
                "https://acme.myfreshworks.com/sp/OIDC/1/implicit%23",
                "https://acme.myfreshworks.com/sp/OIDC/1/implicit%3Fx=y",
                "https://acme.myfreshworks.com:443/sp/OIDC/1/implicit",
                "https://ACME.myfreshworks.com/sp/OIDC/1/implicit",
                "https://acme.myfreshworks.com@evil.example/sp/OIDC/1/implicit",
                "https://acme.myfreshworks.com.evil.example/sp/OIDC/1/implicit",
                "http://acme.myfreshworks.com/sp/OIDC/1/implicit",
                "//acme.myfreshworks.com/sp/OIDC/1/implicit",
                "javascript:alert(1)",
                "https://acme.myfreshworks.com/sp/OIDC/1/../1/implicit",
                "%20https://acme.myfreshworks.com/sp/OIDC/1/implicit",
                "https://acme.myfreshworks.com/sp/OIDC/1/implicit%0d%0aX-A:%20b",
                "https://acme.myfreshworks.com/sp/OIDC/1/implicit%00"
            })
    void getWhenRedirectUriIsNotTheConfiguredOneThenRefused(String redirectUri) {
        Browser browser = new Browser();
        HttpResponse<String> answer =
                browser.withTicket(DemoPeople.ADA, server.uri(GOOD + "&redirect_uri=" + redirectUri));

        assertRefused(browser, answer, 400, "REDIRECT_URI_UNKNOWN");
    }

    static List<Arguments> people() {
        return List.of(
                Arguments.of(DemoPeople.ALAN, "MAIL_MISSING"),
                Arguments.of(DemoPeople.DENNIS, "ACCOUNT_DISABLED"),
                Arguments.of(DemoPeople.EVE, "ACCOUNT_EXPIRED"),
                Arguments.of(DemoPeople.LOUIS, "ACCOUNT_LOCKED"),
                Arguments.of(DemoPeople.MARIE, "PASSWORD_EXPIRED"),
                Arguments.of(DemoPeople.PETER, "PASSWORD_EXPIRED"),
                Arguments.of(DemoPeople.HEDY, "DIRECTORY_RIGHTS"));
    }

    @ParameterizedTest
    @MethodSource("people")
    void getWhenAccountMayNotEnterThenItsOwnPage(DemoPerson person, String reason) {
        Browser browser = new Browser();
        HttpResponse<String> answer = browser.withTicket(person, server.uri(GOOD));

        assertRefused(browser, answer, 403, reason);
        assertThat(answer.body()).contains("Call 4711 &amp; ask for &lt;Ada&gt;.");
        assertThat(audited(reference(answer)).get("account").textValue()).containsIgnoringCase(person.account());
    }

    @Test
    void getWhenConfiguredMailAttributeIsEmptyThenMailMissing() {
        Browser browser = new Browser();

        assertRefused(
                browser,
                browser.withTicket(DemoPeople.ADA, server.uri("/jwt/staffed?state=s&nonce=n")),
                403,
                "MAIL_MISSING");
    }

    @Test
    void getWhenSignedInButRefusedThenAnotherAccountIsOneClickAway() {
        Browser browser = new Browser();
        HttpResponse<String> form = browser.get(server.uri(GOOD));
        browser.post(
                server.uri("/signin"),
                Map.of("state", Browser.sealedState(form), "account", "alan", "password", DemoPeople.ALAN.password()));

        HttpResponse<String> answer = browser.get(server.uri(GOOD));
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains("href=\"/latchkey/signout\"");
    }

    @Test
    void getWhenBookmarkedThenTheApplicationsOwnStartIsOneClickAway() {
        assertThat(new Browser().get(server.uri("/jwt/named")).body())
                .contains("href=\"https://acme.freshservice.com/\"");
    }

    @Test
    void getWhenAPortalLinkIsRefusedThenItsApplicationIsAuditedAndItsStartIsOneClickAway() {
        Browser browser = new Browser();
        HttpResponse<String> answer = browser.get(server.uri("/go/named?target=https://evil.example/"));

        assertRefused(browser, answer, 400, "REDIRECT_TO_UNKNOWN");
        assertThat(answer.body()).contains("href=\"https://acme.freshservice.com/\"");
        assertThat(audited(reference(answer)).get("application").textValue()).isEqualTo("named");
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "HEAD", "DELETE", "OPTIONS", "PATCH"})
    void methodWhenNotGetThenAllowTellsGet(String method) {
        HttpResponse<String> answer = new Browser().method(method, server.uri(GOOD));

        assertThat(answer.statusCode()).isEqualTo(405);
        assertThat(answer.headers().firstValue("Allow")).contains("GET");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PATCH", "FOO"})
    void methodWhenTheContainerKnowsNoneOfThatNameThenNotAllowedAndNoFault(String method) {
        Browser browser = new Browser();
        HttpResponse<String> answer = browser.method(method, server.uri("/static/latchkey.css"));

        assertRefused(browser, answer, 405, "METHOD_NOT_ALLOWED");
        assertThat(answer.headers().firstValue("Allow").orElse("")).contains("GET");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Negotiate",
                "Negotiate ",
                "Negotiate !!!!",
                "Negotiate YIIB",
                "Negotiate AAAA",
                "Negotiate TlRMTVNTUAABAAAAB4IIogAAAAAAAAAAAAAAAAAAAAAKAGFKAAAADw==",
                "negotiate =",
                "NTLM TlRMTVNTUAABAAAAB4IIogAAAAAAAAAAAAAAAAAAAAAKAGFKAAAADw==",
                "Negotiate YH4GBisGAQUFAqB0MHKgMDAuBgorBgEEAYI3AgIKBgkqhkiC9xIBAgIGCSqGSIb3EgECAgYKKwYBBAGCNwICHqI+"
            })
    void getWhenTokenIsNoTicketThenFormAndNeverAFault(String authorization) {
        Browser browser = new Browser();
        HttpResponse<String> answer = browser.get(server.uri(GOOD), "Authorization", authorization);

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.body()).contains("name=\"password\"");
        assertThat(browser.hasSession()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer x", "Basic YWRhOnB3", "Digest x", "x", ""})
    void getWhenAuthorizationIsForeignThenChallengedAsIfItWereAbsent(String authorization) {
        HttpResponse<String> answer = new Browser().get(server.uri(GOOD), "Authorization", authorization);

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().allValues("WWW-Authenticate")).containsExactly("Negotiate");
    }

    @Test
    void getWhenTicketIsReplayedThenFormAndNoSecondChallenge() {
        Browser browser = new Browser();
        String token = DemoParts.kdc().ticketFor(DemoPeople.ADA).spnego("HTTP@localhost");
        assertThat(new Browser()
                        .get(server.uri(GOOD), "Authorization", "Negotiate " + token)
                        .statusCode())
                .isEqualTo(302);

        HttpResponse<String> replayed = browser.get(server.uri(GOOD), "Authorization", "Negotiate " + token);
        assertRefused(browser, replayed, 401, "TOKEN_REJECTED");
        assertThat(replayed.headers().allValues("WWW-Authenticate")).isEmpty();
        assertThat(browser.get(server.uri(GOOD)).headers().allValues("WWW-Authenticate"))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/;a=b/latchkey/signin", "//latchkey/signin", "/.;a/latchkey/nope", "/x/..;a/latchkey/nope"})
    void getWhenTheAddressIsWrittenOddlyThenThePageStillLinksToItsOwnPaths(String path) {
        HttpResponse<String> answer =
                new Browser().get(URI.create("http://" + server.uri("/").getAuthority() + path));

        assertThat(answer.body())
                .contains("href=\"/latchkey/static/latchkey.css\"")
                .doesNotContain("//latchkey", ";a");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ada", "ADA@corp.example.com", "corp\\ada"})
    void submitWhenNameIsTypedInAnyFormThenAuditedAsTheDirectoryHasIt(String typed) throws IOException {
        Browser browser = new Browser();
        String state = Browser.sealedState(browser.get(server.uri("/signin")));
        HttpResponse<String> answer = browser.post(
                server.uri("/signin"), Map.of("state", state, "account", typed, "password", DemoPeople.ADA.password()));

        assertThat(answer.statusCode()).isEqualTo(303);
        List<String> lines = Files.readAllLines(dir.resolve("audit.log"));
        assertThat(lines.get(lines.size() - 1))
                .contains("\"account\":\"CORP\\\\ada\"", "\"outcome\":\"password-accepted\"");
    }
}
