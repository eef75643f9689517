package org.latchkey.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.latchkey.demo.DemoPeople;

/** Simple SSO over HTTP, its hash computed again by the JDK. */
class HmacSignInIT {

    private static final String SECRET = "0123456789abcdef";
    private static final String OTHER_SECRET = "another-secret-of-the-second";
    private static final Pattern LINK = Pattern.compile(
            "https://acme\\.freshdesk\\.com/login/sso\\?name=([^&]+)&email=([^&]+)&timestamp=(\\d+)&hash=([0-9a-f]{32})(.*)");

    private static LatchkeyServer server;

    @BeforeAll
    static void start(@TempDir Path dir) throws IOException {
        Path other = Files.writeString(dir.resolve("two"), OTHER_SECRET + " \n");
        server = LatchkeyServer.start(Descriptor.standard()
                .resource(
                        "app/desk",
                        Map.of(
                                "protocol",
                                "hmac",
                                "title",
                                "Help desk",
                                "portal",
                                "https://acme.freshdesk.com",
                                "secret",
                                SECRET))
                .resource(
                        "app/two",
                        Map.of(
                                "protocol",
                                "hmac",
                                "portal",
                                "https://one.freshdesk.com https://two.freshdesk.com",
                                "secret",
                                SECRET,
                                "portalSecrets",
                                "two.freshdesk.com=" + other))
                .xml());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static String decoded(String value) {
        return java.net.URLDecoder.decode(value, StandardCharsets.UTF_8);
    }

    private static String hmac(String secret, String message) throws Exception {
        Mac mac = Mac.getInstance("HmacMD5");
        mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacMD5"));
        return HexFormat.of().formatHex(mac.doFinal(message.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void signInWhenTicketThenLinkThatTheHelpdeskAccepts() throws Exception {
        long before = Instant.now().getEpochSecond();
        HttpResponse<String> answer =
                new Browser().withTicket(DemoPeople.ZOE, server.uri("/hmac/desk?host_url=acme.freshdesk.com"));
        long after = Instant.now().getEpochSecond();

        assertThat(answer.statusCode()).isEqualTo(302);
        assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
        Matcher link = LINK.matcher(IdTokens.location(answer));
        assertThat(link.matches()).as(IdTokens.location(answer)).isTrue();
        String name = decoded(link.group(1));
        String email = decoded(link.group(2));
        assertThat(name).isEqualTo("Zoë Ångström");
        assertThat(email).isEqualTo(DemoPeople.ZOE.mail());
        assertThat(Long.parseLong(link.group(3))).isBetween(before, after);
        assertThat(link.group(4)).isEqualTo(hmac(SECRET, name + SECRET + email + link.group(3)));
        assertThat(link.group(5)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "/hmac/two, " + SECRET,
        "/hmac/two?host_url=one.freshdesk.com, " + SECRET,
        "/hmac/two?host_url=two.freshdesk.com, " + OTHER_SECRET
    })
    void signInWhenPortalsHaveSecretsOfTheirOwnThenSignedWithThatOfTheOneThatIsMeant(String path, String secret)
            throws Exception {
        String link = IdTokens.location(new Browser().withTicket(DemoPeople.ZOE, server.uri(path)));
        Matcher signed = LINK.matcher(link.replaceFirst("https://(one|two)\\.", "https://acme."));

        assertThat(signed.matches()).as(link).isTrue();
        assertThat(link).startsWith(path.contains("=two") ? "https://two." : "https://one.");
        assertThat(signed.group(4))
                .isEqualTo(
                        hmac(secret, decoded(signed.group(1)) + secret + decoded(signed.group(2)) + signed.group(3)));
    }

    @Test
    void goWhenTargetOnThePortalThenLinkLandsThere() {
        Browser browser = new Browser();
        browser.withTicket(DemoPeople.ADA, server.uri("/"));
        HttpResponse<String> link =
                browser.get(server.uri("/go/desk?target=https%3A%2F%2Facme.freshdesk.com%2Ftickets%3Fa%3Db"));
        HttpResponse<String> answer = browser.get(server.uri("").resolve(IdTokens.location(link)));

        assertThat(IdTokens.location(answer))
                .endsWith("&redirect_to=https%3A%2F%2Facme.freshdesk.com%2Ftickets%3Fa%3Db");
    }

    @ParameterizedTest
    @CsvSource({
        "/hmac/desk?host_url=evil.example, 400",
        "/hmac/desk?host_url=acme.freshdesk.com&host_url=evil.example, 400",
        "/hmac/desk?host_url=%FF, 400",
        "/hmac/desk?redirect_to=https://evil.example/, 400",
        "/hmac/desk?redirect_to=//evil.example/, 400",
        "/hmac/none, 404",
        "/jwt/desk?state=s&nonce=n, 404"
    })
    void getWhenRequestIsNotAllowedThenRefusedWithoutSession(String path, int status) {
        Browser browser = new Browser();
        HttpResponse<String> answer = browser.withTicket(DemoPeople.ADA, server.uri(path));

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Location")).isEmpty();
        assertThat(browser.hasSession()).isFalse();
    }

    @Test
    void getWhenMailIsMissingThenItsOwnPage() {
        assertThat(new Browser()
                        .withTicket(DemoPeople.ALAN, server.uri("/hmac/desk"))
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void postWhenSentThenMethodIsNotAllowed() {
        assertThat(new Browser().method("POST", server.uri("/hmac/desk")).statusCode())
                .isEqualTo(405);
    }
}
