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
        }
    }

    /** Freshworks, Latchkey, the organisation's address, Freshworks again: a form-action policy would stop this half-way. */
    @Test
    void typeWhenNoTicketThenFormAndLandedAcrossThreeSites() {
        try (Chromium browser = browser(noTickets())) {
            browser.open(URI.create(installation.freshworks().login() + "?shape=B"));
            assertThat(browser.address()).startsWith(InstalledTomcat.HOST + "/latchkey/jwt/freshservice?");
            browser.type("#account", "CORP\\zoe.angstrom");
            browser.type("#password", DemoPeople.ZOE.password());
            browser.click("button[type=submit]");

            assertThat(browser.address())
                    .startsWith(installation.freshworks().redirectUri().toString());
            assertThat(browser.text()).contains("You are signed in to IT Service Desk", "Zoë Ångström");
            assertThat(installation.hop().passed()).isPositive();
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
