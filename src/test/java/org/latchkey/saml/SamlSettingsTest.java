package org.latchkey.saml;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.latchkey.config.Problem;
import org.latchkey.keys.SelfSigned;

/** The identity provider as the descriptor writes it, with PEM files. */
final class SamlSettingsTest {

    private static final SelfSigned SELF = SelfSigned.named("sso.corp.example.com");
    private static final SelfSigned OTHER = SelfSigned.named("other.example");

    @TempDir
    Path folder;

    private Described described;

    @BeforeEach
    void describe() {
        described = new Described(folder, "latchkey/saml")
                .withFile("keyFile", SELF.keyText())
                .withFile("certificateFile", SELF.certificateText());
    }

    @Test
    void readWhenKeyAndCertificateThenAddressesOfPublicUrl() {
        IdentityProvider provider = described.provider();

        assertThat(provider.entityId()).isEqualTo("https://sso.corp.example.com/latchkey/saml/metadata");
        assertThat(provider.singleSignOn()).isEqualTo(URI.create("https://sso.corp.example.com/latchkey/saml/sso"));
        assertThat(provider.singleLogout()).isEqualTo(URI.create("https://sso.corp.example.com/latchkey/saml/slo"));
        assertThat(provider.credentials().current().certificate()).isEqualTo(SELF.certificate());
        assertThat(provider.credentials().next()).isEmpty();
        assertThat(described.problems()).isEmpty();
    }

    @Test
    void readWhenPublicUrlIsMissingThenRequired() {
        assertThat(described.identityProviderWithoutPublicUrl()).isEmpty();
        assertThat(described.problem().expected()).startsWith("set it in latchkey/site");
    }

    @ParameterizedTest
    @ValueSource(strings = {"urn:example:idp", "https://sso.corp.example.com/idp"})
    void readWhenEntityIdIsSetThenThatOne(String entityId) {
        assertThat(described.with("entityId", entityId).provider().entityId()).isEqualTo(entityId);
    }

    @ParameterizedTest
    @ValueSource(strings = {"idp", "https://sso.corp.example.com/a b", "/saml/metadata"})
    void readWhenEntityIdIsNoUriThenProblem(String entityId) {
        assertThat(described.with("entityId", entityId).identityProvider(Described.CLOCK))
                .isEmpty();
        assertThat(described.problem().attribute()).isEqualTo("entityId");
    }

    @ParameterizedTest
    @ValueSource(strings = {"keyFile", "certificateFile"})
    void readWhenOneFileIsMissingThenRequired(String name) {
        assertThat(described.without(name).identityProvider(Described.CLOCK)).isEmpty();
        assertThat(described.problem().attribute()).isEqualTo(name);
    }

    @Test
    void readWhenTheCertificateIsOfAnotherKeyThenProblem() {
        described.withFile("certificateFile", OTHER.certificateText());

        assertThat(described.identityProvider(Described.CLOCK)).isEmpty();
        assertThat(described.problem().expected())
                .isEqualTo("expected the certificate of the signing key; this one is of another key");
    }

    @ParameterizedTest
    @CsvSource({"RSA,1024,of 2048 bits at least; this one has 1024", "EC,256,of an RSA key"})
    void readWhenTheKeyIsWeakOrOfAnotherKindThenProblem(String algorithm, int size, String told) {
        described.withFile("certificateFile", SelfSigned.of(algorithm, size).certificateText());

        assertThat(described.identityProvider(Described.CLOCK)).isEmpty();
        assertThat(described.problem().expected()).contains(told);
    }

    /** As while it runs: a restart for another reason must not stop all sign-ins. */
    @Test
    void readAtTheInstantOfExpiryThenItStillSignsAndTheWarningIsLoud() {
        described.withFile("certificateFile", SELF.renewed(Described.NOW).certificateText());

        assertThat(described.provider().credentials().current().certificate().getNotAfter())
                .isEqualTo(Described.NOW);
        assertThat(described.problem().isError()).isFalse();
        assertThat(described.problem().attribute()).isEqualTo("certificateFile");
        assertThat(described.problem().expected()).startsWith("EXPIRED at " + Described.NOW);
    }

