package org.latchkey.real;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.latchkey.demo.DemoPeople;

/** xmlsec1 is the program of the library that most of today's service providers stand on. */
@ExtendWith(RealParts.class)
class XmlSecRealIT {

    private static final String ASSERTION = "urn:oasis:names:tc:SAML:2.0:assertion:Assertion";
    private static final String RESPONSE = "urn:oasis:names:tc:SAML:2.0:protocol:Response";
    private static final String ENTITY = "urn:oasis:names:tc:SAML:2.0:metadata:EntityDescriptor";

    private static Installation installation;
    private static SamlPeers peers;

    @BeforeAll
    static void start(Installation shared) {
        installation = shared;
        peers = shared.peers();
    }

    private static Path file(String name, byte[] content) {
        try {
            return Files.write(peers.keys().resolve(name), content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path response(SamlPeer peer) {
        SamlPeers.Asked asked = peers.redirect(peer, Optional.empty(), Map.of());
        String response = SamlBrowser.of(installation.domain(), DemoPeople.ZOE)
                .bring(asked)
                .response();
        return file("response.xml", Base64.getDecoder().decode(response));
    }

    /** @param parent of the signature, by namespace and name */
    private static Program verify(Path document, String parent, Path certificate) {
        int colon = parent.lastIndexOf(':');
        return Program.tried(
                Map.of(),
                "",
                "xmlsec1",
                "--verify",
                "--pubkey-cert-pem",
                certificate,
                "--enabled-reference-uris",
                "same-doc",
                "--id-attr:ID",
                RESPONSE,
                "--id-attr:ID",
                ASSERTION,
                "--id-attr:ID",
                ENTITY,
                "--node-xpath",
                "//*[local-name()='" + parent.substring(colon + 1) + "']/*[local-name()='Signature']",
                document);
    }

    static Stream<SamlPeer> plain() {
        return SamlLibrariesRealIT.legacy();
    }

    @ParameterizedTest
    @MethodSource("plain")
    void verifyWhenResponseThenWhatIsConfiguredIsSigned(SamlPeer peer) {
        Path response = response(peer);
        Path certificate = peers.secrets().resolve("saml.pem");

        assertThat(verify(response, RESPONSE, certificate).status() == 0)
                .isEqualTo(peer.kind().responseSigned());
        assertThat(verify(response, ASSERTION, certificate).status() == 0)
                .isEqualTo(peer.kind().assertionSigned());
        assertThat(verify(response, RESPONSE, peers.keys().resolve("sp.pem")).status())
                .isNotZero();
        assertThat(verify(response, ASSERTION, peers.keys().resolve("sp.pem")).status())
                .isNotZero();
    }

    /** What the schemas allow and nobody said: neither signature may fit any longer. */
    @ParameterizedTest
    @MethodSource("plain")
    void verifyWhenResponseIsTamperedWithThenRefused(SamlPeer peer) throws Exception {
        String genuine = Base64.getEncoder().encodeToString(Files.readAllBytes(response(peer)));
        assertThat(isSigned(genuine, RESPONSE)).isEqualTo(peer.kind().responseSigned());
        assertThat(isSigned(genuine, ASSERTION)).isEqualTo(peer.kind().assertionSigned());
        for (String name : List.of(
                "name changed",
                "attribute changed",
                "times changed",
                "signature value changed",
                "signatures removed")) {
            Forgery forgery = Forgery.all().stream()
                    .filter(one -> one.name().equals(name))
                    .findFirst()
                    .orElseThrow();
            String forged = forgery.of(genuine, peers);

            assertThat(isSigned(forged, RESPONSE)).as(name).isFalse();
            assertThat(isSigned(forged, ASSERTION)).as(name).isFalse();
        }
        // The way through the forger's hands alone breaks nothing.
        String untouched = ForgedResponse.of(genuine).encoded();
        assertThat(isSigned(untouched, RESPONSE)).isEqualTo(peer.kind().responseSigned());
        assertThat(isSigned(untouched, ASSERTION)).isEqualTo(peer.kind().assertionSigned());
    }

    private static boolean isSigned(String response, String parent) {
        Path document = file("judged.xml", Base64.getDecoder().decode(response));
        return verify(document, parent, peers.secrets().resolve("saml.pem")).status() == 0;
    }

    @Test
    void verifyWhenMetadataThenSigned() {
        Curl.Answer metadata = SamlBrowser.of(installation.domain(), DemoPeople.ZOE)
                .curl()
                .ask(URI.create(SamlPeers.SITE + "/saml/metadata"));
        Path document = file("metadata.xml", metadata.body().getBytes(java.nio.charset.StandardCharsets.UTF_8));
        Program verified = verify(document, ENTITY, peers.secrets().resolve("saml.pem"));

        assertThat(verified.status()).as(verified.output()).isZero();
    }

    @ParameterizedTest
    @EnumSource(names = {"GCM", "GCM_BOTH", "CBC"})
    void decryptWhenAssertionIsEncryptedThenItStandsAloneAndIsSigned(SamlPeer.Kind kind) throws IOException {
        Path response = response(new SamlPeer(SamlLibrary.RUBY_SAML, kind));
        assertThat(Files.readString(response)).doesNotContain(DemoPeople.ZOE.mail());
        Path decrypted = response.resolveSibling("decrypted.xml");
        Program.run(
                "xmlsec1",
                "--decrypt",
                "--privkey-pem",
                peers.keys().resolve("sp.key"),
                "--output",
                decrypted,
                response);
        String text = Files.readString(decrypted);
        String assertion = text.substring(
                text.indexOf("<saml2:Assertion"), text.indexOf("</saml2:Assertion>") + "</saml2:Assertion>".length());
        Program verified = verify(
                file("assertion.xml", assertion.getBytes(java.nio.charset.StandardCharsets.UTF_8)),
                ASSERTION,
                peers.secrets().resolve("saml.pem"));

        assertThat(assertion).contains(DemoPeople.ZOE.mail());
        assertThat(verified.status()).as(verified.output()).isZero();
    }
}
