package org.latchkey.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.latchkey.demo.DemoParts;
import org.latchkey.demo.DemoPeople;
import org.latchkey.demo.DemoPerson;

/** The whole sign-in over HTTP: a real ticket, a real directory, the built war. */
class JwtSignInIT {

    private static final String REDIRECT = "https://acme.myfreshworks.com/sp/OIDC/302836020429100183/implicit";
    private static final String SECOND = "https://acme.freshworks.com/sp/OIDC/302836020429100183/implicit";
    private static final KeyPair KEY = SigningKeys.rsa(2048);
    private static final String SHAPE_A = "/jwt/helpdesk?response_type=id_token&client_id=302836020429100183"
            + "&scope=openid%20email%20profile&state=Zm9vLmZyZXNod29ya3MuY29tO2E7Yg%3D%3D&redirect_uri=" + REDIRECT
            + "&nonce=aB3dE5fG7hJ9kL1m";
    private static final String SHAPE_B =
            "/jwt/helpdesk?client_id=a13v13&state=hgdg43567&nonce=1545894408&grant_type=implicit&scope=profile";

    private static LatchkeyServer server;

    @BeforeAll
    static void start(@TempDir Path dir) {
        server = LatchkeyServer.start(Descriptor.standard()
                .jwt(
                        "helpdesk",
                        Map.of(
                                "protocol", "jwt",
                                "title", "IT Service Desk",
                                "redirectUri", REDIRECT + " " + SECOND,
                                "keyFile",
                                        SigningKeys.write(dir.resolve("helpdesk.pem"), KEY)
                                                .toString(),
                                "claims", "job_title=title, phone=telephoneNumber"))
                .xml());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void signInWhenTicketThenSignedTokenAtTheRedirectAddress() {
        HttpResponse<String> answer = new Browser().withTicket(DemoPeople.ADA, server.uri(SHAPE_A));

        assertThat(answer.statusCode()).isEqualTo(302);
        assertThat(IdTokens.location(answer))
                .startsWith(REDIRECT + "?state=Zm9vLmZyZXNod29ya3MuY29tO2E7Yg%3D%3D&id_token=");
        assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(answer.headers().firstValue("Referrer-Policy")).contains("no-referrer");
        JsonNode claims = IdTokens.claims(answer, KEY);
        assertThat(claims.get("sub").textValue())
                .isEqualTo(DemoPeople.ADA.objectGuid().toString());
        assertThat(claims.get("email").textValue()).isEqualTo(DemoPeople.ADA.mail());
        assertThat(claims.get("nonce").textValue()).isEqualTo("aB3dE5fG7hJ9kL1m");
        assertThat(claims.get("given_name").textValue()).isEqualTo("Ada");
        assertThat(claims.get("family_name").textValue()).isEqualTo("Lovelace");
        assertThat(claims.get("job_title").textValue()).isEqualTo("Analytical Engineer");
        assertThat(claims.get("iat").isIntegralNumber()).isTrue();
        assertThat(claims.get("iat").longValue())
                .isCloseTo(Instant.now().getEpochSecond(), org.assertj.core.data.Offset.offset(60L));
        assertThat(claims.get("exp").longValue() - claims.get("iat").longValue())
                .isEqualTo(300);
    }

    @Test
    void signInWhenOldShapeThenFirstConfiguredAddress() {
        HttpResponse<String> answer = new Browser().withTicket(DemoPeople.ADA, server.uri(SHAPE_B));

        assertThat(IdTokens.location(answer)).startsWith(REDIRECT + "?state=hgdg43567&id_token=");
    }

    @Test
    void signInWhenSecondConfiguredAddressThenThatOne() {
        HttpResponse<String> answer =
                new Browser().withTicket(DemoPeople.ADA, server.uri(SHAPE_A.replace(REDIRECT, SECOND)));

        assertThat(IdTokens.location(answer)).startsWith(SECOND + "?state=");
    }

    @Test
    void signInWhenStateIsNotUtf8ThenSameOctetsBack() {
        HttpResponse<String> answer = new Browser()
                .withTicket(DemoPeople.ADA, server.uri(SHAPE_B.replace("hgdg43567", "%FF%00a%2Bb+c%20%C3%a9")));

        assertThat(IdTokens.location(answer)).contains("state=%FF%00a%2Bb+c%20%C3%a9&");
    }

    static DemoPerson[] complete() {
        return new DemoPerson[] {
            DemoPeople.ZOE, DemoPeople.SEAN, DemoPeople.GRACE, DemoPeople.MADONNA, DemoPeople.BEATRICE
        };
    }

    @ParameterizedTest
    @MethodSource("complete")
    void signInWhenUnusualNameThenIntact(DemoPerson person) {
        JsonNode claims = IdTokens.claims(new Browser().withTicket(person, server.uri(SHAPE_A)), KEY);

        assertThat(claims.get("email").textValue()).isEqualTo(person.mail());
        String fullName = claims.get("given_name").textValue() + " "
                + claims.get("family_name").textValue();
        assertThat(fullName).isEqualTo(person.displayName());
    }

    @Test
    void signInWhenSessionThenNoTokenNeededAndSameSession() {
        Browser browser = new Browser();
        HttpResponse<String> first = browser.withTicket(DemoPeople.ADA, server.uri(SHAPE_A));
        HttpResponse<String> second = browser.get(server.uri(SHAPE_A));

        assertThat(first.headers().allValues("Set-Cookie"))
                .anySatisfy(
                        cookie -> assertThat(cookie).startsWith("JSESSIONID=").contains("HttpOnly", "SameSite=Lax"));
        assertThat(second.statusCode()).isEqualTo(302);
        assertThat(second.headers().allValues("Set-Cookie")).isEmpty();
    }

    @Test
    void signInWhenSteadyThenNoConnectionAndNoBind() {
        Browser browser = new Browser();
        browser.withTicket(DemoPeople.ADA, server.uri(SHAPE_A));
        long connections = DemoParts.directory().connectionCount();
        long binds = DemoParts.directory().bindCount();
        for (int i = 0; i < 20; i++) {
            assertThat(browser.get(server.uri(SHAPE_A)).statusCode()).isEqualTo(302);
        }

        assertThat(DemoParts.directory().connectionCount()).isEqualTo(connections);
        assertThat(DemoParts.directory().bindCount()).isEqualTo(binds);
    }

    @Test
    void signInWhenNobodyIsKnownThenFormAndChallengeAndNoSession() {
        Browser browser = new Browser();
        HttpResponse<String> answer = browser.get(server.uri(SHAPE_A));

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().allValues("WWW-Authenticate")).containsExactly("Negotiate");
        assertThat(answer.body()).contains("IT Service Desk", "name=\"password\"");
        assertThat(browser.hasSession()).isFalse();
    }

    @Test
    void signInWhenPasswordTypedThenLandsWithTheSameRequest() {
        Browser browser = new Browser();
        HttpResponse<String> asked = browser.get(server.uri(SHAPE_A));
        HttpResponse<String> typed = browser.post(
                server.uri("/signin"),
                Map.of(
                        "state",
                        Browser.sealedState(asked),
                        "account",
                        "CORP\\zoe.angstrom",
                        "password",
                        DemoPeople.ZOE.password()));

        assertThat(typed.statusCode()).isEqualTo(303);
        assertThat(IdTokens.location(typed)).isEqualTo("/latchkey" + SHAPE_A);
        HttpResponse<String> landed = browser.get(server.uri(SHAPE_A));
        assertThat(IdTokens.claims(landed, KEY).get("given_name").textValue()).isEqualTo("Zoë");
    }
}
