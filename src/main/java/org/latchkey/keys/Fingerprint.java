package org.latchkey.keys;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.util.HexFormat;

/** The digest of a whole certificate, by which a service provider may know it, in the form that openssl and Freshworks show. */
public final class Fingerprint {

    private static final HexFormat COLONS = HexFormat.ofDelimiter(":").withUpperCase();

    private Fingerprint() {}

    /** {@code 5B:2F:…}: 20 octets; older helpdesks ask for this one. */
    public static String sha1(X509Certificate certificate) {
        return of("SHA-1", certificate);
    }

    /** {@code 9C:0A:…}: 32 octets. */
    public static String sha256(X509Certificate certificate) {
        return of("SHA-256", certificate);
    }

    private static String of(String algorithm, X509Certificate certificate) {
        try {
            return COLONS.formatHex(MessageDigest.getInstance(algorithm).digest(certificate.getEncoded()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + algorithm, e);
        }
    }
}
