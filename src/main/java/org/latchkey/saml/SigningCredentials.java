package org.latchkey.saml;

import java.security.cert.X509Certificate;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The identity provider's key and certificate as they are now.
 *
 * @param active asked for at each signature, so that changed files count from then on
 * @param announced the certificate that will follow, published ahead of the change
 */
public record SigningCredentials(Supplier<SigningCredential> active, Optional<Supplier<X509Certificate>> announced) {

    public SigningCredential current() {
        return active.get();
    }

    public Optional<X509Certificate> next() {
        return announced.map(Supplier::get);
    }
}
