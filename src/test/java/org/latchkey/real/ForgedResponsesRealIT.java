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
import org.junit.jupiter.params.provider.ValueSource;
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
        requireAccepted(peer, genuine, asked);
        List<String> accepted = new ArrayList<>();
        for (Forgery forgery : Forgery.all()) {
            SamlPeers.Verdict verdict =
                    peers.judge(peer, forgery.of(genuine, peers), Optional.of(asked.id()), Map.of());
            if (verdict.accepted()) {
                accepted.add(forgery.name());
            }
        }

        requireAccepted(peer, genuine, asked);
        assertThat(accepted).containsExactlyInAnyOrderElementsOf(ACCEPTED.get(peer.library()));
    }

    /** Before and after, so that nothing else is why the others are refused. */
    private static void requireAccepted(SamlPeer peer, String genuine, SamlPeers.Asked asked) {
        SamlPeers.Verdict verdict = peers.judge(peer, genuine, Optional.of(asked.id()), Map.of());
        assertThat(verdict.accepted()).as(verdict.errors()).isTrue();
    }

    @Test
    void enterWhenForgedThenOnlyWhatIsKnownIsAccepted() throws Exception {
        assertThat(isEntered(response -> response)).isTrue();
        List<String> accepted = new ArrayList<>();
        for (Forgery forgery : Forgery.all()) {
            if (isEntered(response -> forgery.of(response, peers))) {
                accepted.add(forgery.name());
            }
        }

        assertThat(isEntered(response -> response)).isTrue();
        assertThat(accepted).containsExactlyInAnyOrderElementsOf(MELLON_ACCEPTS);
    }

    /** What happens to a response on its way. */
    @FunctionalInterface
    private interface Way {
        String of(String response) throws Exception;
    }

    /** Whether the wiki lets somebody in whose response went this way. */
    private static boolean isEntered(Way way) throws Exception {
        SamlBrowser browser = browser();
        PostedForm form = PostedForm.in(browser.curl().get(URI.create(SamlPeers.SITE + "/saml/start/wiki")));
        Map<String, String> fields = new LinkedHashMap<>(form.fields());
        fields.put("SAMLResponse", way.of(form.response()));
        return browser.post(URI.create(form.action()), fields).status() == 303;
    }

    static Stream<SamlPeer> encrypted() {
        return SamlPeer.all().stream().filter(peer -> peer.kind().encrypted());
    }

    /** In the key and in the text, at the beginning and in the middle of each. */
    @ParameterizedTest
    @MethodSource("encrypted")
    void judgeWhenOneBitOfTheCipherTextIsChangedThenRefused(SamlPeer peer) throws Exception {
        SamlPeers.Asked asked = peers.redirect(peer, Optional.empty(), Map.of());
        String genuine = browser().bring(asked).response();
        requireAccepted(peer, genuine, asked);
        for (int value : new int[] {0, 1}) {
            for (int octet : new int[] {0, 100}) {
                ForgedResponse forged = ForgedResponse.of(genuine);
                assertThat(forged.all("CipherValue")).hasSize(2);
                ForgedResponse.spoil(forged.all("CipherValue").get(value), octet);

                assertThat(peers.judge(peer, forged.encoded(), Optional.of(asked.id()), Map.of())
                                .accepted())
                        .as(value + ", " + octet)
                        .isFalse();
            }
        }
        requireAccepted(peer, genuine, asked);
    }

    /** The certificate in the message is the forger's own, and fits; it is not the one that the service provider knows. */
    @Test
    void judgeWhenSignedWithAnotherKeyThenRefused() throws Exception {
        for (SamlPeer peer : peers().toList()) {
            SamlPeers.Asked asked = peers.redirect(peer, Optional.empty(), Map.of());
            String genuine = browser().bring(asked).response();
            requireAccepted(peer, genuine, asked);
            ForgedResponse forged = ForgedResponse.of(genuine);
            forged.sign(peers.keys().resolve("sp.key"), peers.keys().resolve("sp.pem"));

            assertThat(peers.judge(peer, forged.encoded(), Optional.of(asked.id()), Map.of())
                            .accepted())
                    .as(peer.id())
                    .isFalse();
        }
    }

    /** Whoever knows only a fingerprint believes the certificate in the message if that fits, and no other. */
    @ParameterizedTest
    @ValueSource(strings = {"sha1", "sha256"})
    void judgeWhenSignedWithAnotherKeyAndOnlyTheFingerprintIsKnownThenRefused(String algorithm) throws Exception {
        Map<String, Object> fingerprint = SamlLibrariesRealIT.fingerprint(
                new OpenSsl(peers.secrets()).fingerprint("saml.pem", algorithm), algorithm);
        for (SamlPeer peer : SamlLibrariesRealIT.legacy().toList()) {
            SamlPeers.Asked asked = peers.redirect(peer, Optional.empty(), Map.of());
            String genuine = browser().bring(asked).response();
            ForgedResponse forged = ForgedResponse.of(genuine);
            forged.sign(peers.keys().resolve("sp.key"), peers.keys().resolve("sp.pem"));

            assertThat(peers.judge(peer, genuine, Optional.of(asked.id()), fingerprint)
                            .accepted())
                    .as(peer.id())
                    .isTrue();
            assertThat(peers.judge(peer, forged.encoded(), Optional.of(asked.id()), fingerprint)
                            .accepted())
                    .as(peer.id())
                    .isFalse();
        }
    }
}
