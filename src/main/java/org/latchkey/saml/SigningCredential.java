package org.latchkey.saml;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import org.latchkey.keys.Fingerprint;

/**
 * What the identity provider signs with.
 *
 * @param key opaque: one of Windows' certificate store does not tell its material and is of no RSA type, so it is handed to
 *     {@link java.security.Signature} and never looked into
 */
public record SigningCredential(PrivateKey key, X509Certificate certificate) {

    /** A private key's {@code toString} may print what it is made of. */
    @Override
    public String toString() {
        return "SigningCredential[" + Fingerprint.sha256(certificate) + "]";
    }
}
