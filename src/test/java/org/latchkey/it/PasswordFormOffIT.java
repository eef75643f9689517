package org.latchkey.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.latchkey.demo.DemoKdc;
import org.latchkey.demo.DemoParts;
import org.latchkey.demo.DemoPeople;

/** Windows sign-in only. */
class PasswordFormOffIT {

    private static final String GOOD = "/jwt/helpdesk?state=s&nonce=n";

    private static LatchkeyServer server;

    @BeforeAll
    static void start() {
        server = LatchkeyServer.start(Descriptor.empty()
                .directory(
                        DemoParts.directory().ldapsPort(), DemoParts.directory().trustFile())
                .resource(
                        "windows",
                        Map.of(
                                "provider",
                                "kerberos",
                                "keytab",
                                DemoParts.kdc().keytab().toString(),
                                "servicePrincipal",
                                "HTTP/localhost@" + DemoKdc.REALM,
                                "passwordForm",
                                "off"))
                .jwt(
                        "helpdesk",
                        Map.of(
                                "protocol", "jwt",
                                "redirectUri", "https://acme.myfreshworks.com/sp/OIDC/1/implicit",
                                "key", SigningKeys.pem(SigningKeys.rsa(2048))))
                .xml());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void signInWhenNobodyIsKnownThenChallengedByAPageWithoutAForm() {
        HttpResponse<String> answer = new Browser().get(server.uri(GOOD));

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().allValues("WWW-Authenticate")).containsExactly("Negotiate");
        assertThat(answer.body()).doesNotContain("<form", "<input", "name=\"state\"");
    }

    @Test
    void signInWhenTheTokenIsRefusedThenAPageWithoutAForm() {
        HttpResponse<String> answer = new Browser().get(server.uri(GOOD), "Authorization", "Negotiate YIIB");

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.body()).doesNotContain("<form", "<input");
    }

    @Test
    void signInWhenTicketThenSignedIn() {
        assertThat(new Browser().withTicket(DemoPeople.ADA, server.uri(GOOD)).statusCode())
                .isEqualTo(302);
    }

    @Test
    void signinPageWhenOpenedOrSubmittedThenUnknownAndNothingIsBound() {
        Browser browser = new Browser();
        browser.get(server.uri(GOOD));
        long binds = DemoParts.directory().bindCount();
        HttpResponse<String> submitted = browser.post(
                server.uri("/signin"), Map.of("state", "x", "account", "ada", "password", DemoPeople.ADA.password()));

        assertThat(submitted.statusCode()).isEqualTo(404);
        assertThat(browser.get(server.uri("/signin")).statusCode()).isEqualTo(404);
        assertThat(DemoParts.directory().bindCount()).isEqualTo(binds);
        assertThat(browser.hasSession()).isFalse();
    }
}
