package org.latchkey.saml;

import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.latchkey.refusal.Refusal;
import org.opensaml.saml.common.SignableSAMLObject;
import org.opensaml.saml.common.xml.SAMLConstants;
import org.opensaml.saml.saml2.metadata.EntitiesDescriptor;
import org.opensaml.saml.saml2.metadata.EntityDescriptor;
import org.opensaml.saml.saml2.metadata.SPSSODescriptor;
import org.w3c.dom.Element;

/**
 * Finds one service provider in a metadata file (saml-metadata-2.0-os, 2.3).
 *
 * @param entityId whom to look for; where it is empty, the only one there is
 * @param trusted the certificate that must have signed the document, over its root
 */
record MetadataReader(Optional<String> entityId, Optional<X509Certificate> trusted) {

    /** Many times what one service provider needs, and enough for a small federation. */
    private static final int MOST_OCTETS = 4 * 1024 * 1024;

    private static final int MOST_NAMED = 5;

    /** One that was found, and the earliest end of what stands around it. */
    private record Found(EntityDescriptor entity, Optional<Instant> validUntil) {}

    /** @throws IllegalArgumentException telling what was found instead */
    ServiceProviderMetadata read(byte[] content) {
        if (content.length > MOST_OCTETS) {
            throw new IllegalArgumentException(
                    "has " + content.length + " octets; expected " + MOST_OCTETS + " at most");
        }
        try {
            return provider(XmlMessage.parse(content));
        } catch (Refusal e) {
            String why = e.facts().values().stream()
                    .findFirst()
                    .map(Object::toString)
                    .orElse("");
            throw new IllegalArgumentException(
                    "is no SAML metadata that can be used (" + why + "); download it again from the application", e);
        }
    }

    private ServiceProviderMetadata provider(Element root) {
        boolean several = EntitiesDescriptor.DEFAULT_ELEMENT_NAME.getLocalPart().equals(root.getLocalName());
        List<Found> found = new ArrayList<>();
        if (several) {
            EntitiesDescriptor entities =
                    SamlObjects.read(root, EntitiesDescriptor.DEFAULT_ELEMENT_NAME, EntitiesDescriptor.class);
            requireSigned(entities);
            collect(entities, Optional.empty(), found);
        } else {
            EntityDescriptor entity =
                    SamlObjects.read(root, EntityDescriptor.DEFAULT_ELEMENT_NAME, EntityDescriptor.class);
            requireSigned(entity);
            found.add(new Found(entity, earlier(Optional.empty(), entity.getValidUntil())));
        }
        Found chosen = choose(found);
        SPSSODescriptor role = chosen.entity().getSPSSODescriptor(SAMLConstants.SAML20P_NS);
        return new ServiceProviderRole(chosen.entity().getEntityID(), role)
                .described(earlier(chosen.validUntil(), role.getValidUntil()));
    }

    /** A signature somewhere inside would leave the rest to whoever changes the file, so it has to be the root's. */
    private void requireSigned(SignableSAMLObject root) {
        trusted.ifPresent(certificate -> {
            Iterable<PublicKey> keys = List.of(certificate.getPublicKey());
            EnvelopedSignature.require(root, keys);
        });
    }

    private static void collect(EntitiesDescriptor entities, Optional<Instant> around, List<Found> found) {
        Optional<Instant> end = earlier(around, entities.getValidUntil());
        entities.getEntityDescriptors()
                .forEach(entity -> found.add(new Found(entity, earlier(end, entity.getValidUntil()))));
        entities.getEntitiesDescriptors().forEach(inner -> collect(inner, end, found));
    }

    private static Optional<Instant> earlier(Optional<Instant> known, @Nullable Instant other) {
        return Stream.concat(known.stream(), Stream.ofNullable(other)).min(Instant::compareTo);
    }

    private Found choose(List<Found> found) {
        List<Found> providers = found.stream()
                .filter(one -> one.entity().getSPSSODescriptor(SAMLConstants.SAML20P_NS) != null)
                .filter(one -> one.entity().getEntityID() != null)
                .toList();
        if (providers.isEmpty()) {
            throw new IllegalArgumentException("describes no service provider (SPSSODescriptor of SAML 2.0); "
                    + "download the application's metadata, not this identity provider's own");
        }
        List<Found> wanted = providers.stream()
                .filter(one ->
                        entityId.isEmpty() || entityId.get().equals(one.entity().getEntityID()))
                .toList();
        if (wanted.size() == 1) {
            return wanted.get(0);
        }
        throw new IllegalArgumentException("expected one service provider"
                + entityId.map(id -> " with the entity ID " + id).orElse("; set spEntityId to choose") + "; there are "
                + providers.size() + ": " + names(providers));
    }

    private static String names(List<Found> providers) {
        return providers.stream()
                .limit(MOST_NAMED)
                .map(one -> one.entity().getEntityID())
                .collect(Collectors.joining(", "));
    }
}
