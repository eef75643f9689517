package org.latchkey.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.text.Normalizer;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.latchkey.demo.DemoParts;
import org.latchkey.demo.DemoPeople;

/** The form, with real binds. */
class PasswordFormIT {

    private static LatchkeyServer server;

    @BeforeAll
    static void start() {
        server = LatchkeyServer.start(Descriptor.standard()
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

    private static HttpResponse<String> submit(Browser browser, String account, String password) {
        String state = Browser.sealedState(browser.get(server.uri("/signin")));
        return browser.post(server.uri("/signin"), Map.of("state", state, "account", account, "password", password));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ada", "ADA", "CORP\\ada", "corp\\Ada", "ada@corp.example.com", " ada "})
    void submitWhenRightPasswordThenSignedInAtThePortal(String account) {
        Browser browser = new Browser();
        HttpResponse<String> answer = submit(browser, account, DemoPeople.ADA.password());

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(303);
        assertThat(IdTokens.location(answer)).isEqualTo("/latchkey/");
        HttpResponse<String> portal = browser.get(server.uri("/"));
        assertThat(portal.statusCode()).isEqualTo(200);
        assertThat(portal.body()).contains("Ada Lovelace");
    }

    @Test
    void submitWhenWrongPasswordThenFormAgainWithTheAccountAndNoChallenge() {
        Browser browser = new Browser();
        HttpResponse<String> answer = submit(browser, "grace", "wrong");

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.body()).contains("role=\"alert\"", "value=\"grace\"");
        assertThat(answer.headers().allValues("WWW-Authenticate")).isEmpty();
        assertThat(browser.hasSession()).isFalse();
        HttpResponse<String> second = browser.post(
                server.uri("/signin"),
                Map.of(
                        "state",
                        Browser.sealedState(answer),
                        "account",
                        "grace",
                        "password",
                        DemoPeople.GRACE.password()));
        assertThat(second.statusCode()).isEqualTo(303);
    }

    /** A neighbour in the same domain can set the form's cookie for this site, but cannot say that its page is of this site. */
    @ParameterizedTest
    @ValueSource(strings = {"same-site", "cross-site"})
    void submitWhenAnotherSitesPageSendsItThenRefused(String site) {
        Browser browser = new Browser();
        String state = Browser.sealedState(browser.get(server.uri("/signin")));
        Map<String, String> fields = Map.of("state", state, "account", "ada", "password", DemoPeople.ADA.password());

        assertThat(browser.post(server.uri("/signin"), fields, "Sec-Fetch-Site", site)
                        .statusCode())
                .isEqualTo(400);
        assertThat(browser.hasSession()).isFalse();
        assertThat(browser.post(server.uri("/signin"), fields, "Sec-Fetch-Site", "same-origin")
                        .statusCode())
                .isEqualTo(303);
    }

    @Test
    void submitWhenWrongPasswordThenExactlyOneBind() {
        submit(new Browser(), "ada", DemoPeople.ADA.password());
        long binds = DemoParts.directory().bindCount();
        submit(new Browser(), "ada", "wrong");

        assertThat(DemoParts.directory().bindCount() - binds).isEqualTo(1);
    }

    @Test
    void submitWhenEmptyPasswordThenNothingReachesTheDirectory() {
        submit(new Browser(), "ada", DemoPeople.ADA.password());
        long binds = DemoParts.directory().bindCount();
        HttpResponse<String> answer = submit(new Browser(), "ada", "");

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(DemoParts.directory().bindCount()).isEqualTo(binds);
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", "nobody", "ada)(mail=*", "ada@other.example", "CORP\\*", "", "\\"})
    void submitWhenAccountIsUnknownOrHostileThenSameAnswerAsWrongPassword(String account) {
        Browser browser = new Browser();
        HttpResponse<String> answer = submit(browser, account, "whatever");

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(browser.hasSession()).isFalse();
    }

    @Test
    void submitWhenDomainIsUnknownThenItsOwnPage() {
        assertThat(submit(new Browser(), "OTHER\\ada", DemoPeople.ADA.password())
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void submitWhenFormOfAnotherBrowserThenRefused() {
        String foreign = Browser.sealedState(new Browser().get(server.uri("/signin")));
        Browser browser = new Browser();
        browser.get(server.uri("/signin"));
        HttpResponse<String> answer = browser.post(
                server.uri("/signin"),
                Map.of("state", foreign, "account", "ada", "password", DemoPeople.ADA.password()));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(browser.hasSession()).isFalse();
    }

    @Test
    void submitWhenNoFormWasShownThenRefused() {
        HttpResponse<String> answer = new Browser()
                .post(server.uri("/signin"), Map.of("account", "ada", "password", DemoPeople.ADA.password()));

        assertThat(answer.statusCode()).isEqualTo(400);
    }

    @Test
    void submitWhenBodyIsHugeThenTooLarge() {
        HttpResponse<String> answer = new Browser().post(server.uri("/signin"), Map.of("state", "x".repeat(70_000)));

        assertThat(answer.statusCode()).isEqualTo(413);
    }

    @Test
    void submitWhenDisabledThenItsOwnPage() {
        HttpResponse<String> answer = submit(new Browser(), "dennis", DemoPeople.DENNIS.password());

        assertThat(answer.statusCode()).isEqualTo(403);
    }

    @Test
    void submitWhenThePasswordIsOutsideAsciiThenSignedInByOneBind() {
        submit(new Browser(), "zoe.angstrom", DemoPeople.ZOE.password());
        long binds = DemoParts.directory().bindCount();

        assertThat(submit(new Browser(), "zoe.angstrom", DemoPeople.ZOE.password())
                        .statusCode())
                .isEqualTo(303);
        assertThat(DemoParts.directory().bindCount() - binds).isEqualTo(1);
    }

    @Test
    void submitWhenThePasswordDiffersByUnicodeNormalFormThenWrongByOneBind() {
        submit(new Browser(), "zoe.angstrom", DemoPeople.ZOE.password());
        long binds = DemoParts.directory().bindCount();
        String decomposed = Normalizer.normalize(DemoPeople.ZOE.password(), Normalizer.Form.NFD);

        assertThat(submit(new Browser(), "zoe.angstrom", decomposed).statusCode())
                .isEqualTo(401);
        assertThat(DemoParts.directory().bindCount() - binds).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "nocturne, Passw0rd-nocturne, Not at this time",
        "frontdesk, Passw0rd-frontdesk, Not with your password here",
        "marie, Passw0rd-marie, Please change your password first",
        "peter, Passw0rd-peter, Please change your password first",
        "eve, Passw0rd-eve, Your account has expired",
        "louis, wrong, Your account is locked"
    })
    void submitWhenTheAccountMayNotSignInThenItsOwnPage(String account, String password, String title) {
        HttpResponse<String> answer = submit(new Browser(), account, password);

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains(title);
    }

    @ParameterizedTest
    @ValueSource(strings = {"nocturne", "frontdesk", "marie", "peter", "eve", "dennis"})
    void submitWhenThePasswordIsWrongThenNothingIsToldOfTheAccount(String account) {
        HttpResponse<String> answer = submit(new Browser(), account, "wrong");

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.body()).contains("The user name or the password is not right.");
    }

    @Test
    void signOutWhenSignedInThenSessionIsOverAndNothingStartsWindows() {
        Browser browser = new Browser();
        submit(browser, "ada", DemoPeople.ADA.password());
        HttpResponse<String> out = browser.get(server.uri("/signout?anything=%FF&goes"));

        assertThat(out.statusCode()).isEqualTo(200);
        assertThat(out.headers().allValues("WWW-Authenticate")).isEmpty();
        assertThat(browser.get(server.uri("/")).statusCode()).isEqualTo(401);
    }
}
