package org.latchkey.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.latchkey.demo.DemoParts;
import org.latchkey.demo.DemoPeople;

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
        assertThat(answer.body()).contains("did not answer by itself", "AuthServerAllowlist");
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
}
