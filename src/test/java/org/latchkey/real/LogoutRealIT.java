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

/** Single logout between ruby-saml and mod_auth_mellon, in one session at Latchkey, by Redirect with signatures. */
@ExtendWith(RealParts.class)
class LogoutRealIT {

    private static final SamlPeer RUBY = new SamlPeer(SamlLibrary.RUBY_SAML, SamlPeer.Kind.SIGNED);
    private static final String SLO = SamlPeers.SITE + "/saml/slo?";

    private static Installation installation;
    private static SamlPeers peers;
    private static Wiki wiki;

    private SamlBrowser browser;
    private SamlPeers.Verdict entered;

    @BeforeAll
    static void start(Installation shared) {
        installation = shared;
        peers = shared.peers();
        wiki = Wiki.start(shared.domain());
    }

    @AfterAll
    static void stop() {
        wiki.close();
    }

    /** Somebody of its own for each test: mellon finds sessions by people's names, too. */
    private void enterBoth(DemoPerson person) {
        browser = SamlBrowser.of(installation.domain(), person);
        SamlPeers.Asked asked = peers.redirect(RUBY, Optional.empty(), Map.of());
        entered = peers.judge(RUBY, browser.bring(asked).response(), Optional.of(asked.id()), Map.of());
        PostedForm form = PostedForm.in(browser.curl().ask(URI.create(SamlPeers.SITE + "/saml/start/wiki")));
        browser.post(URI.create(form.action()), form.fields());
        assertThat(entered.accepted()).isTrue();
        assertThat(isInTheWiki()).isTrue();
    }

    private boolean isInTheWiki() {
        return browser.curl().ask(Wiki.PAGE).status() == 200;
    }

    private boolean isSignedIn() {
        return browser.curl()
                        .ask(URI.create(SamlPeers.SITE + "/saml/start/wiki"))
                        .status()
                == 200;
    }

    /** Where a redirect leads from here, without a ticket: there is none to answer with. */
    private String follow(String address) {
        Curl.Answer answer = browser.curl().ask(URI.create(address));
        assertThat(answer.location()).as(answer.toString()).isNotEmpty();
        return answer.location();
    }

    @Test
    void logoutWhenBegunByRubySamlThenMellonIsToldFirst() {
        enterBoth(DemoPeople.ADA);
        JsonNode begun =
                peers.ask(RUBY, "logout", Map.of("nameId", entered.nameId(), "sessionIndex", entered.sessionIndex()));
        String toWiki = follow(begun.get("address").asText());
        assertThat(toWiki).startsWith(Wiki.PAGE + "mellon/logout?SAMLRequest=").contains("&Signature=");
        String fromWiki = follow(toWiki);
        assertThat(fromWiki).startsWith(SLO + "SAMLResponse=");
        String toRuby = follow(fromWiki);
        assertThat(toRuby).startsWith(RUBY.logout() + "?SAMLResponse=").contains("&Signature=");
        JsonNode left = peers.ask(
                RUBY,
                "left",
                Map.of("address", toRuby, "requestId", begun.get("id").asText()));

        assertThat(left.get("accepted").asBoolean()).as(left.toString()).isTrue();
        assertThat(isInTheWiki()).isFalse();
        assertThat(isSignedIn()).isFalse();
    }

    @Test
    void logoutWhenBegunByMellonThenRubySamlIsToldFirst() {
        enterBoth(DemoPeople.ZOE);
        String toLatchkey = follow(Wiki.PAGE + "mellon/logout?ReturnTo=" + Wiki.PAGE);
        assertThat(toLatchkey).startsWith(SLO + "SAMLRequest=").contains("&Signature=");
        String toRuby = follow(toLatchkey);
        assertThat(toRuby).startsWith(RUBY.logout() + "?SAMLRequest=").contains("&Signature=");
        JsonNode leaving = peers.ask(RUBY, "leave", Map.of("address", toRuby));
        assertThat(leaving.get("accepted").asBoolean()).as(leaving.toString()).isTrue();
        assertThat(leaving.get("nameId").asText()).isEqualTo(DemoPeople.ZOE.mail());
        String toWiki = follow(leaving.get("address").asText());

        assertThat(toWiki).startsWith(Wiki.PAGE + "mellon/logout?SAMLResponse=").contains("&Signature=");
        assertThat(follow(toWiki)).isEqualTo(Wiki.PAGE.toString());
        assertThat(isInTheWiki()).isFalse();
        assertThat(isSignedIn()).isFalse();
    }

    /** Somebody changed it on its way. */
    @Test
    void logoutWhenMessagesAreSpoiltThenRubySamlRefuses() {
        enterBoth(DemoPeople.GRACE);
        JsonNode begun =
                peers.ask(RUBY, "logout", Map.of("nameId", entered.nameId(), "sessionIndex", entered.sessionIndex()));
        String toRuby = follow(follow(follow(begun.get("address").asText())));
        String spoilt = toRuby.replace("&Signature=", "&Signature=AAAA");

        assertThat(peers.ask(
                                RUBY,
                                "left",
                                Map.of(
                                        "address",
                                        spoilt,
                                        "requestId",
                                        begun.get("id").asText()))
                        .get("accepted")
                        .asBoolean())
                .isFalse();
        assertThat(peers.ask(RUBY, "left", Map.of("address", toRuby, "requestId", "_other"))
                        .get("accepted")
                        .asBoolean())
                .isFalse();
    }
}
