package org.latchkey.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.latchkey.demo.DemoParts;
import org.latchkey.demo.DemoPeople;
import org.latchkey.windows.Tokens;

/** The page on which anybody sees how the own browser answers. */
class BrowserCheckIT {

    private static LatchkeyServer server;

    @BeforeAll
    static void start() {
        server = LatchkeyServer.start(Descriptor.standard().xml());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void checkWhenTheBrowserDoesNotAnswerThenChallengeAndThePageThatSaysSo() {
        HttpResponse<String> answer = new Browser().get(server.uri("/browser-check"));

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().firstValue("WWW-Authenticate")).contains("Negotiate");
        assertThat(answer.body())
                .contains(
                        "did not answer by itself",
                        "AuthServerAllowlist",
                        "network.negotiate-auth.trusted-uris",
                        "Authentication › SPNEGO");
    }

    @Test
    void checkWhenTicketThenWhoAndHowAndNoSession() {
        Browser browser = new Browser();
        String token = DemoParts.kdc().ticketFor(DemoPeople.ADA).spnego("HTTP@localhost");
        HttpResponse<String> answer = browser.get(server.uri("/browser-check"), "Authorization", "Negotiate " + token);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("Kerberos", Integer.toString(token.length()));
        assertThat(answer.body()).containsIgnoringCase("ada");
        assertThat(browser.hasSession()).isFalse();
    }

    @Test
    void checkWhenTheTokenIsRefusedThenItSaysWhyAndIsNotAskedAgain() {
        HttpResponse<String> answer =
                new Browser().get(server.uri("/browser-check"), "Authorization", "Negotiate TlRMTVNTUAABAAAA");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("WWW-Authenticate")).isEmpty();
        assertThat(answer.body()).contains("was not accepted");
    }

    @Test
    void checkWhenPostedThenNotAllowed() {
        assertThat(new Browser().method("POST", server.uri("/browser-check")).statusCode())
                .isEqualTo(405);
    }

    private static String checked(byte[] token) {
        HttpResponse<String> answer =
                new Browser().get(server.uri("/browser-check"), "Authorization", "Negotiate " + Tokens.base64(token));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("WWW-Authenticate")).isEmpty();
        assertThat(answer.body()).contains("was not accepted");
        return answer.body();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "37 | The clocks of your computer and of the server differ | w32tm /resync",
                "33 | The clocks of your computer and of the server differ | w32tm /resync",
                "32 | Your Windows sign-in has run out | klist purge",
                "34 | arrived twice | sends requests again",
                "41 | did everything right | setspn -X",
                "31 | did everything right | setspn -D",
                "14 | did everything right | AES 128 and 256",
                "35 | did everything right | servicePrincipal",
                "44 | did everything right | msDS-KeyVersionNumber",
                "7 | got no Kerberos ticket | setspn -S HTTP/localhost and the account"
            })
    void checkWhenKerberosErrorInTheTokenThenWhatItMeansAndTheRemedy(int code, String person, String remedy) {
        for (byte[] token : List.of(
                Tokens.error(code),
                Tokens.init(Tokens.KERBEROS, Tokens.error(code)),
                Tokens.response(Tokens.error(code)),
                Tokens.response(Tokens.bareError(code)))) {
            assertThat(checked(token)).contains(person, remedy).doesNotContain("EVIL", "evil", "<script>text");
        }
    }

    @Test
    void checkWhenTheErrorIsAnotherOrCutThenOnlyThatItWasRefused() {
        assertThat(checked(Tokens.error(60))).doesNotContain("For your administrators");
        byte[] whole = Tokens.bareError(37);
        for (int length = 1; length < whole.length; length++) {
            assertThat(checked(Tokens.response(Arrays.copyOf(whole, length))))
                    .doesNotContain("For your administrators");
        }
    }

    @Test
    void checkWhenNtlmThenHowToRegisterTheName() {
        assertThat(checked(Tokens.ntlm(1, ""))).contains("setspn -S HTTP/localhost");
    }

    @Test
    void checkWhenTheTicketIsReplayedThenSo() {
        byte[] token = Base64.getDecoder()
                .decode(DemoParts.kdc().ticketFor(DemoPeople.ADA).spnego("HTTP@localhost"));
        new Browser().get(server.uri("/browser-check"), "Authorization", "Negotiate " + Tokens.base64(token));

        assertThat(checked(token)).contains("arrived twice");
    }
}
