package org.latchkey.real;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.latchkey.demo.DemoPeople;
import org.latchkey.demo.DemoPerson;

/** ruby-saml and node-saml, as strict as they can be: nothing of a response is left unchecked, clocks may not differ. */
@ExtendWith(RealParts.class)
class SamlLibrariesRealIT {

    private static final DemoPerson ZOE = DemoPeople.ZOE;

    /** What a browser's form, a page and a URL could each spoil. */
    private static final String RELAY_STATE =
            "/a/tickets?q=\"x\"&'y'=1+2%20<b onclick=\"&quot;\">Zoë 李小龍 🚀</b>;&amp;#39;\\";

    private static Installation installation;
    private static SamlPeers peers;

    @BeforeAll
    static void start(Installation shared) {
        installation = shared;
        peers = shared.peers();
    }

    /** node-saml escapes a space and {@code '} one way where it signs and another way where it sends: no verifier can know. */
    private static String sendable(SamlPeer peer) {
        boolean signedByNode = peer.library() == SamlLibrary.NODE_SAML && peer.kind() == SamlPeer.Kind.SIGNED;
        return signedByNode ? RELAY_STATE.replaceAll("[ ']", "") : RELAY_STATE;
    }

    private static SamlBrowser browser() {
        return SamlBrowser.of(installation.domain(), ZOE);
    }

    static List<SamlPeer> all() {
        return SamlPeer.all();
    }

    @ParameterizedTest
    @MethodSource("all")
    void signInWhenRequestByRedirectThenAccepted(SamlPeer peer) {
        String relayState = sendable(peer);
        SamlPeers.Asked asked = peers.redirect(peer, Optional.of(relayState), Map.of());

        requireAccepted(peer, browser().bring(asked), asked, relayState);
    }

    @ParameterizedTest
    @MethodSource("all")
    void signInWhenRequestByPostThenAccepted(SamlPeer peer) {
        SamlPeers.Asked asked = peers.post(peer, Optional.of(RELAY_STATE), Map.of("deflated", false));

        requireAccepted(peer, browser().bring(asked), asked, RELAY_STATE);
    }

    /** ruby-saml's default. */
    @ParameterizedTest
    @MethodSource("all")
    void signInWhenRequestByPostIsDeflatedThenAccepted(SamlPeer peer) {
        SamlPeers.Asked asked = peers.post(peer, Optional.of(RELAY_STATE), Map.of("deflated", true));

        requireAccepted(peer, browser().bring(asked), asked, RELAY_STATE);
    }

    private static void requireAccepted(SamlPeer peer, PostedForm form, SamlPeers.Asked asked, String relayState) {
        SamlPeers.Verdict verdict = peers.judge(peer, form.response(), Optional.of(asked.id()), Map.of());

        assertThat(form.action()).isEqualTo(peer.consumer());
        assertThat(form.fields()).containsEntry("RelayState", relayState);
        assertThat(verdict.accepted()).as(verdict.errors()).isTrue();
        assertThat(verdict.inResponseTo()).isEqualTo(asked.id());
        requireZoe(verdict);
    }

    private static void requireZoe(SamlPeers.Verdict verdict) {
        assertThat(verdict.nameId()).isEqualTo(ZOE.mail());
        assertThat(verdict.sessionIndex()).isNotEmpty();
        assertThat(verdict.attributes())
                .containsEntry("FirstName", ZOE.givenName())
                .containsEntry("LastName", ZOE.surname())
                .containsEntry("http://schemas.xmlsoap.org/ws/2005/05/identity/claims/emailaddress", ZOE.mail());
    }

    @ParameterizedTest
    @MethodSource("all")
    void signInWhenItBeginsAtLatchkeyThenAcceptedAndAnswersNothing(SamlPeer peer) {
        PostedForm form = PostedForm.in(browser().curl().get(SamlPeers.start(peer)));
        SamlPeers.Verdict verdict = peers.judge(peer, form.response(), Optional.empty(), Map.of());

        assertThat(form.action()).isEqualTo(peer.consumer());
        assertThat(form.fields()).doesNotContainKey("RelayState");
        assertThat(verdict.accepted()).as(verdict.errors()).isTrue();
        assertThat(verdict.inResponseTo()).isEmpty();
        requireZoe(verdict);
    }

    static Stream<SamlPeer> plain() {
        return SamlPeer.all().stream().filter(peer -> !peer.kind().byMetadata());
    }

