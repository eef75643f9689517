package org.latchkey.saml;

import java.net.URI;
import java.net.URISyntaxException;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.latchkey.keys.CertificateFile;
import org.opensaml.saml.saml2.metadata.AssertionConsumerService;
import org.opensaml.saml.saml2.metadata.KeyDescriptor;
import org.opensaml.saml.saml2.metadata.SPSSODescriptor;
import org.opensaml.saml.saml2.metadata.SingleLogoutService;
import org.opensaml.security.credential.UsageType;

/** The part of a service provider's metadata that sign-in and logout need (saml-metadata-2.0-os, 2.4.4). */
record ServiceProviderRole(String entityId, SPSSODescriptor role) {

    /** @throws IllegalArgumentException when it takes no responses by HTTP-POST, or a certificate in it is damaged */
    ServiceProviderMetadata described(Optional<Instant> validUntil) {
        Optional<KeyDescriptor> encryption = keys(UsageType.ENCRYPTION)
                .filter(key -> rsa(key).findFirst().isPresent())
                .findFirst();
        ServiceProvider provider = new ServiceProvider(
                entityId,
                consumers(),
                keys(UsageType.SIGNING)
                        .flatMap(ServiceProviderRole::certificates)
                        .toList(),
                encryption.flatMap(key -> rsa(key).findFirst()),
                isTrue(role.isAuthnRequestsSigned()),
                logout());
        return new ServiceProviderMetadata(
                provider,
                validUntil,
                isTrue(role.getWantAssertionsSigned()),
                encryption.map(ServiceProviderRole::methods).orElse(List.of()));
    }

    private static Stream<X509Certificate> rsa(KeyDescriptor key) {
        return certificates(key).filter(certificate -> certificate.getPublicKey() instanceof RSAPublicKey);
    }

    private static List<String> methods(KeyDescriptor key) {
        return key.getEncryptionMethods().stream()
                .map(method -> Optional.ofNullable(method.getAlgorithm()).orElse(""))
                .toList();
    }

    private List<org.latchkey.saml.AssertionConsumerService> consumers() {
        List<AssertionConsumerService> posted = role.getAssertionConsumerServices().stream()
                .filter(service -> Binding.POST.uri().equals(service.getBinding()))
                .toList();
        if (posted.isEmpty()) {
            throw new IllegalArgumentException("has no AssertionConsumerService for the binding HTTP-POST");
        }
        AssertionConsumerService first = defaultOf(posted);
        List<org.latchkey.saml.AssertionConsumerService> consumers = new ArrayList<>();
        for (AssertionConsumerService service : posted) {
            int index = service.getIndex() == null ? consumers.size() : service.getIndex();
            consumers.add(new org.latchkey.saml.AssertionConsumerService(
                    index, service.equals(first), address(service.getLocation())));
        }
        return consumers;
    }

    /** The one that says so, else the first that does not say it is none, else the first (2.2.3). */
    private static AssertionConsumerService defaultOf(List<AssertionConsumerService> services) {
        return Stream.concat(
                        services.stream().filter(service -> isTrue(service.isDefault())),
                        Stream.concat(
                                services.stream().filter(service -> service.isDefaultXSBoolean() == null),
                                services.stream()))
                .findFirst()
                .orElseThrow();
    }

    private List<LogoutService> logout() {
        List<LogoutService> services = new ArrayList<>();
        for (SingleLogoutService service : role.getSingleLogoutServices()) {
            for (Binding binding : Binding.values()) {
                if (binding.uri().equals(service.getBinding())) {
                    URI location = address(service.getLocation());
                    URI response =
                            service.getResponseLocation() == null ? location : address(service.getResponseLocation());
                    services.add(new LogoutService(binding, location, response));
                }
            }
        }
        return services;
    }

    /** Those of the usage, and those of none, which are for everything. */
    private Stream<KeyDescriptor> keys(UsageType usage) {
        return role.getKeyDescriptors().stream()
                .filter(key -> key.getUse() == usage || key.getUse() == UsageType.UNSPECIFIED);
    }

    private static Stream<X509Certificate> certificates(KeyDescriptor key) {
        if (key.getKeyInfo() == null) {
            return Stream.empty();
        }
        return key.getKeyInfo().getX509Datas().stream()
                .flatMap(data -> data.getX509Certificates().stream().limit(1))
                .map(certificate -> certificate(certificate.getValue()));
    }

    private static X509Certificate certificate(@Nullable String base64) {
        try {
            return CertificateFile.parse(Base64.getMimeDecoder().decode(base64 == null ? "" : base64));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("holds a certificate that cannot be read", e);
        }
    }

    private static URI address(@Nullable String text) {
        try {
            URI address = new URI(text == null ? "" : text.strip());
            boolean web = "https".equalsIgnoreCase(address.getScheme()) || "http".equalsIgnoreCase(address.getScheme());
            if (web && address.getHost() != null && address.getUserInfo() == null && address.getFragment() == null) {
                return address;
            }
        } catch (URISyntaxException e) {
            // Told below.
        }
        throw new IllegalArgumentException("names an address that no browser can be sent to: \"" + text + "\"");
    }

    private static boolean isTrue(@Nullable Boolean value) {
        return Boolean.TRUE.equals(value);
    }
}
