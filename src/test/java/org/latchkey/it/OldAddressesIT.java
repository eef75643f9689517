package org.latchkey.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.latchkey.demo.DemoPeople;

/** The addresses of the ASP scripts, at the root, over HTTP: the same sign-in, and no way round it. */
class OldAddressesIT {

    private static final KeyPair KEY = SigningKeys.rsa(2048);
    private static final String SECRET = "0123456789abcdef";
    private static final String SECOND = "https://acme.myfreshworks.com/sp/OIDC/2/implicit";
    private static final String GOOD = "state=a%2Bb%3D%3D&nonce=n";

    @TempDir
    private static Path dir;

    private static LatchkeyServer server;

    @BeforeAll
    static void start() {
        String key = SigningKeys.pem(KEY).replace("\n", "");
        server = LatchkeyServer.start(
                "",
                Descriptor.standard()
                        .resource(
                                "site",
                                Map.of("auditFile", dir.resolve("audit.log").toString()))
                        .application("agents", Map.of("replaces", "ADScriptJWT.asp", "key", key))
                        .application(
                                "contacts",
                                Map.of("replaces", "adscriptjwt.asp", "redirectUri", SECOND, "deny", "CORP\\All Staff"))
                        .application("broken", Map.of("replaces", "Broken.asp", "lifetime", "forever"))
                        .application("shared", Map.of("replaces", "Shared.asp", "clientId", "5"))
                        .application("misspelt", Map.of("replaces", "Shared.asp, Misspelt.asp", "protocol", "jwtt"))
                        .application("no id", Map.of("replaces", "NoId.asp"))
                        .resource(
                                "app/desk",
                                Map.of(
                                        "protocol",
                                        "hmac",
                                        "title",
                                        "Help desk",
                                        "replaces",
                                        "ADScript.asp",
                                        "portal",
                                        "https://acme.freshdesk.com",
                                        "secret",
                                        SECRET))
                        .xml());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static String lastAudited() throws IOException {
        List<String> lines = Files.readAllLines(dir.resolve("audit.log"));
        return lines.get(lines.size() - 1);
    }

    private static HttpResponse<String> ada(String path) {
        return new Browser().withTicket(DemoPeople.ADA, server.uri(path));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/ADScriptJWT.asp",
                "/adscriptjwt.asp",
                "/ADSCRIPTJWT.ASP",
                "/AdScriptJwt.aSp",
                "/sso/ADScriptJWT.asp",
                "/old/setup/ADScriptJWT.Asp",
                "/static/a/ADScriptJWT.ASp",
                "/ADScriptJWT.asp;jsessionid=1",
                "/%41DScriptJWT%2Easp",
                "/ADScriptJWT.%61sP"
            })
    void signInWhenAnySpellingOfTheAddressThenTheTokenOfTheApplication(String path) throws IOException {
        HttpResponse<String> answer = ada(path + "?client_id=1&" + GOOD);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(302);
        assertThat(IdTokens.location(answer)).startsWith(Descriptor.REDIRECT + "?state=a%2Bb%3D%3D&id_token=");
        assertThat(IdTokens.claims(answer, KEY).get("email").textValue()).isEqualTo(DemoPeople.ADA.mail());
        assertThat(lastAudited())
                .contains("\"application\":\"agents\"", "\"outcome\":\"signed-in\"", "\"mechanism\":\"KERBEROS\"");
    }

    @Test
    void signInWhenAnotherApplicationOfTheScriptIsClosedThenTheOneThatTheRequestNames() {
        assertThat(IdTokens.location(ada("/Shared.asp?client_id=5&" + GOOD))).startsWith(Descriptor.REDIRECT);
    }

    @Test
    void signInWhenSimpleSsoThenTheSignedLink() {
        assertThat(IdTokens.location(ada("/scripts/adscript.ASP?host_url=acme.freshdesk.com")))
                .startsWith("https://acme.freshdesk.com/login/sso?name=Ada%20Lovelace&email=ada%40");
    }

    @Test
    void getWhenNobodyIsSignedInThenChallengeAndAFormThatReturns() {
        Browser browser = new Browser();
        HttpResponse<String> asked = browser.get(server.uri("/x/AdScriptJWT.asp?client_id=1&" + GOOD));
        assertThat(asked.statusCode()).isEqualTo(401);
        assertThat(asked.headers().allValues("WWW-Authenticate")).containsExactly("Negotiate");
        assertThat(browser.hasSession()).isFalse();

        HttpResponse<String> typed = browser.post(
                server.uri("/signin"),
                Map.of("state", Browser.sealedState(asked), "account", "ada", "password", DemoPeople.ADA.password()));
        assertThat(IdTokens.location(typed)).isEqualTo("/x/AdScriptJWT.asp?client_id=1&" + GOOD);
        assertThat(browser.get(server.uri(IdTokens.location(typed))).statusCode())
                .isEqualTo(302);
    }

