package org.latchkey.saml;

import java.security.cert.X509Certificate;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.latchkey.keys.SigningKey;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Key and certificate in two PEM files. An administrator replaces one after the other; until the second one fits, the former
 * pair stays in force.
 */
final class SigningFiles implements Supplier<SigningCredential> {

    private static final Logger LOG = LoggerFactory.getLogger(SigningFiles.class);

    private final Supplier<SigningKey> keys;
    private final Supplier<X509Certificate> certificates;
    private final AtomicReference<Seen> seen;

    /** @param inForce made of key and certificate, or of former ones where these two cannot be used */
    private record Seen(SigningKey key, X509Certificate certificate, SigningCredential inForce) {

        boolean isOf(SigningKey aKey, X509Certificate aCertificate) {
            return key.equals(aKey) && certificate.equals(aCertificate);
        }
    }

    /** @throws IllegalArgumentException as {@link SigningCredential#of} */
    SigningFiles(Supplier<SigningKey> keys, Supplier<X509Certificate> certificates) {
        this.keys = keys;
        this.certificates = certificates;
        SigningKey key = keys.get();
        X509Certificate certificate = certificates.get();
        SigningCredential first = SigningCredential.of(key.privateKey(), certificate);
        this.seen = new AtomicReference<>(new Seen(key, certificate, first));
    }

    @Override
    public SigningCredential get() {
        Seen last = Objects.requireNonNull(seen.get());
        SigningKey key = keys.get();
        X509Certificate certificate = certificates.get();
        return last.isOf(key, certificate) ? last.inForce() : changed(last, key, certificate);
    }

    private SigningCredential changed(Seen last, SigningKey key, X509Certificate certificate) {
        SigningCredential inForce = last.inForce();
        try {
            inForce = SigningCredential.of(key.privateKey(), certificate);
            LOG.info("The identity provider signs with a new certificate: {}", inForce);
        } catch (IllegalArgumentException e) {
            LOG.error(
                    "{} and {} cannot be used together, so the former pair stays in force: {}",
                    keys,
                    certificates,
                    e.getMessage());
        }
        seen.compareAndSet(last, new Seen(key, certificate, inForce));
        return inForce;
    }
}
