package org.latchkey.saml;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPublicKey;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.latchkey.config.SettingsReader;
import org.latchkey.keys.CertificateFile;
import org.latchkey.keys.SigningKey;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A signing key and its certificate in two PEM files, each of which may change before the other does. */
final class KeyPair implements Supplier<SigningCredential> {

    private static final Logger LOG = LoggerFactory.getLogger(KeyPair.class);

    private final Supplier<SigningKey> keys;
    private final Supplier<X509Certificate> certificates;
    private final AtomicReference<Seen> seen;

    /** @param credential what is in force; not made of key and certificate where these did not belong together */
    private record Seen(SigningKey key, X509Certificate certificate, SigningCredential credential) {}

    private KeyPair(Supplier<SigningKey> keys, Supplier<X509Certificate> certificates) {
        this.keys = keys;
        this.certificates = certificates;
        SigningKey key = keys.get();
        X509Certificate certificate = certificates.get();
        this.seen = new AtomicReference<>(new Seen(key, certificate, belonging(key.privateKey(), certificate)));
    }

    /** @return null when the configuration has errors, which the reader has noted then */
    static @Nullable Supplier<SigningCredential> read(SettingsReader reader) {
        reader.required(SamlSettings.KEY_FILE);
        reader.required(SamlSettings.CERTIFICATE_FILE);
        Supplier<SigningKey> keys = reader.file(SamlSettings.KEY_FILE, SigningKey::parse);
        Supplier<X509Certificate> certificates = reader.file(SamlSettings.CERTIFICATE_FILE, CertificateFile::parse);
        if (keys == null || certificates == null) {
            return null;
        }
        try {
            return new KeyPair(keys, certificates);
        } catch (IllegalArgumentException e) {
            reader.error(SamlSettings.CERTIFICATE_FILE, "", String.valueOf(e.getMessage()));
            return null;
        }
    }

    @Override
    public SigningCredential get() {
        Seen last = Objects.requireNonNull(seen.get());
        SigningKey key = keys.get();
        X509Certificate certificate = certificates.get();
        if (key.equals(last.key()) && certificate.equals(last.certificate())) {
            return last.credential();
        }
        SigningCredential credential = last.credential();
        try {
            credential = belonging(key.privateKey(), certificate);
        } catch (IllegalArgumentException e) {
            LOG.error(
                    "{} and {} cannot be used, so the former ones stay in force: {}",
                    keys,
                    certificates,
                    e.getMessage());
        }
        seen.compareAndSet(last, new Seen(key, certificate, credential));
        return credential;
    }

    /** @throws IllegalArgumentException when key and certificate do not belong together, or are too weak */
    static SigningCredential belonging(PrivateKey key, X509Certificate certificate) {
        if (!(certificate.getPublicKey() instanceof RSAPublicKey rsa)) {
            throw new IllegalArgumentException("expected a certificate of an RSA key");
        }
        if (rsa.getModulus().bitLength() < 2048) {
            throw new IllegalArgumentException(
                    "the key has " + rsa.getModulus().bitLength() + " bits, and 2048 are needed");
        }
        try {
            byte[] probe = {1, 2, 3};
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(key);
            signature.update(probe);
            byte[] signed = signature.sign();
            Signature check = Signature.getInstance("SHA256withRSA");
            check.initVerify(rsa);
            check.update(probe);
            if (check.verify(signed)) {
                return new SigningCredential(key, certificate);
            }
        } catch (GeneralSecurityException e) {
            // Told below: a signature that cannot be verified is no better than one that cannot be made.
        }
        throw new IllegalArgumentException("is not the certificate of the signing key");
    }
}
