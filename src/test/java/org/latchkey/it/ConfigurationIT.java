package org.latchkey.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.KeyPair;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.latchkey.demo.DemoPeople;

/** What an administrator sees of a good, an empty, a half right and a wrong configuration. */
class ConfigurationIT {

    private static final String GOOD = "/jwt/helpdesk?state=s&nonce=n";

    @TempDir
    private Path dir;

    private static HttpResponse<String> withTicket(LatchkeyServer server, String path) {
        return new Browser().withTicket(DemoPeople.ADA, server.uri(path));
    }

    private Map<String, String> app(KeyPair key) {
        return Map.of(
                "protocol", "jwt",
                "redirectUri", "https://acme.myfreshworks.com/sp/OIDC/1/implicit",
                "keyFile", SigningKeys.write(dir.resolve("key.pem"), key).toString());
    }

    @Test
    void startWhenNothingIsConfiguredThenFirstSteps() {
        try (LatchkeyServer server = LatchkeyServer.start("<Context/>")) {
            HttpResponse<String> home = new Browser().get(server.uri("/"));

            assertThat(home.statusCode()).isEqualTo(200);
            assertThat(home.body()).contains("latchkey/site", "setspn");
            assertThat(new Browser().get(server.uri(GOOD)).statusCode()).isEqualTo(503);
            assertThat(new Browser().get(server.uri("/static/latchkey.css")).statusCode())
                    .isEqualTo(200);
            assertThat(new Browser().get(server.uri("/health/live")).statusCode())
                    .isEqualTo(200);
            assertThat(new Browser().get(server.uri("/health/ready")).statusCode())
                    .isEqualTo(503);
        }
    }

    @Test
    void startWhenDirectoryIsWrongThenEverythingButSetupAndHealthIsClosed() {
        String descriptor = Descriptor.empty()
                .windows()
                .resource("directory/corp", Map.of("servers", "ldaps://localhost:1", "acount", "x"))
                .jwt("helpdesk", app(SigningKeys.rsa(2048)))
                .xml();
        try (LatchkeyServer server = LatchkeyServer.start(descriptor)) {
            HttpResponse<String> answer = new Browser().get(server.uri(GOOD));

            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.headers().firstValue("Retry-After")).isPresent();
            assertThat(new Browser().get(server.uri("/")).statusCode()).isEqualTo(503);
            assertThat(new Browser().get(server.uri("/signout")).statusCode()).isEqualTo(503);
            assertThat(new Browser().get(server.uri("/setup")).statusCode()).isEqualTo(200);
            assertThat(new Browser().get(server.uri("/health/live")).statusCode())
                    .isEqualTo(200);
            // A script's address in a folder that is open all the same.
            assertThat(new Browser()
                            .get(server.uri("/static/ADScriptJWT.asp?state=s&nonce=n"))
                            .statusCode())
                    .isEqualTo(503);
        }
    }

    @Test
    void startWhenOneApplicationIsWrongThenTheOthersWork() {
        String descriptor = Descriptor.standard()
                .jwt("helpdesk", app(SigningKeys.rsa(2048)))
                .jwt("typo", Map.of("protocol", "jwtt"))
                .xml();
        try (LatchkeyServer server = LatchkeyServer.start(descriptor)) {
            assertThat(withTicket(server, GOOD).statusCode()).isEqualTo(302);
            assertThat(withTicket(server, GOOD.replace("helpdesk", "typo")).statusCode())
                    .isEqualTo(503);
            assertThat(new Browser().get(server.uri("/health/ready")).statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void startWhenAtTheRootThenEverythingWorksThere() {
        String descriptor = Descriptor.standard()
                .jwt("helpdesk", app(SigningKeys.rsa(2048)))
                .xml();
        try (LatchkeyServer server = LatchkeyServer.start("", descriptor)) {
            Browser browser = new Browser();
            HttpResponse<String> asked = browser.get(server.uri(GOOD));
            HttpResponse<String> typed = browser.post(
                    server.uri("/signin"),
                    Map.of(
                            "state",
                            Browser.sealedState(asked),
                            "account",
                            "ada",
                            "password",
                            DemoPeople.ADA.password()));

            assertThat(asked.body()).contains("href=\"/static/latchkey.css\"");
            assertThat(IdTokens.location(typed)).isEqualTo(GOOD);
            assertThat(browser.get(server.uri(GOOD)).statusCode()).isEqualTo(302);
            assertThat(withTicket(server, "/").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void getWhenKeyFileChangesThenNewKeySignsWithoutRestart() throws IOException {
        KeyPair first = SigningKeys.rsa(2048);
        KeyPair second = SigningKeys.rsa(2048);
        String descriptor = Descriptor.standard().jwt("helpdesk", app(first)).xml();
        try (LatchkeyServer server = LatchkeyServer.start(descriptor)) {
            assertThat(IdTokens.claims(withTicket(server, GOOD), first)).isNotNull();
            Path file = SigningKeys.write(dir.resolve("key.pem"), second);
            Files.setLastModifiedTime(file, FileTime.from(Instant.now().plusSeconds(10)));

            assertThat(IdTokens.claims(withTicket(server, GOOD), second)).isNotNull();
        }
    }

    @Test
    void startWhenPublicUrlIsHttpsThenCookiesAreSecure() {
        String descriptor = Descriptor.standard()
                .resource("site", Map.of("publicUrl", "https://localhost/latchkey"))
                .jwt("helpdesk", app(SigningKeys.rsa(2048)))
                .xml();
        try (LatchkeyServer server = LatchkeyServer.start(descriptor)) {
            assertThat(withTicket(server, GOOD).headers().allValues("Set-Cookie"))
                    .isNotEmpty()
                    .allSatisfy(cookie -> assertThat(cookie).contains("Secure", "HttpOnly", "SameSite=Lax"));
        }
    }
}
