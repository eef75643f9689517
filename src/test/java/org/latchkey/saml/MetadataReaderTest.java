package org.latchkey.saml;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.latchkey.saml.ProviderMetadata.ACS;
import static org.latchkey.saml.ProviderMetadata.ENTITY_ID;
import static org.latchkey.saml.ProviderMetadata.POST;
import static org.latchkey.saml.ProviderMetadata.REDIRECT;
import static org.latchkey.saml.ProviderMetadata.consumer;
import static org.latchkey.saml.ProviderMetadata.entities;
import static org.latchkey.saml.ProviderMetadata.entity;
import static org.latchkey.saml.ProviderMetadata.key;
import static org.latchkey.saml.ProviderMetadata.logout;

import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.latchkey.keys.SelfSigned;

final class MetadataReaderTest {

    private static final SelfSigned SIGNING = SelfSigned.named("signing.example");
    private static final SelfSigned ENCRYPTION = SelfSigned.named("encryption.example");

    @BeforeAll
    static void start() {
        OpenSaml.start();
    }

    private static ServiceProviderMetadata read(String xml) {
        return new MetadataReader(Optional.empty(), Optional.empty()).read(xml.getBytes(UTF_8));
    }

    private static ServiceProviderMetadata read(String xml, String entityId) {
        return new MetadataReader(Optional.of(entityId), Optional.empty()).read(xml.getBytes(UTF_8));
    }

    @Test
    void readWhenPlainThenEntityIdAndConsumer() {
        ServiceProvider provider = read(ProviderMetadata.plain()).provider();

        assertThat(provider.entityId()).isEqualTo(ENTITY_ID);
        assertThat(provider.consumers()).containsExactly(new AssertionConsumerService(0, true, URI.create(ACS)));
        assertThat(provider.signing()).isEmpty();
        assertThat(provider.encryption()).isEmpty();
        assertThat(provider.signsRequests()).isFalse();
        assertThat(provider.logout()).isEmpty();
    }

    @Test
    void readWhenAByteOrderMarkThenRead() {
        assertThat(read("\uFEFF" + ProviderMetadata.plain()).provider().entityId())
                .isEqualTo(ENTITY_ID);
    }

    @Test
    void readWhenKeysThenByTheirUse() {
        ServiceProvider provider = read(entity(
                        ENTITY_ID,
                        "",
                        "AuthnRequestsSigned=\"true\" WantAssertionsSigned=\"1\"",
                        key("signing", SIGNING) + key("encryption", ENCRYPTION) + consumer(0, "", ACS)))
                .provider();

        assertThat(provider.signing()).containsExactly(SIGNING.certificate());
        assertThat(provider.encryption()).contains(ENCRYPTION.certificate());
        assertThat(provider.signsRequests()).isTrue();
    }

    @Test
    void readWhenAKeyNamesNoUseThenForBoth() {
        ServiceProvider provider = read(entity(ENTITY_ID, "", "", key("", SIGNING) + consumer(0, "", ACS)))
                .provider();

        assertThat(provider.signing()).containsExactly(SIGNING.certificate());
        assertThat(provider.encryption()).contains(SIGNING.certificate());
    }

    @Test
    void readWhenTwoSigningKeysThenBothForTheTimeOfAChange() {
        ServiceProvider provider = read(entity(
                        ENTITY_ID, "", "", key("signing", SIGNING) + key("signing", ENCRYPTION) + consumer(0, "", ACS)))
                .provider();

        assertThat(provider.signing()).containsExactly(SIGNING.certificate(), ENCRYPTION.certificate());
    }

    @Test
    void readWhenTheEncryptionKeyIsNotRsaThenNone() {
        SelfSigned elliptic = SelfSigned.of("EC", 256);

        assertThat(read(entity(ENTITY_ID, "", "", key("encryption", elliptic) + consumer(0, "", ACS)))
                        .provider()
                        .encryption())
                .isEmpty();
    }

    /** saml-metadata-2.0-os, 2.2.3. */
    @ParameterizedTest
    @CsvSource({
        "'','','',a",
        "'',true,'',b",
        "false,'','',b",
        "false,false,'',c",
        "false,false,false,a",
        "true,true,'',a"
    })
    void defaultConsumerThenTheOneMarkedElseTheFirstNotUnmarked(String a, String b, String c, String expected) {
        String host = "https://acme.example/";
        ServiceProvider provider = read(entity(
                        ENTITY_ID,
                        "",
                        "",
                        consumer(1, a, host + "a") + consumer(2, b, host + "b") + consumer(3, c, host + "c")))
                .provider();

        assertThat(provider.defaultConsumer().location()).hasToString(host + expected);
        assertThat(provider.consumers())
                .extracting(AssertionConsumerService::index)
                .containsExactly(1, 2, 3);
        assertThat(provider.consumers())
                .filteredOn(AssertionConsumerService::isDefault)
                .hasSize(1);
    }

    @Test
    void readWhenConsumersOfOtherBindingsThenOnlyThoseOfPost() {
        String artifact = "urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Artifact";
        ServiceProvider provider = read(entity(
                        ENTITY_ID,
                        "",
                        "",
                        consumer(artifact, 0, "true", "https://acme.example/artifact") + consumer(1, "", ACS)))
                .provider();

        assertThat(provider.consumers()).containsExactly(new AssertionConsumerService(1, true, URI.create(ACS)));
    }

