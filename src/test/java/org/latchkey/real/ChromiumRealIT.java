package org.latchkey.real;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.latchkey.demo.DemoPeople;
import org.latchkey.demo.FreshworksStandIn.SignIn;

/** A real browser between Freshworks and Latchkey. */
@ExtendWith(RealParts.class)
class ChromiumRealIT {

    private static final URI PORTAL = URI.create(InstalledTomcat.HOST + "/" + Installation.DISCOVERED + "/");

    private static Installation installation;

    @BeforeAll
    static void start(Installation shared) {
        installation = shared;
    }

    private static Chromium browser(Path tickets) {
        return Chromium.start(installation.domain(), tickets);
    }

    private static Path noTickets() {
        return installation.domain().work().resolve("no-tickets");
    }

    static void signIn(Chromium browser) {
        browser.type("#account", "CORP\\zoe.angstrom");
        browser.type("#password", DemoPeople.ZOE.password());
        browser.click("button[type=submit]");
    }

    private static JsonNode lastClaims() {
        List<SignIn> signIns = installation.freshworks().signIns();
        return signIns.get(signIns.size() - 1).claims().orElseThrow();
    }

    @Test
    void clickWhenTicketThenSignedInWithoutAQuestion() {
        try (Chromium browser = browser(installation.domain().tickets(DemoPeople.ZOE))) {
            browser.open(installation.freshworks().startPage());
            browser.click("a[href=\"/login\"]");

            assertThat(browser.text()).contains("You are signed in to IT Service Desk", "Zoë Ångström");
            assertThat(lastClaims().get("email").textValue()).isEqualTo(DemoPeople.ZOE.mail());
            assertThat(browser.violations()).isEmpty();
        }
    }

    /** Freshworks, Latchkey, the organisation's address, Freshworks again: a form-action policy would stop this half-way. */
    @Test
    void typeWhenNoTicketThenFormAndLandedAcrossThreeSites() {
        try (Chromium browser = browser(noTickets())) {
            browser.open(URI.create(installation.freshworks().login() + "?shape=B"));
            assertThat(browser.address()).startsWith(InstalledTomcat.HOST + "/latchkey/jwt/freshservice?");
            signIn(browser);

            assertThat(browser.violations()).isEmpty();
            assertThat(browser.address())
                    .startsWith(installation.freshworks().redirectUri().toString());
            assertThat(browser.text()).contains("You are signed in to IT Service Desk", "Zoë Ångström");
            assertThat(installation.hop().passed()).isPositive();
        }
    }

    /** The portal, the application's own start, Freshworks' request, and back: nobody types anything. */
    @Test
    void portalWhenTileIsClickedThenLanded() {
        try (Chromium browser = browser(installation.domain().tickets(DemoPeople.ZOE))) {
            browser.open(PORTAL);
            assertThat(browser.text()).contains("Your applications", "Zoë Ångström", "Kerberos");
            browser.click("a[href$=\"/go/freshservice\"]");

            assertThat(browser.text()).contains("You are signed in to IT Service Desk", "Zoë Ångström");
            assertThat(browser.violations()).isEmpty();
        }
    }

    @Test
    void signOutWhenTicketThenOutUntilAskedIn() {
        try (Chromium browser = browser(installation.domain().tickets(DemoPeople.ZOE))) {
            browser.open(PORTAL);
            browser.click("a[href$=\"/signout\"]");

            assertThat(browser.text()).contains("You are signed out");
            assertThat(browser.address()).endsWith("/latchkey/signout");
            assertThat(installation.tomcat().lastAudited(Installation.DISCOVERED))
                    .contains("signed-out");

            browser.click("main a.button");
            assertThat(browser.text()).contains("Your applications", "Zoë Ångström");
            assertThat(browser.violations()).isEmpty();
        }
    }

    /** Without a ticket nothing brings the session back, so what ended it can be seen. */
    @Test
    void signOutWhenCalledFromAnotherSiteWithAnyParametersThenTheSessionIsOver() {
        try (Chromium browser = browser(noTickets())) {
            browser.open(PORTAL);
            signIn(browser);
            assertThat(browser.text()).contains("Your applications", "Zoë Ångström");

            browser.open(installation.freshworks().startPage());
            browser.follow(URI.create(PORTAL + "signout?host_url=acme.freshdesk.com&error_code=&a=1&a=2&x=%25%FF"));
            assertThat(browser.text()).contains("You are signed out");
            browser.open(PORTAL);

            assertThat(browser.text()).doesNotContain("Zoë").contains("Sign in", "Password");
            assertThat(browser.violations()).isEmpty();
        }
    }

    /** Else the tests above might hear nothing of a policy that stands in the way. */
    @Test
    void violationsWhenAPageDoesWhatItsPolicyForbidsThenTold() {
        try (Chromium browser = browser(noTickets())) {
            browser.open(URI.create(PORTAL + "signout"));
            browser.evaluate("document.body.append(Object.assign(document.createElement('script'), {text: '1'}))");

            assertThat(browser.violations()).singleElement().asString().contains("default-src 'none'");
        }
    }

    @Test
    void openWhenNoMailThenPageThatSaysSoAndNothingIsSent() {
        int before = installation.freshworks().signIns().size();
        try (Chromium browser = browser(installation.domain().tickets(DemoPeople.ALAN))) {
            browser.open(installation.freshworks().login());

            assertThat(browser.text()).contains("Your account has no e-mail address");
            assertThat(installation.freshworks().signIns()).hasSize(before);
        }
    }

    @Test
    void openWhenHundredsOfGroupsThenIn() {
        try (Chromium browser = browser(installation.domain().tickets(DemoPeople.BEATRICE))) {
            browser.open(installation.freshworks().login());

            assertThat(browser.text()).contains("You are signed in to IT Service Desk");
        }
    }
}
