package org.latchkey.saml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.latchkey.saml.ProviderMetadata.ACS;
import static org.latchkey.saml.ProviderMetadata.ENTITY_ID;
import static org.latchkey.saml.ProviderMetadata.consumer;
import static org.latchkey.saml.ProviderMetadata.entity;
import static org.latchkey.saml.ProviderMetadata.key;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import javax.xml.crypto.dsig.XMLSignature;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.latchkey.application.Applications;
import org.latchkey.keys.SelfSigned;
import org.latchkey.signin.InMemoryDirectory;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** What service providers read about us. */
final class PublishedMetadataTest {

    private static final SelfSigned SELF = SelfSigned.named("sso.corp.example.com");
    private static final SelfSigned NEXT =
            SelfSigned.until("next.corp.example.com", Instant.parse("2045-01-01T00:00:00Z"));
    private static final String MD = "urn:oasis:names:tc:SAML:2.0:metadata";

    @TempDir
    Path folder;

    private Described described;

    @BeforeEach
    void describe() {
        described = new Described(folder, "latchkey/saml")
                .withFile("keyFile", SELF.keyText())
                .withFile("certificateFile", SELF.certificateText());
    }

    private SamlApplication application(String requestsSigned) {
        return new Described(folder, "latchkey/app/desk")
                .withFile("metadataFile", entity(ENTITY_ID, "", "", key("", NEXT) + consumer(0, "", ACS)))
                .with("requestsSigned", requestsSigned)
                .working();
    }

    private PublishedMetadata published(Clock clock, SamlApplication... applications) {
        Map<String, Optional<SamlApplication>> byId = new LinkedHashMap<>();
        for (SamlApplication application : applications) {
            byId.put("desk" + byId.size(), Optional.of(application));
        }
        return new PublishedMetadata(new SamlApplications(
                new Applications<>(byId),
                described.provider(),
                new InMemoryDirectory().signIn(clock),
                clock,
                new SecureRandom()));
    }

    private static NodeList named(Element root, String name) {
        return root.getElementsByTagNameNS(MD, name);
    }

    @Test
    void currentThenValidByTheSchemaAndSigned() throws Exception {
        String xml = published(Described.CLOCK).current().xml();

        Schemas.requireValid(xml);
        XmlSignatures.requireValid(xml, SELF.certificate());
        Element root = XmlSignatures.parse(xml);
        assertThat(root.getAttribute("entityID")).isEqualTo("https://sso.corp.example.com/latchkey/saml/metadata");
        assertThat(root.getAttribute("validUntil")).isEqualTo("2040-01-01T00:00:00.000Z");
        assertThat(root.getAttribute("cacheDuration")).matches("P0Y0M0DT6H0M0(\\.0+)?S");
    }

    @Test
    void currentThenSingleSignOnByBothBindings() throws Exception {
        NodeList services =
                named(XmlSignatures.parse(published(Described.CLOCK).current().xml()), "SingleSignOnService");

        assertThat(IntStream.range(0, services.getLength())
                        .mapToObj(i -> (Element) services.item(i))
                        .map(service -> service.getAttribute("Binding") + " " + service.getAttribute("Location")))
                .containsExactly(
                        ProviderMetadata.REDIRECT + " https://sso.corp.example.com/latchkey/saml/sso",
                        ProviderMetadata.POST + " https://sso.corp.example.com/latchkey/saml/sso");
    }

    @Test
    void currentThenTheNameFormatsThatAreGiven() throws Exception {
        NodeList formats =
                named(XmlSignatures.parse(published(Described.CLOCK).current().xml()), "NameIDFormat");

        assertThat(formats.getLength()).isEqualTo(3);
        assertThat(formats.item(0).getTextContent()).isEqualTo(NameIdFormat.EMAIL_ADDRESS.uri());
    }

    @Test
    void currentWhenACertificateIsAnnouncedThenBothForSignatures() throws Exception {
        described.withFile("nextCertificateFile", NEXT.certificateText());
        String xml = published(Described.CLOCK).current().xml();
        Element root = XmlSignatures.parse(xml);
        NodeList keys = named(root, "KeyDescriptor");

        Schemas.requireValid(xml);
        assertThat(keys.getLength()).isEqualTo(2);
        assertThat(((Element) keys.item(1)).getAttribute("use")).isEqualTo("signing");
        assertThat(((Element) keys.item(1))
                        .getElementsByTagNameNS(XMLSignature.XMLNS, "X509Certificate")
                        .item(0)
                        .getTextContent())
                .isEqualTo(NEXT.certificateText().replaceAll("-----[A-Z ]+-----|\\s", ""));
        assertThat(root.getAttribute("validUntil")).isEqualTo("2045-01-01T00:00:00.000Z");
    }

    /** Signed once: whoever asks often must not make the server sign often. */
    @Test
    void currentWhenNothingHasChangedThenTheSameDocument() {
        PublishedMetadata published = published(Described.CLOCK);

        assertThat(published.current()).isSameAs(published.current());
    }

    @Test
    void currentWhenTwoNodesThenTheSameOctetsAndTag() {
        assertThat(published(Described.CLOCK).current())
                .isEqualTo(published(Described.CLOCK).current());
    }

    @Test
    void currentWhenTheCertificateChangesThenAnotherDocument() throws Exception {
        PublishedMetadata published = published(Described.CLOCK);
        PublishedMetadata.Document before = published.current();
        described.change("certificateFile", NEXT.certificateText(), 2);
        described.change("keyFile", NEXT.keyText(), 2);
        PublishedMetadata.Document after = published.current();

        XmlSignatures.requireValid(after.xml(), NEXT.certificate());
        assertThat(after.entityTag()).isNotEqualTo(before.entityTag());
    }

    @Test
    void currentWhenEveryApplicationRequiresSignedRequestsThenSaid() throws Exception {
        String all = published(Described.CLOCK, application("required"), application("required"))
                .current()
                .xml();
        String some = published(Described.CLOCK, application("required"), application("optional"))
                .current()
                .xml();

        Schemas.requireValid(all);
        assertThat(all).contains("WantAuthnRequestsSigned=\"true\"");
        assertThat(some).doesNotContain("WantAuthnRequestsSigned");
        assertThat(published(Described.CLOCK).current().xml()).doesNotContain("WantAuthnRequestsSigned");
    }
}
