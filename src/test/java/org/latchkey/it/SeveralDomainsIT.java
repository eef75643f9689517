package org.latchkey.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.latchkey.demo.DemoDirectory;
import org.latchkey.demo.DemoDomain;
import org.latchkey.demo.DemoPeople;

/** Two domains in one descriptor, with people of the same names, over HTTP. */
class SeveralDomainsIT {

    private static final String PASSWORD_IN_EUROPE = "Another-Passw0rd";

    private static DemoDirectory europe;
    private static LatchkeyServer server;

    @BeforeAll
    static void start() {
        europe = DemoDirectory.start(new DemoDomain("eu.example.net", "EUROPE"));
        europe.modify(DemoPeople.ADA.dn(), "displayName", "Ada of Europe");
        europe.modify(DemoPeople.ADA.dn(), "userPassword", PASSWORD_IN_EUROPE);
        server = LatchkeyServer.start(Descriptor.standard()
                .resource("site", Map.of("adminGroup", "CORP\\Helpdesk Admins"))
                .resource(
                        "directory/europe",
                        Map.of(
                                "domain", "eu.example.net",
                                "servers", "ldaps://localhost:" + europe.ldapsPort(),
                                "account", europe.serviceAccount(),
                                "password", europe.servicePassword(),
                                "trustFile", europe.trustFile().toString()))
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
        europe.close();
    }

    private static HttpResponse<String> submit(Browser browser, String account, String password) {
        String state = Browser.sealedState(browser.get(server.uri("/signin")));
        return browser.post(server.uri("/signin"), Map.of("state", state, "account", account, "password", password));
    }

    private static String portal(Browser browser) {
        return browser.get(server.uri("/")).body();
    }

    @Test
    void signInWhenTheTicketIsOfOneDomainThenItsPerson() {
        Browser browser = new Browser();
        HttpResponse<String> answer = browser.withTicket(DemoPeople.ADA, server.uri("/"));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("Ada Lovelace").doesNotContain("Ada of Europe");
    }

    @ParameterizedTest
    @ValueSource(strings = {"EUROPE\\ada", "eu.example.net\\ada", "ada@eu.example.net"})
    void submitWhenTheDomainIsNamedThenItsPersonAndItsPassword(String account) {
        Browser browser = new Browser();
        assertThat(submit(browser, account, DemoPeople.ADA.password()).statusCode())
                .isEqualTo(401);

        assertThat(submit(browser, account, PASSWORD_IN_EUROPE).statusCode()).isEqualTo(303);
        assertThat(portal(browser)).contains("Ada of Europe").doesNotContain("Ada Lovelace");
    }

    @Test
    void submitWhenNoDomainIsNamedThenItIsAskedFor() {
        Browser browser = new Browser();

        assertThat(submit(browser, "ada", DemoPeople.ADA.password()).statusCode())
                .isEqualTo(401);
        assertThat(browser.hasSession()).isFalse();
    }

    @Test
    void setupThenTheControllersOfBoth() {
        Browser browser = new Browser();
        submit(browser, "EUROPE\\ada", PASSWORD_IN_EUROPE);
        Browser administrator = new Browser();
        String page =
                administrator.withTicket(DemoPeople.ADA, server.uri("/setup")).body();

        assertThat(page).containsPattern("corp: localhost:\\d+");
        assertThat(page).contains("europe: localhost:" + europe.ldapsPort());
    }
}