    @ParameterizedTest
    @CsvSource({"2026-11-22T12:00:01Z,true", "2027-01-21T12:00:00Z,true", "2027-01-21T12:00:01Z,false"})
    void readWhenTheCertificateEndsWithinSixtyDaysThenWarning(String end, boolean warned) {
        described.withFile("certificateFile", SELF.renewed(Instant.parse(end)).certificateText());

        assertThat(described.identityProvider(Described.CLOCK)).isPresent();
        assertThat(described.problems()).hasSize(warned ? 1 : 0).noneMatch(Problem::isError);
    }

    @Test
    void nextWhenACertificateIsAnnouncedThenThatUntilItIsInForce() {
        described.withFile("nextCertificateFile", OTHER.certificateText());
        SigningCredentials credentials = described.provider().credentials();

        assertThat(credentials.next()).contains(OTHER.certificate());

        described.change("keyFile", OTHER.keyText(), 2);
        described.change("certificateFile", OTHER.certificateText(), 2);

        assertThat(credentials.current().certificate()).isEqualTo(OTHER.certificate());
        assertThat(credentials.next()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"RSA,1024,of 2048 bits at least; this one has 1024", "EC,256,of an RSA key"})
    void nextWhenNobodyCouldSignWithItThenProblem(String algorithm, int size, String told) {
        described.withFile("nextCertificateFile", SelfSigned.of(algorithm, size).certificateText());

        assertThat(described.identityProvider(Described.CLOCK)).isEmpty();
        assertThat(described.problem().attribute()).isEqualTo("nextCertificateFile");
        assertThat(described.problem().expected()).contains(told);
    }

    @Test
    void nextWhenChangedToOneWithWhichNobodyCouldSignThenTheFormerOne() {
        described.withFile("nextCertificateFile", OTHER.certificateText());
        SigningCredentials credentials = described.provider().credentials();
        described.change("nextCertificateFile", SelfSigned.of("EC", 256).certificateText(), 2);

        assertThat(credentials.next()).contains(OTHER.certificate());
    }

    @Test
    void nextWhenItHasExpiredThenWarningUnlessItIsInForce() {
        String expired = SELF.renewed(Described.NOW).certificateText();
        described.withFile("nextCertificateFile", expired);
        described.provider();

        assertThat(described.problem().attribute()).isEqualTo("nextCertificateFile");
        assertThat(described.problem().expected()).startsWith("expired at " + Described.NOW);

        Described inForce = new Described(folder, "latchkey/saml")
                .withFile("keyFile", SELF.keyText())
                .withFile("certificateFile", expired)
                .withFile("nextCertificateFile", expired);
        inForce.provider();

        assertThat(inForce.problem().attribute()).isEqualTo("certificateFile");
    }

    @Test
    void currentWhenOnlyOneOfTheFilesHasChangedThenTheFormerPair() {
        SigningCredentials credentials = described.provider().credentials();
        described.change("certificateFile", OTHER.certificateText(), 2);

        assertThat(credentials.current().certificate()).isEqualTo(SELF.certificate());

        described.change("keyFile", OTHER.keyText(), 3);

        assertThat(credentials.current().certificate()).isEqualTo(OTHER.certificate());
    }

    @Test
    void currentWhenTheNewCertificateIsBrokenThenTheFormerPair() {
        SigningCredentials credentials = described.provider().credentials();
        described.change("certificateFile", "half writ", 2);

        assertThat(credentials.current().certificate()).isEqualTo(SELF.certificate());
    }

    @Test
    void readWhenFilesAndAKeyStoreThenProblem() {
        described.withFile("keystoreFile", "x");

        assertThat(described.identityProvider(Described.CLOCK)).isEmpty();
        assertThat(described.problem().expected()).startsWith("expected either keyFile and certificateFile, or a key");
    }

    @Test
    void toStringThenNoKey() {
        SigningCredential credential = described.provider().credentials().current();

        assertThat(credential).asString().matches("SigningCredential\\[([0-9A-F]{2}:){31}[0-9A-F]{2}]");
    }
}
