package org.latchkey.saml;

/**
 * What an application is configured for and only some metadata allow. A changed file that no longer does is refused, and the
 * former one stays in force: better than assertions that leave in plain text.
 *
 * @param encryption a certificate to encrypt for
 * @param signatures a certificate to verify requests by
 */
record MetadataNeeds(boolean encryption, boolean signatures) {

    /** @throws IllegalArgumentException when something is missing */
    ServiceProviderMetadata met(ServiceProviderMetadata metadata) {
        ServiceProvider provider = metadata.provider();
        if (encryption && provider.encryption().isEmpty()) {
            throw new IllegalArgumentException(
                    "encrypt=\"true\" needs metadata with an RSA certificate for encryption");
        }
        if (signatures && provider.signing().isEmpty()) {
            throw new IllegalArgumentException(
                    "requestsSigned=\"required\" needs metadata with a certificate for signatures");
        }
        return metadata;
    }
}
