package org.latchkey.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.latchkey.demo.DemoPeople;

/** The page of all applications, its links, and on which page of an application people land. */
class PortalIT {

    private static final String SVG = "<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>";
    private static final String DESK = "https://acme.freshdesk.com";
    private static final String OTHER = "https://other.freshdesk.com";
    private static final String SERVICE = "https://acme.freshservice.com";

    private static LatchkeyServer server;

    @BeforeAll
    static void start(@TempDir Path dir) throws IOException {
        Path icon = Files.writeString(dir.resolve("icon.svg"), SVG);
        server = LatchkeyServer.start(Descriptor.standard()
                .resource("site", Map.of("helpText", "Call 4711."))
                .application(
                        "service",
                        Map.of(
                                "icon",
                                icon.toString(),
                                "sites",
                                "https://wiki.example.com",
                                "landing",
                                "CORP\\Helpdesk Admins = " + SERVICE + "/admin"))
                .application("plain", Map.of())
                .application(
                        "admins",
                        Map.of(
                                "title",
                                "For administrators",
                                "startUrl",
                                "",
                                "sites",
                                SERVICE,
                                "landing",
                                "CORP\\Helpdesk Admins = " + SERVICE + "/admin"))
                .application("noicon", Map.of("icon", dir.resolve("none.svg").toString()))
                .resource(
                        "app/desk",
                        Map.of(
                                "protocol",
                                "hmac",
                                "portal",
                                DESK + " " + OTHER,
                                "secret",
                                "0123456789abcdef",
                                "sites",
                                "https://wiki.example.com",
                                "landing",
                                "CORP\\Gone = " + DESK + "/x; CORP\\Helpdesk Admins = " + OTHER
                                        + "/agent; CORP\\Helpdesk Admins = " + DESK
                                        + "/a/dashboard; default = " + DESK + "/support/tickets"))
                .xml());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static String location(String account, String path) {
        return IdTokens.location(
                new Browser().withTicket(DemoPeople.named(account).orElseThrow(), server.uri(path)));
    }

    @Test
    void portalThenPersonMechanismHelpAndIcon() {
        String page = new Browser().withTicket(DemoPeople.ADA, server.uri("/")).body();

        assertThat(page)
                .contains("Ada Lovelace", "CORP\\ada", "Kerberos", "Call 4711.", "\"/latchkey/signout\"")
                .contains("src=\"/latchkey/icons/service\"", "\"/latchkey/go/desk\"")
                .contains("\"/latchkey/go/noicon\"")
                .doesNotContain("icons/plain", "icons/noicon");
    }

    @Test
    void portalWhenNothingTellsWhereThisPersonBeginsThenATileWithoutALink() {
        assertThat(new Browser().withTicket(DemoPeople.ADA, server.uri("/")).body())
                .contains("\"/latchkey/go/admins\"")
                .doesNotContain("Please open it at its own address.");
        assertThat(location("ada", "/go/admins")).isEqualTo(SERVICE + "/admin");
        assertThat(new Browser().withTicket(DemoPeople.GRACE, server.uri("/")).body())
                .contains("For administrators", "Please open it at its own address.")
                .doesNotContain("\"/latchkey/go/admins\"");
        assertThat(new Browser()
                        .withTicket(DemoPeople.GRACE, server.uri("/go/admins"))
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void iconThenAPictureThatCanRunNothing() {
        HttpResponse<String> icon = new Browser().get(server.uri("/icons/service"));

        assertThat(icon.statusCode()).isEqualTo(200);
        assertThat(icon.body()).isEqualTo(SVG);
        assertThat(icon.headers().firstValue("Content-Type")).contains("image/svg+xml");
        assertThat(icon.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(icon.headers().firstValue("Content-Security-Policy").orElse(""))
                .startsWith("default-src 'none'")
                .endsWith("; sandbox");
        assertThat(new Browser().method("HEAD", server.uri("/icons/service")).body())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "/icons/plain, 404",
        "/icons/noicon, 404",
        "/icons/none, 404",
        "/icons/, 404",
        "/icons/..%2Fservice, 400"
    })
    void iconWhenThereIsNoneThenRefused(String path, int status) {
        assertThat(new Browser().get(server.uri(path)).statusCode()).isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource({
        "ada, /hmac/desk, &redirect_to=https%3A%2F%2Facme.freshdesk.com%2Fa%2Fdashboard",
        "grace, /hmac/desk, &redirect_to=https%3A%2F%2Facme.freshdesk.com%2Fsupport%2Ftickets",
        "ada, /hmac/desk?redirect_to=https://acme.freshdesk.com/mine,"
                + " &redirect_to=https%3A%2F%2Facme.freshdesk.com%2Fmine",
        "ada, /hmac/desk?redirect_to=https://wiki.example.com/mine, &redirect_to=https%3A%2F%2Fwiki.example.com%2Fmine"
    })
    void hmacWhenLandingThenByGroupUnlessTheRequestAsksForAPage(String account, String path, String ending) {
        assertThat(location(account, path)).startsWith(DESK + "/login/sso?").endsWith(ending);
    }

    @Test
    void hmacWhenAnotherPortalIsAskedForThenNobodyLandsOnThisOne() {
        assertThat(location("ada", "/hmac/desk?host_url=other.freshdesk.com"))
                .startsWith(OTHER + "/login/sso?")
                .endsWith("&redirect_to=https%3A%2F%2Fother.freshdesk.com%2Fagent");
        assertThat(location("grace", "/hmac/desk?host_url=other.freshdesk.com"))
                .startsWith(OTHER + "/login/sso?")
                .doesNotContain("redirect_to");
    }

    @ParameterizedTest
    @CsvSource({
        "ada, /go/service, https://acme.freshservice.com/admin",
        "grace, /go/service, https://acme.freshservice.com/",
        "ada, /go/service?target=https://acme.freshservice.com/support/tickets/5%3Fa,"
                + " https://acme.freshservice.com/support/tickets/5?a",
        "ada, /go/plain?target=https://acme.freshservice.com/x, https://acme.freshservice.com/x",
        "ada, /go/service?target=https://wiki.example.com/x, https://wiki.example.com/x"
    })
    void goWhenJwtThenTargetOrLandingOrStart(String account, String path, String location) {
        assertThat(location(account, path)).isEqualTo(location);
    }

    @Test
    void goWhenNothingDependsOnThePersonThenNobodyIsAskedToSignIn() {
        assertThat(new Browser().get(server.uri("/go/plain")).statusCode()).isEqualTo(302);
        assertThat(new Browser().get(server.uri("/go/service")).statusCode()).isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example/",
                "https://acme.freshservice.com@evil.example/",
                "//evil.example/",
                "javascript:alert(1)",
                "%FF",
                "https://acme.freshservice.com/&target=https://evil.example/"
            })
    void goWhenTargetIsForeignThenRefused(String target) {
        HttpResponse<String> answer =
                new Browser().withTicket(DemoPeople.ADA, server.uri("/go/service?target=" + target));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.headers().firstValue("Location")).isEmpty();
    }
}
