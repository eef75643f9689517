package org.latchkey.keys;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PublicKey;
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

    /** Of a public key's SubjectPublicKeyInfo, in lower-case hexadecimal without colons, as {@code sha256sum} shows it. */
    public static String sha256(PublicKey key) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(key.getEncoded()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static String of(String algorithm, X509Certificate certificate) {
        try {
            return COLONS.formatHex(MessageDigest.getInstance(algorithm).digest(certificate.getEncoded()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + algorithm, e);
        }
    }
}
