package org.latchkey.windows;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.latchkey.windows.HttpConnection.Answer;

/** Which tokens are looked at, and who is asked for one, whoever checks them. */
abstract class TokenContract extends SignInFixture {

    @Test
    void requestWhenNobodyIsKnownThenNegotiateIsOfferedFirst() throws Exception {
        Answer answer = get("/who");

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.challenges()).first().isEqualTo("Negotiate");
        assertThat(answer.header("Set-Cookie")).isEmpty();
    }

    @Test
    void requestWhenOneLegSufficesThenThePersonIsKnownByWhatWasUsed() throws Exception {
        Answer answer = get("/who", negotiate(token("ada")));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo(named("ada") + " by KERBEROS as " + named("ada") + " through KERBEROS");
    }

    @Test
    void requestWhenTheProviderAnswersThenTheServerProvesItself() throws Exception {
        Answer answer = get("/who", negotiate(token("ada")));

        assertThat(answer.challenges()).singleElement().asString().matches("Negotiate [A-Za-z0-9+/]+=*");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Negotiate",
                "negotiate ",
                "Negotiate !!!!",
                "Negotiate YII",
                "Negotiate YIIA\u00e9\u00e9",
                "Negotiate Z2FyYmFnZQ==",
                "Negotiate YIGJBgYrBgEFBQI=",
                "NTLM",
                "NTLM Z2FyYmFnZQ==",
                "NTLM TlRMTVNTUAA=",
                "Negotiate TlRMTVNTUAACAAAA",
                "Negotiate YQA="
            })
    void tokenWhenGarbageThenTheFormWithoutChallenge(String header) throws Exception {
        Answer answer = get("/who", "Authorization: " + header);

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.challenges()).isEmpty();
        assertThat(answer.body()).startsWith("TOKEN_MALFORMED");
        assertThat(server.sessions()).isZero();
    }

    @Test
    void tokenWhenTwoOfThemThenRefused() throws Exception {
        Answer answer = get("/who", negotiate(token("ada")), negotiate(token("grace")));

        assertThat(answer.body()).startsWith("TOKEN_MALFORMED");
    }

    @Test
    void tokenWhenTooLargeThenSaid() throws Exception {
        byte[] large = Tokens.init(Tokens.KERBEROS, new byte[NegotiateToken.LARGEST]);

        Answer answer = get("/who", negotiate(Tokens.base64(large)));

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.body()).startsWith("TOKEN_TOO_LARGE");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Basic YWRhOnNlY3JldA==", "Bearer abc", "", "Negotiated abc", "Digest username=ada"})
    void authorizationWhenOfAnotherSchemeThenAsIfAbsent(String header) throws Exception {
        Answer answer = get("/who", "Authorization: " + header);

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.challenges()).contains("Negotiate");
        assertThat(answer.body()).startsWith("SIGN_IN_REQUIRED");
    }

    @Test
    void browserWhenItsTokenWasRefusedThenNotChallengedAgain() throws Exception {
        Answer refused = get("/who", negotiate(Tokens.base64(Tokens.kerberos("not a ticket"))));

        assertThat(refused.body()).startsWith("TOKEN_REJECTED");
        assertThat(refused.challenges()).isEmpty();
        assertThat(refused.setCookie(FORM_COOKIE))
                .contains("; Path=/latchkey/", "; HttpOnly", "; SameSite=Lax", "; Max-Age=300")
                .doesNotContain("Secure");

        Answer next = get("/who", "Cookie: " + refused.cookie(FORM_COOKIE));

        assertThat(next.status()).isEqualTo(401);
        assertThat(next.challenges()).isEmpty();
    }

    @Test
    void browserWhenItSignsInAfterARefusalThenTheMarkGoes() throws Exception {
        Answer answer = get("/who", "Cookie: " + FORM_COOKIE + "=1", negotiate(token("ada")));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.setCookie(FORM_COOKIE)).contains("; Max-Age=0");
    }

    @Test
    void formCookieWhenPublicUrlIsHttpsThenSecure() throws Exception {
        SignInServer https = serve(setting().at("https://sso.corp.example.com/latchkey"));

        Answer refused = connect(https).get("/latchkey/who", negotiate("garbage"));

        assertThat(refused.setCookie(FORM_COOKIE)).contains("; Secure");
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "HEAD", "PUT", "OPTIONS"})
    void tokenWhenNotGetThenIgnoredAndNothingIsBegun(String method) throws Exception {
        Answer answer = connect().send(method, "HTTP/1.1", "/latchkey/who", negotiate(token("ada")));

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.challenges()).isEmpty();
        assertThat(answer.header("Set-Cookie")).isEmpty();
    }

    @Test
    void tokenWhenTheRequestIsMalformedThenNotEvenChecked() throws Exception {
        String token = token("ada");

        Answer malformed = get("/malformed", negotiate(token));
        Answer open = get("/open", negotiate("garbage"));
        Answer wellFormed = get("/who", negotiate(token));

        assertThat(malformed.status()).isEqualTo(400);
        assertThat(malformed.header("Set-Cookie")).isEmpty();
        assertThat(open.status()).isEqualTo(200);
        assertThat(wellFormed.status()).isEqualTo(200);
    }

    @Test
    void challengeWhenOutsideTheNetworksThenNone() throws Exception {
        SignInServer proxied = serve(setting().behind("127.0.0.1"));

        Answer outside = connect(proxied).get("/latchkey/who", "X-Forwarded-For: 203.0.113.7");
        Answer inside = connect(proxied).get("/latchkey/who", "X-Forwarded-For: 127.0.0.9");

        assertThat(outside.status()).isEqualTo(401);
        assertThat(outside.challenges()).isEmpty();
        assertThat(inside.challenges()).contains("Negotiate");
    }
}
