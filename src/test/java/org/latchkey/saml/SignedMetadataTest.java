package org.latchkey.saml;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.latchkey.saml.ProviderMetadata.ACS;
import static org.latchkey.saml.ProviderMetadata.ENTITY_ID;
import static org.latchkey.saml.ProviderMetadata.consumer;
import static org.latchkey.saml.ProviderMetadata.entity;

import java.util.List;
import java.util.Optional;
import net.shibboleth.utilities.java.support.xml.SerializeSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.latchkey.keys.SelfSigned;
import org.opensaml.saml.saml2.metadata.EntitiesDescriptor;
import org.opensaml.saml.saml2.metadata.EntityDescriptor;
import org.w3c.dom.Element;

/** Metadata whose signature is required: only what the root's signature covers is believed. */
final class SignedMetadataTest {

    private static final SelfSigned TRUSTED = SelfSigned.named("federation.example");
    private static final SelfSigned STRANGER = SelfSigned.named("stranger.example");

    @BeforeAll
    static void start() {
        OpenSaml.start();
    }

    private static ServiceProviderMetadata read(String xml) {
        return new MetadataReader(Optional.of(ENTITY_ID), Optional.of(TRUSTED.certificate())).read(xml.getBytes(UTF_8));
    }

    private static String entityWith(String id) {
        return entity(ENTITY_ID, "ID=\"" + id + "\"", "", consumer(0, "", ACS));
    }

    private static String signed(String xml, SelfSigned signer) {
        EntityDescriptor entity = SamlObjects.read(
                XmlMessage.parse(xml.getBytes(UTF_8)), EntityDescriptor.DEFAULT_ELEMENT_NAME, EntityDescriptor.class);
        new MessageSignature(new SigningCredential(signer.pair().getPrivate(), signer.certificate())).prepare(entity);
        Element written = SamlObjects.write(entity);
        MessageSignature.sign(entity);
        return SerializeSupport.nodeToString(written).replaceFirst("<\\?xml[^>]*>", "");
    }

    @Test
    void readWhenSignedByTheTrustedThenBelieved() {
        assertThat(read(signed(entityWith("_a"), TRUSTED)).provider().entityId())
                .isEqualTo(ENTITY_ID);
    }

    @Test
    void readWhenNotSignedThenRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> read(entityWith("_a")))
                .withMessageContaining("absent");
    }

    /** The certificate in the document proves nothing. */
    @Test
    void readWhenSignedByAStrangerThenRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> read(signed(entityWith("_a"), STRANGER)));
    }

    @Test
    void readWhenChangedAfterSigningThenRefused() {
        String changed = signed(entityWith("_a"), TRUSTED).replace(ACS, "https://evil.example/acs");

        assertThatIllegalArgumentException().isThrownBy(() -> read(changed));
    }

    /** Signature wrapping: a signed entity beside another, in a root that nobody signed. */
    @Test
    void readWhenOnlyAnInnerEntityIsSignedThenRefused() {
        String inner = signed(entityWith("_a"), TRUSTED);
        String evil = entity(ENTITY_ID, "ID=\"_b\"", "", consumer(0, "", "https://evil.example/acs"));

        assertThatIllegalArgumentException().isThrownBy(() -> read(ProviderMetadata.entities("", evil, inner)));
    }

    /** The root carries a signature, but one over an entity inside. */
    @Test
    void readWhenTheRootsSignatureCoversAnInnerEntityThenRefused() {
        String inner = signed(entityWith("_a"), TRUSTED);
        int start = inner.indexOf("<ds:Signature");
        int end = inner.indexOf("</ds:Signature>") + "</ds:Signature>".length();
        String signature = inner.substring(start, end);
        String evil = entity(ENTITY_ID, "ID=\"_b\"", "", consumer(0, "", "https://evil.example/acs"));
        String root = ProviderMetadata.entities("ID=\"_root\"", signature, evil, inner.replace(signature, ""));

        assertThatIllegalArgumentException().isThrownBy(() -> read(root));
    }

    @Test
    void readWhenARootOfSeveralIsSignedThenTheOneThatIsNamed() {
        EntitiesDescriptor entities = SamlObjects.read(
                XmlMessage.parse(ProviderMetadata.entities("ID=\"_root\"", entityWith("_a"))
                        .getBytes(UTF_8)),
                EntitiesDescriptor.DEFAULT_ELEMENT_NAME,
                EntitiesDescriptor.class);
        new MessageSignature(new SigningCredential(TRUSTED.pair().getPrivate(), TRUSTED.certificate()))
                .prepare(entities);
        Element written = SamlObjects.write(entities);
        MessageSignature.sign(entities);

        assertThat(List.of(
                        read(SerializeSupport.nodeToString(written)).provider().entityId()))
                .containsExactly(ENTITY_ID);
    }
}