    @Test
    void readWhenNoConsumerTakesPostsThenTold() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> read(entity(ENTITY_ID, "", "", consumer(REDIRECT, 0, "", ACS))))
                .withMessage("has no AssertionConsumerService for the binding HTTP-POST");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"javascript:alert(1)", "/callback", "https:///x", "https://u:p@acme.example/", "https://a/#x", ""
            })
    void readWhenALocationIsNoWebAddressThenTold(String location) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> read(entity(ENTITY_ID, "", "", consumer(0, "", location))))
                .withMessageStartingWith("names an address that no browser can be sent to");
    }

    @Test
    void readWhenLogoutServicesThenBindingsAndWhereAnswersGo() {
        ServiceProvider provider = read(entity(
                        ENTITY_ID,
                        "",
                        "",
                        logout(REDIRECT, "Location=\"https://acme.example/slo\"")
                                + logout(
                                        POST,
                                        "Location=\"https://acme.example/p\" ResponseLocation=\"https://acme.example/r\"")
                                + logout(
                                        "urn:oasis:names:tc:SAML:2.0:bindings:SOAP",
                                        "Location=\"https://acme.example/soap\"")
                                + consumer(0, "", ACS)))
                .provider();

        assertThat(provider.logout())
                .containsExactly(
                        new LogoutService(
                                Binding.REDIRECT,
                                URI.create("https://acme.example/slo"),
                                URI.create("https://acme.example/slo")),
                        new LogoutService(
                                Binding.POST,
                                URI.create("https://acme.example/p"),
                                URI.create("https://acme.example/r")));
    }

    @Test
    void readWhenACertificateIsDamagedThenTold() {
        String damaged =
                key("signing", SIGNING).replaceFirst("<ds:X509Certificate>\\s*....", "<ds:X509Certificate>AAAA");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> read(entity(ENTITY_ID, "", "", damaged + consumer(0, "", ACS))))
                .withMessage("holds a certificate that cannot be read");
    }

    @Test
    void validUntilThenTheEarliestOfWhatStandsAround() {
        String entity = entity(
                ENTITY_ID,
                "validUntil=\"2027-02-01T00:00:00Z\"",
                "validUntil=\"2027-03-01T00:00:00Z\"",
                consumer(0, "", ACS));

        assertThat(read(entity).validUntil()).contains(Instant.parse("2027-02-01T00:00:00Z"));
        assertThat(read(entities("validUntil=\"2027-01-01T00:00:00Z\"", entity)).validUntil())
                .contains(Instant.parse("2027-01-01T00:00:00Z"));
        assertThat(read(ProviderMetadata.plain()).validUntil()).isEmpty();
    }

    @Test
    void isExpiredThenAtThatVeryInstant() {
        ServiceProviderMetadata metadata =
                read(entity(ENTITY_ID, "validUntil=\"2027-02-01T00:00:00Z\"", "", consumer(0, "", ACS)));

        assertThat(metadata.isExpired(Instant.parse("2027-01-31T23:59:59.999Z")))
                .isFalse();
        assertThat(metadata.isExpired(Instant.parse("2027-02-01T00:00:00Z"))).isTrue();
    }

    @Test
    void readWhenSeveralThenTheOneThatIsNamed() {
        String other = entity("urn:other", "", "", consumer(0, "", "https://other.example/acs"));
        String both = entities("", other, entities("", ProviderMetadata.plain()));

        assertThat(read(both, ENTITY_ID).provider().consumers())
                .extracting(AssertionConsumerService::location)
                .containsExactly(URI.create(ACS));
    }

    @Test
    void readWhenSeveralAndNoneIsNamedThenTheirNames() {
        String both = entities("", ProviderMetadata.plain(), entity("urn:other", "", "", consumer(0, "", ACS)));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> read(both))
                .withMessageContaining("set spEntityId to choose")
                .withMessageContaining(ENTITY_ID + ", urn:other");
    }

    @Test
    void readWhenTwoHaveTheNameThenRefused() {
        String both = entities("", ProviderMetadata.plain(), ProviderMetadata.plain());

        assertThatIllegalArgumentException().isThrownBy(() -> read(both, ENTITY_ID));
    }

    @Test
    void readWhenTheNameIsAnotherThenTold() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> read(ProviderMetadata.plain(), "urn:other"))
                .withMessageContaining("with the entity ID urn:other");
    }

    /** The likeliest mistake: an identity provider's metadata, perhaps our own. */
    @Test
    void readWhenNoServiceProviderThenTold() {
        String identityProvider = ProviderMetadata.plain().replace("SPSSODescriptor", "IDPSSODescriptor");

        assertThatIllegalArgumentException().isThrownBy(() -> read(identityProvider));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<html><body>Please sign in</body></html>",
                "{\"entityID\":1}",
                "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/hostname\">]><x>&e;</x>"
            })
    void readWhenNoMetadataThenTold(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> read(text))
                .withMessageStartingWith("is no SAML metadata that can be used");
    }

    @Test
    void readWhenADocumentTypeThenRefusedWhateverFollows() {
        String text = "<!DOCTYPE md:EntityDescriptor [<!ENTITY a \"" + ACS + "\">]>"
                + ProviderMetadata.plain().replace(ACS, "&a;");

        assertThatIllegalArgumentException().isThrownBy(() -> read(text));
    }

    @Test
    void readWhenTooLargeThenToldWithoutParsing() {
        byte[] large = new byte[4 * 1024 * 1024 + 1];

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new MetadataReader(Optional.empty(), Optional.empty()).read(large))
                .withMessageStartingWith("has 4194305 octets");
    }
}
