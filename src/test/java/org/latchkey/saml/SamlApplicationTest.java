package org.latchkey.saml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.latchkey.saml.ProviderMetadata.ACS;
import static org.latchkey.saml.ProviderMetadata.ENTITY_ID;
import static org.latchkey.saml.ProviderMetadata.consumer;
import static org.latchkey.saml.ProviderMetadata.entity;
import static org.latchkey.saml.ProviderMetadata.key;

import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.latchkey.MovableClock;
import org.latchkey.config.Problem;
import org.latchkey.keys.SelfSigned;
import org.latchkey.refusal.Reason;
import org.latchkey.refusal.Refusal;

/** An application as the descriptor writes it, with each of its attributes. */
final class SamlApplicationTest {

    private static final SelfSigned CERTIFICATE = SelfSigned.named("acme.myfreshworks.com");

    @TempDir
    Path folder;

    private Described described;

    @BeforeEach
    void describe() {
        described = new Described(folder, "latchkey/app/desk")
                .with("protocol", "saml")
                .withFile("metadataFile", ProviderMetadata.plain());
    }

    private Described written() {
        return described
                .without("metadataFile")
                .with("spEntityId", "https://acme.freshdesk.com")
                .with("acs", "https://acme.freshdesk.com/login/saml https://support.acme.com/login/saml");
    }

    @Test
    void readWhenOnlyTheRequiredIsSetThenTheDefaults() {
        SamlApplication application = described.working();

        assertThat(application.serviceProvider().entityId()).isEqualTo(ENTITY_ID);
        assertThat(application.redirects().addresses()).containsExactly(URI.create(ACS));
        assertThat(application.sign()).isEqualTo(SignedParts.BOTH);
        assertThat(application.encrypt()).isFalse();
        assertThat(application.encryption()).isEqualTo(DataEncryption.AES256_GCM);
        assertThat(application.requestsSigned()).isFalse();
        assertThat(application.nameIdFormat()).isEqualTo(NameIdFormat.EMAIL_ADDRESS);
        assertThat(application.attributes()).isEqualTo(AttributeRule.DEFAULT);
        assertThat(application.logoutUrl()).isEmpty();
        assertThat(described.problems()).isEmpty();
    }

    @Test
    void readWhenWrittenByHandThenEntityIdAndConsumers() {
        ServiceProvider provider = written().working().serviceProvider();

        assertThat(provider.entityId()).isEqualTo("https://acme.freshdesk.com");
        assertThat(provider.consumers())
                .containsExactly(
                        new AssertionConsumerService(0, true, URI.create("https://acme.freshdesk.com/login/saml")),
                        new AssertionConsumerService(1, false, URI.create("https://support.acme.com/login/saml")));
    }

    @ParameterizedTest
    @CsvSource({"spEntityId", "acs"})
    void readWhenOneOfTheTwoIsMissingThenRequired(String name) {
        assertThat(written().without(name).application(Described.CLOCK)).isEmpty();
        assertThat(described.problem().attribute()).isEqualTo(name);
    }

    @Test
    void readWhenMetadataAndAcsThenProblem() {
        described.with("acs", ACS);

        assertThat(described.application(Described.CLOCK)).isEmpty();
        assertThat(described.problem().expected()).isEqualTo("expected either metadataFile or acs, not both");
    }

