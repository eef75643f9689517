package org.latchkey.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.latchkey.demo.DemoPeople;

/** Simple SSO over HTTP, its hash computed again by the JDK. */
class HmacSignInIT {

    private static final String SECRET = "0123456789abcdef";
    private static final Pattern LINK = Pattern.compile(
            "https://acme\\.freshdesk\\.com/login/sso\\?name=([^&]+)&email=([^&]+)&timestamp=(\\d+)&hash=([0-9a-f]{32})(.*)");

    private static LatchkeyServer server;

    @BeforeAll
    static void start() {
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
                .xml());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static String decoded(String value) {
        return java.net.URLDecoder.decode(value, StandardCharsets.UTF_8);
    }

    private static String hmac(String message) throws Exception {
        Mac mac = Mac.getInstance("HmacMD5");
        mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacMD5"));
        return HexFormat.of().formatHex(mac.doFinal(message.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void signInWhenTicketThenLinkThatTheHelpdeskAccepts() throws Exception {
        HttpResponse<String> answer =
                new Browser().withTicket(DemoPeople.ZOE, server.uri("/hmac/desk?host_url=acme.freshdesk.com"));

        assertThat(answer.statusCode()).isEqualTo(302);
        assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
        Matcher link = LINK.matcher(IdTokens.location(answer));
        assertThat(link.matches()).as(IdTokens.location(answer)).isTrue();
        String name = decoded(link.group(1));
        String email = decoded(link.group(2));
        assertThat(name).isEqualTo("Zoë Ångström");
        assertThat(email).isEqualTo(DemoPeople.ZOE.mail());
        assertThat(Long.parseLong(link.group(3)))
                .isBetween(Instant.now().getEpochSecond() - 30, Instant.now().getEpochSecond());
        assertThat(link.group(4)).isEqualTo(hmac(name + SECRET + email + link.group(3)));
        assertThat(link.group(5)).isEmpty();
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
