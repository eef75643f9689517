package org.latchkey.real;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
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

    /** A person of its own for each test: mellon finds sessions by name only, and its older one of that name hides the newer. */
    private static SamlBrowser entered(DemoPerson person) {
        SamlBrowser browser = browser(person);
        PostedForm form = PostedForm.in(browser.curl().get(URI.create(SamlPeers.SITE + "/saml/start/wiki")));
        assertThat(browser.post(URI.create(form.action()), form.fields()).status())
                .isEqualTo(303);
        assertThat(browser.curl().ask(Wiki.PAGE).status()).isEqualTo(200);
        return browser;
    }

    private static void requireSignedOut(SamlBrowser browser) {
        assertThat(browser.curl().ask(URI.create(SamlPeers.SITE + "/")).status())
                .isEqualTo(401);
        assertThat(browser.curl().ask(Wiki.PAGE).status()).isEqualTo(303);
    }

    @Test
    void logoutWhenItBeginsAtTheWikiThenSignedOutOfBoth() {
        SamlBrowser browser = entered(DemoPeople.BEATRICE);
        Curl.Answer asked = browser.curl().ask(Wiki.PAGE.resolve("/mellon/logout?ReturnTo=" + Wiki.PAGE));
        assertThat(asked.location())
                .startsWith(SamlPeers.SITE + "/saml/slo?SAMLRequest=")
                .contains("&Signature=");

        Curl.Answer answered = browser.curl().ask(URI.create(asked.location()));
        assertThat(answered.location()).contains("/mellon/logout?SAMLResponse=");
        Curl.Answer back = browser.curl().ask(URI.create(answered.location()));

        assertThat(back.location()).as(back.body()).isEqualTo(Wiki.PAGE.toString());
        requireSignedOut(browser);
    }

    /** The whole chain: ruby-saml asks, mellon is told and confirms, ruby-saml checks the answer. */
    @Test
    void logoutWhenItBeginsElsewhereThenTheWikiIsToldAndTheOtherHearsSuccess() {
        SamlBrowser browser = entered(DemoPeople.GRACE);
        SamlPeers peers = installation.peers();
        SamlPeer desk = new SamlPeer(SamlLibrary.RUBY_SAML, SamlPeer.Kind.SIGNED);
        SamlPeers.Verdict verdict = peers.judge(
                desk, PostedForm.in(browser.curl().ask(SamlPeers.start(desk))).response(), Optional.empty(), Map.of());
        SamlPeers.Asked asked = peers.logout(desk, verdict.nameId(), verdict.sessionIndex(), "/a b?\"é\"");

        Curl.Answer told = browser.curl().ask(asked.address().orElseThrow());
        assertThat(told.location()).contains("/mellon/logout?SAMLRequest=");
        Curl.Answer confirmed = browser.curl().ask(URI.create(told.location()));
        assertThat(confirmed.location()).as(confirmed.body()).startsWith(SamlPeers.SITE + "/saml/slo?SAMLResponse=");
        Curl.Answer answered = browser.curl().ask(URI.create(confirmed.location()));

        URI end = URI.create(answered.location());
        assertThat(end.toString()).startsWith(desk.entityId() + "/logout?SAMLResponse=");
        JsonNode heard = peers.judgeLogout(desk, end.getRawQuery(), asked.id());
        assertThat(heard.path("accepted").asBoolean()).as(heard.toString()).isTrue();
        assertThat(heard.path("relayState").asText()).isEqualTo("/a b?\"é\"");
        requireSignedOut(browser);
    }
}
