package org.latchkey.saml;

import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.shibboleth.utilities.java.support.xml.SerializeSupport;
import org.apache.commons.codec.digest.DigestUtils;
import org.opensaml.saml.common.xml.SAMLConstants;
import org.opensaml.saml.saml2.metadata.EntityDescriptor;
import org.opensaml.saml.saml2.metadata.IDPSSODescriptor;
import org.opensaml.saml.saml2.metadata.KeyDescriptor;
import org.opensaml.saml.saml2.metadata.NameIDFormat;
import org.opensaml.saml.saml2.metadata.SingleLogoutService;
import org.opensaml.saml.saml2.metadata.SingleSignOnService;
import org.opensaml.security.credential.UsageType;
import org.opensaml.xmlsec.signature.KeyInfo;
import org.opensaml.xmlsec.signature.X509Data;
import org.w3c.dom.Element;

/**
 * What service providers read about this identity provider (saml-metadata-2.0-os, 2.4.3). The document is the same, octet for
 * octet, as long as what it tells is: on each node, and at each request.
 *
 * @param certificates the one in force, then the one that will follow
 * @param wantsSignedRequests whether every application asks for it
 */
record IdentityProviderMetadata(
        IdentityProvider provider, List<X509Certificate> certificates, boolean wantsSignedRequests) {

    /** How often readers should ask again; a change of certificate is announced longer ahead. */
    private static final Duration ASK_AGAIN = Duration.ofHours(6);

    IdentityProviderMetadata {
        certificates = List.copyOf(certificates);
    }

    /** The signed document. */
    String document(SigningCredential credential, Instant now) {
        EntityDescriptor entity = SamlObjects.create(EntityDescriptor.DEFAULT_ELEMENT_NAME, EntityDescriptor.class);
        entity.setEntityID(provider.entityId());
        entity.setID(id());
        entity.setCacheDuration(ASK_AGAIN);
        // Many keep a copy as a file: it holds as long as the certificates in it, and not a day less.
        Instant end = end();
        if (now.isBefore(end)) {
            entity.setValidUntil(end);
        }
        entity.getRoleDescriptors().add(role());
        new MessageSignature(credential).prepare(entity);
        Element written = SamlObjects.write(entity);
        MessageSignature.sign(entity);
        return SerializeSupport.nodeToString(written);
    }

    private Instant end() {
        return certificates.stream()
                .map(certificate -> certificate.getNotAfter().toInstant())
                .max(Instant::compareTo)
                .orElse(Instant.MIN);
    }

    /** Made of what the document tells, since two that differ may not have the same. */
    private String id() {
        String told = Stream.concat(
                        Stream.of(
                                provider.entityId(),
                                provider.singleSignOn().toString(),
                                provider.singleLogout().toString(),
                                Boolean.toString(wantsSignedRequests)),
                        certificates.stream().map(IdentityProviderMetadata::base64))
                .collect(Collectors.joining("\n"));
        return "_" + DigestUtils.sha256Hex(told).substring(0, 40);
    }

    private IDPSSODescriptor role() {
        IDPSSODescriptor role = SamlObjects.create(IDPSSODescriptor.DEFAULT_ELEMENT_NAME, IDPSSODescriptor.class);
        role.addSupportedProtocol(SAMLConstants.SAML20P_NS);
        if (wantsSignedRequests) {
            role.setWantAuthnRequestsSigned(true);
        }
        certificates.forEach(certificate -> role.getKeyDescriptors().add(key(certificate)));
        for (Binding binding : Binding.values()) {
            SingleLogoutService service =
                    SamlObjects.create(SingleLogoutService.DEFAULT_ELEMENT_NAME, SingleLogoutService.class);
            service.setBinding(binding.uri());
            service.setLocation(provider.singleLogout().toString());
            role.getSingleLogoutServices().add(service);
        }
        for (NameIdFormat format : NameIdFormat.values()) {
            NameIDFormat element = SamlObjects.create(NameIDFormat.DEFAULT_ELEMENT_NAME, NameIDFormat.class);
            element.setURI(format.uri());
            role.getNameIDFormats().add(element);
        }
        for (Binding binding : Binding.values()) {
            SingleSignOnService service =
                    SamlObjects.create(SingleSignOnService.DEFAULT_ELEMENT_NAME, SingleSignOnService.class);
            service.setBinding(binding.uri());
            service.setLocation(provider.singleSignOn().toString());
            role.getSingleSignOnServices().add(service);
        }
        return role;
    }

    /** For signatures only: nothing may be encrypted for a provider that never decrypts. */
    private static KeyDescriptor key(X509Certificate certificate) {
        org.opensaml.xmlsec.signature.X509Certificate element = SamlObjects.create(
                org.opensaml.xmlsec.signature.X509Certificate.DEFAULT_ELEMENT_NAME,
                org.opensaml.xmlsec.signature.X509Certificate.class);
        element.setValue(base64(certificate));
        X509Data data = SamlObjects.create(X509Data.DEFAULT_ELEMENT_NAME, X509Data.class);
        data.getX509Certificates().add(element);
        KeyInfo info = SamlObjects.create(KeyInfo.DEFAULT_ELEMENT_NAME, KeyInfo.class);
        info.getX509Datas().add(data);
        KeyDescriptor key = SamlObjects.create(KeyDescriptor.DEFAULT_ELEMENT_NAME, KeyDescriptor.class);
        key.setUse(UsageType.SIGNING);
        key.setKeyInfo(info);
        return key;
    }

    private static String base64(X509Certificate certificate) {
        try {
            return Base64.getEncoder().encodeToString(certificate.getEncoded());
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException("a certificate that was read can be written", e);
        }
    }
}
