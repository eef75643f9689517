package org.latchkey.saml;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a metadata file says of one service provider, and how long it may be believed.
 *
 * @param validUntil the earliest of those that hold for it; empty where none is given
 * @param wantsSignedAssertions whether it refuses assertions without a signature of their own
 * @param encryptionMethods the algorithms that it decrypts, as URIs; empty where it does not say
 */
record ServiceProviderMetadata(
        ServiceProvider provider,
        Optional<Instant> validUntil,
        boolean wantsSignedAssertions,
        List<String> encryptionMethods) {

    ServiceProviderMetadata {
        encryptionMethods = List.copyOf(encryptionMethods);
    }

    /** Whether it could decrypt; those that it names for transporting keys say nothing of that. */
    boolean takes(DataEncryption encryption) {
        List<String> content = encryptionMethods.stream()
                .filter(ServiceProviderMetadata::isOfContent)
                .toList();
        return content.isEmpty() || content.contains(encryption.uri());
    }

    private static boolean isOfContent(String method) {
        return method.endsWith("-cbc") || method.endsWith("-gcm");
    }

    /** At the very instant it is over (saml-metadata-2.0-os, 2.3.1). */
    boolean isExpired(Instant now) {
        return validUntil.filter(end -> !now.isBefore(end)).isPresent();
    }
}