    @Test
    void readWhenEverythingIsSetThenThat() {
        SamlApplication application = described
                .withFile("metadataFile", entity(ENTITY_ID, "", "", key("", CERTIFICATE) + consumer(0, "", ACS)))
                .with("sign", "assertion")
                .with("encrypt", "true")
                .with("encryption", "aes128-cbc")
                .with("requestsSigned", "required")
                .with("nameIdFormat", "persistent")
                .with("attributes", "FirstName=givenName, dept=department")
                .with("logoutUrl", "https://acme.freshdesk.com/logout")
                .working();

        assertThat(application.sign()).isEqualTo(SignedParts.ASSERTION);
        assertThat(application.encrypt()).isTrue();
        assertThat(application.encryption()).isEqualTo(DataEncryption.AES128_CBC);
        assertThat(application.requestsSigned()).isTrue();
        assertThat(application.nameIdFormat()).isEqualTo(NameIdFormat.PERSISTENT);
        assertThat(application.attributes())
                .containsExactly(new AttributeRule("FirstName", "givenName"), new AttributeRule("dept", "department"));
        assertThat(application.directoryAttributes()).containsExactlyInAnyOrder("mail", "givenName", "department");
        assertThat(application.logoutUrl()).contains(URI.create("https://acme.freshdesk.com/logout"));
    }

    @ParameterizedTest
    @CsvSource({
        "sign,none",
        "encrypt,yes",
        "encryption,3des",
        "requestsSigned,never",
        "nameIdFormat,transient",
        "attributes,FirstName",
        "attributes,'a=b,a=c'",
        "logoutUrl,/logout"
    })
    void readWhenAValueIsNoneThenThatProblem(String name, String value) {
        assertThat(described.with(name, value).application(Described.CLOCK)).isEmpty();
        assertThat(described.problem().attribute()).isEqualTo(name);
    }

    @ParameterizedTest
    @CsvSource({"encrypt,true,RSA certificate for encryption", "requestsSigned,required,certificate for signatures"})
    void readWhenTheMetadataHaveNoCertificateForItThenProblem(String name, String value, String told) {
        assertThat(described.with(name, value).application(Described.CLOCK)).isEmpty();
        assertThat(described.problem().expected()).contains(told);
    }

    @ParameterizedTest
    @CsvSource({"encrypt,true", "requestsSigned,required"})
    void readWhenThatNeedsMetadataAndThereAreNoneThenProblem(String name, String value) {
        assertThat(written().with(name, value).application(Described.CLOCK)).isEmpty();
        assertThat(described.problem().attribute()).isEqualTo("metadataFile");
    }

    @Test
    void readWhenAnAddressIsPlainHttpThenWarning() {
        written().with("acs", "http://acme.example/acs http://localhost/acs").working();

        assertThat(described.problem().seen()).isEqualTo("http://acme.example/acs");
    }

    @Test
    void readWhenTheMetadataWantSignedAssertionsAndNoneAreThenWarning() {
        described
                .withFile("metadataFile", entity(ENTITY_ID, "", "WantAssertionsSigned=\"true\"", consumer(0, "", ACS)))
                .with("sign", "response")
                .working();

        assertThat(described.problem().attribute()).isEqualTo("sign");
    }

    @ParameterizedTest
    @CsvSource({
        "http://www.w3.org/2001/04/xmlenc#aes256-cbc http://www.w3.org/2001/04/xmlenc#tripledes-cbc, true",
        "http://www.w3.org/2009/xmlenc11#aes256-gcm http://www.w3.org/2001/04/xmlenc#aes256-cbc, false",
        "http://www.w3.org/2001/04/xmlenc#rsa-oaep-mgf1p, false"
    })
    void readWhenTheMetadataNameOtherEncryptionMethodsThenWarning(String methods, boolean warned) {
        String elements = Arrays.stream(methods.split(" "))
                .map(method -> "<md:EncryptionMethod Algorithm=\"" + method + "\"/>")
                .collect(Collectors.joining());
        String key = key("encryption", CERTIFICATE).replace("</md:KeyDescriptor>", elements + "</md:KeyDescriptor>");
        described
                .withFile("metadataFile", entity(ENTITY_ID, "", "", key + consumer(0, "", ACS)))
                .with("encrypt", "true")
                .working();

        assertThat(described.problems())
                .extracting(Problem::attribute)
                .isEqualTo(warned ? List.of("encryption") : List.of());
    }

    @Test
    void readWhenATrustCertificateAndNoSignatureThenProblem() {
        described.withFile("metadataTrustFile", CERTIFICATE.certificateText());

        assertThat(described.application(Described.CLOCK)).isEmpty();
        assertThat(described.problem().attribute()).isEqualTo("metadataFile");
    }

