package org.latchkey.saml;

import java.time.Instant;
import java.util.Optional;

/**
 * What a metadata file says of one service provider, and how long it may be believed.
 *
 * @param validUntil the earliest of those that hold for it; empty where none is given
 * @param wantsSignedAssertions whether it refuses assertions without a signature of their own
 */
record ServiceProviderMetadata(ServiceProvider provider, Optional<Instant> validUntil, boolean wantsSignedAssertions) {

    /** At the very instant it is over (saml-metadata-2.0-os, 2.3.1). */
    boolean isExpired(Instant now) {
        return validUntil.filter(end -> !now.isBefore(end)).isPresent();
    }
}