    @ParameterizedTest
    @MethodSource("plain")
    void signInWhenRequestIsSignedThoughNobodyAsksThenAccepted(SamlPeer peer) {
        SamlPeers.Asked redirected = peers.redirect(peer, Optional.of(RELAY_STATE), Map.of("signed", true));
        SamlPeers.Asked posted = peers.post(peer, Optional.of(RELAY_STATE), Map.of("signed", true));

        requireAccepted(peer, browser().bring(redirected), redirected, RELAY_STATE);
        requireAccepted(peer, browser().bring(posted), posted, RELAY_STATE);
    }

    @ParameterizedTest
    @EnumSource
    void signInWhenSignatureIsRequiredAndMissingThenRefused(SamlLibrary library) {
        SamlPeer peer = new SamlPeer(library, SamlPeer.Kind.SIGNED);
        SamlPeers.Asked redirected = peers.redirect(peer, Optional.empty(), Map.of("signed", false));
        SamlPeers.Asked posted = peers.post(peer, Optional.empty(), Map.of("signed", false));

        assertThat(browser().answer(redirected).status()).isEqualTo(400);
        assertThat(browser().answer(posted).status()).isEqualTo(400);
    }

    /** Somebody else's key, on either way. */
    @ParameterizedTest
    @EnumSource
    void signInWhenSignatureIsSomebodyElsesThenRefused(SamlLibrary library) {
        SamlPeer peer = new SamlPeer(library, SamlPeer.Kind.SIGNED);
        new OpenSsl(peers.keys()).selfSigned("other", "other.example.com");
        Map<String, Object> other = Map.of(
                "key", SamlPeers.text(peers.keys().resolve("other.key")),
                "certificate", SamlPeers.text(peers.keys().resolve("other.pem")));

        assertThat(browser()
                        .answer(peers.redirect(peer, Optional.empty(), other))
                        .status())
                .isEqualTo(400);
        assertThat(browser().answer(peers.post(peer, Optional.empty(), other)).status())
                .isEqualTo(400);
    }

    static Stream<SamlPeer> legacy() {
        return plain().filter(peer -> peer.library() == SamlLibrary.RUBY_SAML);
    }

    /** A legacy Freshdesk has no certificate, only its fingerprint. */
    @ParameterizedTest
    @MethodSource("legacy")
    void signInWhenOnlyTheFingerprintIsKnownThenAccepted(SamlPeer peer) {
        SamlPeers.Asked asked = peers.redirect(peer, Optional.empty(), Map.of());
        String response = browser().bring(asked).response();

        for (String algorithm : List.of("sha1", "sha256")) {
            String fingerprint = new OpenSsl(peers.secrets()).fingerprint("saml.pem", algorithm);
            SamlPeers.Verdict verdict =
                    peers.judge(peer, response, Optional.of(asked.id()), fingerprint(fingerprint, algorithm));

            assertThat(verdict.accepted()).as(verdict.errors()).isTrue();
            requireZoe(verdict);
        }
        assertThat(peers.judge(
                                peer,
                                response,
                                Optional.of(asked.id()),
                                fingerprint(new OpenSsl(peers.keys()).fingerprint("sp.pem", "sha1"), "sha1"))
                        .accepted())
                .isFalse();
    }

    static Map<String, Object> fingerprint(String fingerprint, String algorithm) {
        Map<String, Object> settings = new HashMap<>();
        settings.put("idpCertificate", null);
        settings.put("fingerprint", fingerprint);
        settings.put(
                "fingerprintAlgorithm",
                algorithm.equals("sha1")
                        ? "http://www.w3.org/2000/09/xmldsig#sha1"
                        : "http://www.w3.org/2001/04/xmlenc#sha256");
        return settings;
    }

    @ParameterizedTest
    @EnumSource
    void answerWhenPassiveAndNobodyIsSignedInThenTheLibrarySaysSo(SamlLibrary library) {
        SamlPeer peer = new SamlPeer(library, SamlPeer.Kind.SIGNED);
        SamlPeers.Asked asked = peers.redirect(peer, Optional.empty(), Map.of("passive", true));
        PostedForm form = PostedForm.in(browser().curl().ask(asked.address().orElseThrow()));
        SamlPeers.Verdict verdict = peers.judge(peer, form.response(), Optional.of(asked.id()), Map.of());

        assertThat(verdict.accepted()).isFalse();
        assertThat(verdict.errors()).contains("NoPassive");
    }
}
