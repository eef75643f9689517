package org.latchkey.real;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.latchkey.demo.DemoPeople;
import org.latchkey.demo.DemoPerson;

/** mod_auth_mellon in an Apache: each side knows the other by its metadata, and requests are signed. */
@ExtendWith(RealParts.class)
class MellonRealIT {

    private static Installation installation;
    private static Wiki wiki;

    @BeforeAll
    static void start(Installation shared) {
        installation = shared;
        wiki = Wiki.start(shared.domain());
    }

    @AfterAll
    static void stop() {
        wiki.close();
    }

    private static SamlBrowser browser(DemoPerson person) {
        return SamlBrowser.of(installation.domain(), person);
    }

    @Test
    void pageWhenSignedInThenShowsWhoItIs() {
        SamlBrowser browser = browser(DemoPeople.ZOE);
        Curl.Answer login = browser.curl().ask(Wiki.PAGE.resolve("?q=%22%C3%AB%3Cb%3E"));
        Curl.Answer asked = browser.curl().ask(URI.create(login.location()));
        assertThat(asked.location())
                .startsWith(SamlPeers.SITE + "/saml/sso?SAMLRequest=")
                .contains("&Signature=");

        PostedForm form = PostedForm.in(browser.curl().get(URI.create(asked.location())));
        Curl.Answer entered = browser.post(URI.create(form.action()), form.fields());
        assertThat(entered.status()).as(entered.body()).isEqualTo(303);
        Curl.Answer page = browser.curl().ask(URI.create(entered.location()));

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.body())
                .contains("You are " + DemoPeople.ZOE.mail())
                .contains("of " + DemoPeople.ZOE.mail())
                .contains("asked for q=%22%C3%AB%3Cb%3E");
    }

    @Test
    void pageWhenSignInBeginsAtLatchkeyThenEntered() {
        SamlBrowser browser = browser(DemoPeople.ADA);
        PostedForm form = PostedForm.in(browser.curl().get(URI.create(SamlPeers.SITE + "/saml/start/wiki")));
        Curl.Answer entered = browser.post(URI.create(form.action()), form.fields());

        assertThat(entered.status()).as(entered.body()).isEqualTo(303);
        assertThat(browser.curl().ask(Wiki.PAGE).body()).contains("You are " + DemoPeople.ADA.mail());
    }
}
