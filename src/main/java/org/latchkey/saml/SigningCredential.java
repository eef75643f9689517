package org.latchkey.saml;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPublicKey;
import org.latchkey.keys.Fingerprint;

/**
 * What the identity provider signs with.
 *
 * @param key opaque: one of Windows' certificate store does not tell its material and is of no RSA type, so it is handed to
 *     {@link Signature} and never looked into
 */
public record SigningCredential(PrivateKey key, X509Certificate certificate) {

    /** The least that service providers of today accept, and that NIST SP 800-131A allows. */
    private static final int LEAST_BITS = 2048;

    private static final String PROBED_WITH = "SHA256withRSA";

    /**
     * A credential that can sign. That its certificate has expired is no error: most service providers do not look, and a
     * restart must not end what went on, with a warning a day, until then.
     *
     * @throws IllegalArgumentException when key and certificate do not belong together, or are too weak
     */
    static SigningCredential of(PrivateKey key, X509Certificate certificate) {
        if (!isPair(key, strongKey(certificate))) {
            throw new IllegalArgumentException(
                    "expected the certificate of the signing key; this one is of another key");
        }
        return new SigningCredential(key, certificate);
    }

    /**
     * The key that signatures will be verified with.
     *
     * @throws IllegalArgumentException when it is of another kind than RSA, or too weak
     */
    static RSAPublicKey strongKey(X509Certificate certificate) {
        if (!(certificate.getPublicKey() instanceof RSAPublicKey rsa)) {
            throw new IllegalArgumentException("expected a certificate of an RSA key, found "
                    + certificate.getPublicKey().getAlgorithm());
        }
        int bits = rsa.getModulus().bitLength();
        if (bits < LEAST_BITS) {
            throw new IllegalArgumentException(
                    "expected a certificate of a key of " + LEAST_BITS + " bits at least; this one has " + bits);
        }
        return rsa;
    }

    private static boolean isPair(PrivateKey key, RSAPublicKey publicKey) {
        try {
            byte[] probe = {1, 2, 3};
            Signature signing = Signature.getInstance(PROBED_WITH);
            signing.initSign(key);
            signing.update(probe);
            byte[] signed = signing.sign();
            Signature verifying = Signature.getInstance(PROBED_WITH);
            verifying.initVerify(publicKey);
            verifying.update(probe);
            return verifying.verify(signed);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    /** A private key's own {@code toString} may print what it is made of. */
    @Override
    public String toString() {
        return "SigningCredential[" + Fingerprint.sha256(certificate) + "]";
    }
}
