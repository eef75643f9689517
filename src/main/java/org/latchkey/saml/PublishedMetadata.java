package org.latchkey.saml;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.apache.commons.codec.digest.DigestUtils;

/**
 * The metadata as published now. Anybody may ask for them as often as he likes, so they are signed once and again only when
 * what they tell has changed.
 */
public final class PublishedMetadata {

    private final SamlApplications saml;
    private final AtomicReference<Optional<Document>> last = new AtomicReference<>(Optional.empty());

    /** @param entityTag as HTTP wants it, in quotes (RFC 9110, 8.8.3) */
    record Document(SigningCredential credential, List<X509Certificate> certificates, String xml, String entityTag) {}

    public PublishedMetadata(SamlApplications saml) {
        this.saml = saml;
    }

    Document current() {
        SigningCredential credential = saml.idp().credentials().current();
        List<X509Certificate> certificates = Stream.concat(
                        Stream.of(credential.certificate()), saml.idp().credentials().next().stream())
                .toList();
        Optional<Document> made = Objects.requireNonNull(last.get());
        return made.filter(document -> document.credential().equals(credential)
                        && document.certificates().equals(certificates))
                .orElseGet(() -> make(credential, certificates));
    }

    private Document make(SigningCredential credential, List<X509Certificate> certificates) {
        String xml = new IdentityProviderMetadata(saml.idp(), certificates, wantsSignedRequests())
                .document(credential, saml.clock().instant());
        Document document = new Document(
                credential, certificates, xml, '"' + DigestUtils.sha256Hex(xml).substring(0, 32) + '"');
        last.set(Optional.of(document));
        return document;
    }

    /** Metadata are for all service providers together, and one that does not sign would be put off by it. */
    private boolean wantsSignedRequests() {
        List<SamlApplication> open = saml.applications().byId().values().stream()
                .flatMap(Optional::stream)
                .toList();
        return !open.isEmpty() && open.stream().allMatch(SamlApplication::requestsSigned);
    }
}
