package org.latchkey.saml;

import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Supplier;

/** The identity provider's key and certificate as they are now, and the certificate that will follow. */
public final class SigningCredentials {

    private final Supplier<SigningCredential> active;
    private final Optional<Supplier<X509Certificate>> announced;
    private final ExpiryWarnings warnings;

    /**
     * @param active asked for at each signature, so that changed files count from then on
     * @param announced published ahead of the change
     */
    SigningCredentials(Supplier<SigningCredential> active, Optional<Supplier<X509Certificate>> announced, Clock clock) {
        this.active = active;
        this.announced = announced;
        this.warnings = new ExpiryWarnings(clock);
    }

    /** What to sign with. */
    public SigningCredential current() {
        SigningCredential credential = active.get();
        warnings.watch(credential.certificate());
        return credential;
    }

    /** The certificate that will follow, unless it is in force already. */
    public Optional<X509Certificate> next() {
        X509Certificate now = active.get().certificate();
        return announced.map(Supplier::get).filter(certificate -> !certificate.equals(now));
    }
}
