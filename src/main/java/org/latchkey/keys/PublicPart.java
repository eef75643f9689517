package org.latchkey.keys;

import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What may be shown of a key: the public key, alone or in its certificate.
 *
 * @param certificate absent where there is the key alone
 */
public record PublicPart(PublicKey key, Optional<X509Certificate> certificate) {

    /** A certificate with a key of 16384 bits, in Base64, has less. */
    private static final int LONGEST = 16 * 1024;

    /** {@code SEQUENCE { OID rsaEncryption, NULL }}, which PKCS#1 leaves out. */
    private static final byte[] RSA = HexFormat.of().parseHex("300d06092a864886f70d0101010500");

    /**
     * Word processors make one long dash of several. The repetition is possessive: the other kind takes a stack frame for each
     * character, and a certificate of 4096 bits has more than a thread has room for.
     */
    private static final Pattern BLOCK = Pattern.compile(
            "(?i)[-\u2010-\u2015]\\s*BEGIN (?:X509 |TRUSTED )?(?:CERTIFICATE|PUBLIC KEY|RSA PUBLIC KEY)\\s*[-\u2010-\u2015]+"
                    + "((?:[^-\u2010-\u2015]|-(?!-))++)");

    /** What mails put before each line that they quote. */
    private static final Pattern QUOTED = Pattern.compile("(?m)^[ \\t]*>[> \\t]*");

    /** A key without its label, behind words: DER's SEQUENCE, of a length that needs two octets or one. */
    private static final Pattern BARE = Pattern.compile("(?<![A-Za-z0-9+/_-])MI[A-P][A-Za-z0-9+/_-][\\s\\S]+");

    /** Line ends, as they are or as a script's text has them, and what mails and tables put between. */
    private static final Pattern BETWEEN = Pattern.compile("\\\\[rn]|[\\s\"'\\\\]");

    public static PublicPart of(PublicKey key) {
        return new PublicPart(key, Optional.empty());
    }

    public static PublicPart of(X509Certificate certificate) {
        return new PublicPart(certificate.getPublicKey(), Optional.of(certificate));
    }

    /**
     * Reads what somebody copied out of a form or a file: PEM (a certificate, {@code PUBLIC KEY}, {@code RSA PUBLIC KEY}) or
     * the Base64 alone, on many lines or on one, whatever stands for the line ends.
     *
     * @return empty where it is none of these
     */
    public static Optional<PublicPart> read(String text) {
        if (text.length() > LONGEST) {
            return Optional.empty();
        }
        String body = BETWEEN.matcher(
                        body(QUOTED.matcher(PastedText.plain(text)).replaceAll("")))
                .replaceAll("")
                .replace('-', '+')
                .replace('_', '/');
        try {
            return ofDer(Base64.getDecoder().decode(body));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static String body(String plain) {
        Matcher block = BLOCK.matcher(plain);
        if (block.find()) {
            return block.group(1);
        }
        Matcher bare = BARE.matcher(plain);
        return bare.find() ? bare.group() : plain;
    }

    private static Optional<PublicPart> ofDer(byte[] der) {
        if (der.length == 0 || der[0] != 0x30) {
            return Optional.empty();
        }
        return certificate(der)
                .map(PublicPart::of)
                .or(() -> key(der).or(() -> key(spki(der))).map(PublicPart::of));
    }

    private static Optional<X509Certificate> certificate(byte[] der) {
        try {
            X509Certificate certificate = (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
            return Arrays.equals(certificate.getEncoded(), der) ? Optional.of(certificate) : Optional.empty();
        } catch (CertificateException | RuntimeException e) {
            // The JDK's decoder runs into some hostile octets with unchecked exceptions.
            return Optional.empty();
        }
    }

    private static Optional<PublicKey> key(byte[] spki) {
        try {
            PublicKey key = KeyFactory.getInstance("RSA").generatePublic(new X509EncodedKeySpec(spki));
            return Arrays.equals(key.getEncoded(), spki) ? Optional.of(key) : Optional.empty();
        } catch (GeneralSecurityException | RuntimeException e) {
            return Optional.empty();
        }
    }

    /** SubjectPublicKeyInfo (RFC 5280, 4.1) around a PKCS#1 key (RFC 8017, A.1.1). */
    private static byte[] spki(byte[] pkcs1) {
        byte[] bits = Der.encode(0x03, Der.join(new byte[] {0}, pkcs1));
        return Der.encode(0x30, Der.join(RSA, bits));
    }

    /** As forms take it: Base64 of the certificate, or else of the key, on one line, without BEGIN and END. */
    public String line() {
        try {
            return Base64.getEncoder()
                    .encodeToString(certificate.isPresent() ? certificate.get().getEncoded() : key.getEncoded());
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException("a certificate that was read can be written", e);
        }
    }

    /** Whether the key is the same, whatever certificate is around it. */
    public boolean hasKeyOf(PublicPart other) {
        return Arrays.equals(key.getEncoded(), other.key.getEncoded());
    }

    /** SHA-256 of the key's SubjectPublicKeyInfo, in lower-case hexadecimal. */
    public String keyFingerprint() {
        return Fingerprint.sha256(key);
    }
}
