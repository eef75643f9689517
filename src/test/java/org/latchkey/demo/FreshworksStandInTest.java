package org.latchkey.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.KeyPair;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.latchkey.demo.FreshworksRefusal.Message;

class FreshworksStandInTest {
    private static final KeyPair KEYS = SignedToken.newKeys();

    private final FreshworksStandIn freshworks = FreshworksStandIn.start();
    private final HttpClient browser = HttpClient.newHttpClient();

    @AfterEach
    void stop() {
        freshworks.close();
    }

    @Test
    void loginWhenShapeAThenRequestAsFreshworksSendsIt() throws Exception {
        Query sent = login("?state=new");

        assertThat(sent.first("response_type")).contains("id_token");
        assertThat(sent.first("client_id")).contains(FreshworksStandIn.MODULE);
        assertThat(sent.first("redirect_uri")).contains(freshworks.redirectUri().toString());
        assertThat(sent.first("scope")).contains("openid email profile");
        assertThat(sent.first("nonce").orElseThrow()).matches("[A-Za-z0-9]{16}");
        assertThat(sent.first("state").orElseThrow()).matches("fwst_[0-9a-f]{216}");
    }

    @Test
    void loginWhenShapeBThenNeitherRedirectUriNorResponseType() throws Exception {
        Query sent = login("?shape=B&state=old");

        assertThat(sent.first("redirect_uri")).isEmpty();
        assertThat(sent.first("response_type")).isEmpty();
        assertThat(sent.first("grant_type")).contains("implicit");
        assertThat(sent.first("state").orElseThrow()).endsWith("==");
    }

    @Test
    void loginWhenTwiceThenBothFormsOfState() throws Exception {
        boolean first = login("").first("state").orElseThrow().startsWith("fwst_");
        boolean second = login("").first("state").orElseThrow().startsWith("fwst_");

        assertThat(first).isNotEqualTo(second);
    }

    @Test
    void implicitWhenAnswerIsRightThenShowsTheClaimsEscaped() throws Exception {
        Query sent = login("");

        HttpResponse<String> page = implicit(sent, token(sent, "O'Brien <b>&"));

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("O&#39;Brien &lt;b&gt;&amp;").doesNotContain("<b>");
        assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains("default-src 'none'");
        assertThat(freshworks.signIns()).hasSize(1);
        assertThat(freshworks
                        .signIns()
                        .get(0)
                        .claims()
                        .orElseThrow()
                        .path("given_name")
                        .asText())
                .isEqualTo("Seán");
    }

    @Test
    void implicitWhenReplayedThenRefused() throws Exception {
        Query sent = login("");
        String token = token(sent, "O'Brien");
        implicit(sent, token);

        HttpResponse<String> page = implicit(sent, token);

        assertThat(page.statusCode()).isEqualTo(400);
        assertThat(page.body()).contains("Constraint validation failed").contains("used before");
        assertThat(freshworks.signIns().get(1).refusal().orElseThrow().shown()).isEqualTo(Message.CONSTRAINT);
    }

    @Test
    void implicitWhenStateIsNotOursOrPlusBecameSpaceThenRefused() throws Exception {
        Query sent = login("");
        String token = token(sent, "O'Brien");

        assertThat(get("/sp/OIDC/" + FreshworksStandIn.MODULE + "/implicit?state=x&id_token=" + token)
                        .statusCode())
                .isEqualTo(400);
        assertThat(get("/sp/OIDC/" + FreshworksStandIn.MODULE + "/implicit?id_token=" + token)
                        .statusCode())
                .isEqualTo(400);
        assertThat(get("/sp/OIDC/1/implicit?id_token=" + token).statusCode()).isEqualTo(404);
        assertThat(implicit(sent, "").body()).contains("Token cannot be empty");
    }

    @Test
    void deskWhenOpenedThenRequestAsAnOlderHelpdeskSendsIt() throws Exception {
        assertThat(get("/desk").statusCode()).isEqualTo(503);

        freshworks.saveSimpleSso(URI.create("http://localhost:9/latchkey/hmac/desk"), "secret");

        assertThat(get("/desk").headers().firstValue("Location").orElseThrow())
                .isEqualTo("http://localhost:9/latchkey/hmac/desk?host_url=localhost%3A"
                        + freshworks.startPage().getPort());
        HttpResponse<String> refused = get("/login/sso?name=a&email=b&timestamp=1&hash=c");
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body())
                .contains("Session expired, please login again", "href=\"/desk\">Start again")
                .doesNotContain("href=\"/login\"");
    }

    @Test
    void implicitWhenRefusedThenStartAgainLeadsToWhereItBegan() throws Exception {
        login("");

        assertThat(get("/sp/OIDC/" + FreshworksStandIn.MODULE + "/implicit?state=x&id_token=y")
                        .body())
                .contains("href=\"/login\">Start again");
    }

    @Test
    void startPageWhenOpenedThenOffersSignInAndItsStyleSheetIsThere() throws Exception {
        assertThat(get("/").body()).contains("Sign in to IT Service Desk");
        assertThat(get("/freshworks.css").headers().firstValue("Content-Type")).contains("text/css; charset=utf-8");
        HttpRequest post = HttpRequest.newBuilder(freshworks.startPage())
                .POST(HttpRequest.BodyPublishers.noBody())
                .build();
        assertThat(browser.send(post, BodyHandlers.ofString()).statusCode()).isEqualTo(405);
    }

    private Query login(String query) throws Exception {
        freshworks.savePolicy(URI.create("http://localhost:9/latchkey/jwt/helpdesk"), SignedToken.pasted(KEYS));
        HttpResponse<String> redirect = get("/login" + query);
        assertThat(redirect.statusCode()).isEqualTo(302);
        URI location = URI.create(redirect.headers().firstValue("Location").orElseThrow());
        assertThat(location.getPath()).isEqualTo("/latchkey/jwt/helpdesk");
        return Query.of(location.getRawQuery());
    }

    private static String token(Query sent, String familyName) {
        return SignedToken.sign(KEYS, "{\"alg\":\"RS256\"}", """
                {"sub":"s","email":"sean.o'brien@corp.example.com","iat":%d,"nonce":"%s","given_name":"Seán","family_name":"%s"}""".formatted(
                        Instant.now().getEpochSecond(), sent.first("nonce").orElseThrow(), familyName));
    }

    private HttpResponse<String> implicit(Query sent, String token) throws Exception {
        Query answer =
                new Query().with("state", sent.first("state").orElseThrow()).with("id_token", token);
        return get("/sp/OIDC/" + FreshworksStandIn.MODULE + "/implicit?" + answer);
    }

    private HttpResponse<String> get(String path) throws Exception {
        return browser.send(
                HttpRequest.newBuilder(freshworks.startPage().resolve(path)).build(), BodyHandlers.ofString());
    }
}