    @ParameterizedTest
    @CsvSource({
        "/ADScriptJWT.asp?client_id=1&nonce=n, 400, STATE_MISSING",
        "/ADScriptJWT.asp?client_id=1&state=s&nonce=n&redirect_uri=https://evil.example/, 400, REDIRECT_URI_UNKNOWN",
        "/ADScriptJWT.asp?state=s&nonce=n, 400, APPLICATION_AMBIGUOUS",
        "/ADScriptJWT.asp?client_id=9&state=s&nonce=n&debug=1, 400, APPLICATION_AMBIGUOUS",
        "/ADScriptJWT.asp?client_id=2&state=s&nonce=n, 403, ACCESS_DENIED",
        "/ADScript.asp?host_url=evil.example, 400, HOST_URL_UNKNOWN",
        "/ADScript.asp?redirect_to=https://evil.example/, 400, REDIRECT_TO_UNKNOWN",
        "/Broken.asp?state=s&nonce=n, 503, APPLICATION_BROKEN",
        "/Broken.asp?debug=1, 503, APPLICATION_BROKEN",
        "/Misspelt.asp?state=s&nonce=n, 503, APPLICATION_BROKEN",
        "/Misspelt.asp?debug=1, 503, APPLICATION_BROKEN",
        "/Shared.asp?state=s&nonce=n, 503, APPLICATION_BROKEN",
        "/NoId.asp?state=s&nonce=n, 503, APPLICATION_BROKEN",
        "/Constants.asp, 404, PAGE_UNKNOWN",
        "/ADScriptJWT.asp/x?client_id=1&state=s&nonce=n, 404, PAGE_UNKNOWN",
        "/jwt/ADScriptJWT.asp?client_id=1&state=s&nonce=n, 404, APPLICATION_UNKNOWN",
        "/ADScriptJWT.aspx?client_id=1&state=s&nonce=n, 404, PAGE_UNKNOWN"
    })
    void getWhenTheRequestIsNotAllowedThenRefusedWithoutSession(String path, int status, String reason)
            throws IOException {
        Browser browser = new Browser();
        HttpResponse<String> answer = browser.withTicket(DemoPeople.ADA, server.uri(path));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Location")).isEmpty();
        assertThat(browser.hasSession()).isFalse();
        assertThat(lastAudited()).contains("\"reason\":\"" + reason + "\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/ADScriptJWT.asp?client_id=1", "/ADScriptJWT.asp?client_id=1&debug=1", "/ADScript.asp"})
    void postWhenSentThenMethodIsNotAllowed(String path) {
        HttpResponse<String> answer = new Browser().method("POST", server.uri(path));

        assertThat(answer.statusCode()).isEqualTo(405);
        assertThat(answer.headers().firstValue("Allow")).contains("GET");
    }

    @Test
    void debugWhenNobodyIsSignedInThenNothingIsTold() {
        HttpResponse<String> answer = new Browser().get(server.uri("/ADScript.asp?debug=1"));

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.body()).doesNotContain("acme.freshdesk.com", SECRET);
    }

    @Test
    void debugWhenSimpleSsoThenWhatWouldBeSaidAndNothingThatSignsIn() throws IOException {
        HttpResponse<String> answer = ada("/ADScript.asp?host_url=acme.freshdesk.com&debug=1");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Location")).isEmpty();
        assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(answer.body())
                .contains("https://acme.freshdesk.com/login/sso", "Ada Lovelace", DemoPeople.ADA.mail(), "Kerberos")
                .doesNotContain(SECRET, "hash", "timestamp", "DC=corp", "svc-");
        assertThat(lastAudited()).contains("\"outcome\":\"explained\"");
    }

    @Test
    void debugWhenJwtThenTheClaimsAndNeitherTokenNorStateNorNonce() {
        HttpResponse<String> answer = ada("/ADScriptJWT.asp?client_id=1&state=very-opaque&nonce=once-only&debug=1");

        assertThat(answer.body())
                .contains(Descriptor.REDIRECT, "given_name", DemoPeople.ADA.mail(), "… (11)")
                .doesNotContain("very-opaque", "once-only", "id_token", "eyJ");
    }

    @Test
    void debugWhenTheRequestOrThePersonWouldBeRefusedThenThePageSaysWhy() {
        assertThat(ada("/ADScriptJWT.asp?client_id=1&debug=1").body()).contains("would be refused", "start");
        assertThat(ada("/ADScriptJWT.asp?client_id=2&debug=1&" + GOOD).body())
                .contains("would be refused", SECOND)
                .doesNotContain("All Staff");
        assertThat(new Browser()
                        .withTicket(DemoPeople.ALAN, server.uri("/ADScript.asp?debug=1"))
                        .body())
                .contains("no e-mail address");
    }
}