    /** A trust certificate that cannot be read must not leave the metadata to be believed without. */
    @Test
    void readWhenTheTrustCertificateCannotBeReadThenProblem() {
        described.withFile("metadataTrustFile", "x");

        assertThat(described.application(Described.CLOCK)).isEmpty();
        assertThat(described.problem().attribute()).isEqualTo("metadataTrustFile");
    }

    @Test
    void readWhenTheMetadataHaveExpiredThenProblem() {
        described.withFile(
                "metadataFile", entity(ENTITY_ID, "validUntil=\"2026-11-22T12:00:00Z\"", "", consumer(0, "", ACS)));

        assertThat(described.application(Described.CLOCK)).isEmpty();
        assertThat(described.problem().expected()).startsWith("expired at 2026-11-22T12:00:00Z");
    }

    @Test
    void serviceProviderWhenTheFileChangesThenTheNewOne() {
        SamlApplication application = described.working();
        described.change("metadataFile", entity(ENTITY_ID, "", "", consumer(0, "", "https://new.example/acs")), 2);

        assertThat(application.redirects().addresses()).containsExactly(URI.create("https://new.example/acs"));
    }

    @Test
    void serviceProviderWhenTheNewFileIsBrokenThenTheFormerOne() {
        SamlApplication application = described.working();
        described.change("metadataFile", "<html>Sign in</html>", 2);

        assertThat(application.redirects().addresses()).containsExactly(URI.create(ACS));
    }

    /** Rather the former certificate than assertions in plain text. */
    @Test
    void serviceProviderWhenTheNewFileHasNothingToEncryptForThenTheFormerOne() {
        SamlApplication application = described
                .withFile("metadataFile", entity(ENTITY_ID, "", "", key("", CERTIFICATE) + consumer(0, "", ACS)))
                .with("encrypt", "true")
                .working();
        described.change("metadataFile", ProviderMetadata.plain(), 2);

        assertThat(application.serviceProvider().encryption()).contains(CERTIFICATE.certificate());
    }

    @Test
    void serviceProviderWhenTheMetadataExpireWhileRunningThenRefused() {
        described.withFile(
                "metadataFile", entity(ENTITY_ID, "validUntil=\"2027-01-01T00:00:00Z\"", "", consumer(0, "", ACS)));
        MovableClock clock = new MovableClock(Described.NOW);
        SamlApplication application = described.application(clock).orElseThrow();
        application.serviceProvider();
        clock.set(Instant.parse("2027-01-01T00:00:00Z"));

        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(application::serviceProvider)
                .satisfies(refusal -> assertThat(refusal.reason()).isEqualTo(Reason.SAML_METADATA_EXPIRED));
    }

    /** Every name that a table of Freshworks has and a directory can fill; ruby-saml refuses one that comes twice. */
    @Test
    void defaultAttributesThenThoseThatFreshworksReadsAndNoNameTwice() {
        String claims = "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/";

        assertThat(AttributeRule.DEFAULT)
                .extracting(rule -> rule.name() + "=" + rule.source())
                .containsExactly(
                        "email=mail",
                        claims + "emailaddress=mail",
                        "FirstName=givenName",
                        "givenname=givenName",
                        "User.FirstName=givenName",
                        claims + "givenname=givenName",
                        "LastName=sn",
                        "surname=sn",
                        "User.LastName=sn",
                        claims + "surname=sn",
                        "phone=telephoneNumber",
                        "mobile=mobile",
                        "company=company",
                        "organization=company",
                        "Title=title",
                        "job_title=title",
                        "language=preferredLanguage",
                        "custom_field_office_location=physicalDeliveryOfficeName",
                        "unique_id=objectGUID");
        assertThat(AttributeRule.DEFAULT).extracting(AttributeRule::name).doesNotHaveDuplicates();
    }
}
