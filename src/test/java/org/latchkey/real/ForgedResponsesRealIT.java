package org.latchkey.real;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.latchkey.demo.DemoPeople;

/**
 * What service providers refuse, so that an "accepted" of theirs means something. None checks everything: what one lets through
 * is listed here, and the next one refuses it.
 */
@ExtendWith(RealParts.class)
class ForgedResponsesRealIT {

    private static final Map<SamlLibrary, Set<String>> ACCEPTED = Map.of(
            SamlLibrary.RUBY_SAML,
            Set.of("no audience"),
            SamlLibrary.NODE_SAML,
            Set.of("other destination", "other recipient", "no confirmation", "other issuer", "status not success"));
    private static final Set<String> MELLON_ACCEPTS = Set.of("no audience", "no confirmation");

    private static Installation installation;
    private static SamlPeers peers;
    private static Wiki wiki;

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

    private static SamlBrowser browser() {
        return SamlBrowser.of(installation.domain(), DemoPeople.ZOE);
    }

    static Stream<SamlPeer> peers() {
        return SamlPeer.all().stream().filter(peer -> !peer.kind().byMetadata());
    }

    @ParameterizedTest
    @MethodSource("peers")
    void judgeWhenForgedThenOnlyWhatIsKnownIsAccepted(SamlPeer peer) throws Exception {
        SamlPeers.Asked asked = peers.redirect(peer, Optional.empty(), Map.of());
        String genuine = browser().bring(asked).response();
        List<String> accepted = new ArrayList<>();
        for (Forgery forgery : Forgery.all()) {
            SamlPeers.Verdict verdict =
                    peers.judge(peer, forgery.of(genuine, peers), Optional.of(asked.id()), Map.of());
            if (verdict.accepted()) {
                accepted.add(forgery.name());
            }
        }

        assertThat(peers.judge(peer, genuine, Optional.of(asked.id()), Map.of()).accepted())
                .isTrue();
        assertThat(accepted).containsExactlyInAnyOrderElementsOf(ACCEPTED.get(peer.library()));
    }

    @Test
    void enterWhenForgedThenOnlyWhatIsKnownIsAccepted() throws Exception {
        List<String> accepted = new ArrayList<>();
        for (Forgery forgery : Forgery.all()) {
            SamlBrowser browser = browser();
            PostedForm form = PostedForm.in(browser.curl().get(URI.create(SamlPeers.SITE + "/saml/start/wiki")));
            Map<String, String> fields = new LinkedHashMap<>(form.fields());
            fields.put("SAMLResponse", forgery.of(form.response(), peers));
            if (browser.post(URI.create(form.action()), fields).status() == 303) {
                accepted.add(forgery.name());
            }
        }

        assertThat(accepted).containsExactlyInAnyOrderElementsOf(MELLON_ACCEPTS);
    }

    /** Whoever knows only a fingerprint believes the certificate in the message if that fits, and no other. */
    @Test
    void judgeWhenSignedWithAnotherKeyThenRefused() throws Exception {
        for (SamlPeer peer : peers().toList()) {
            SamlPeers.Asked asked = peers.redirect(peer, Optional.empty(), Map.of());
            ForgedResponse forged = ForgedResponse.of(browser().bring(asked).response());
            forged.sign(peers.keys().resolve("sp.key"), peers.keys().resolve("sp.pem"));

            assertThat(peers.judge(peer, forged.encoded(), Optional.of(asked.id()), Map.of())
                            .accepted())
                    .as(peer.id())
                    .isFalse();
        }
    }
}
