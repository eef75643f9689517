package org.latchkey.keys;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Locale;

/** A certificate that a key pair signs for itself (RFC 5280, 4.1), since the JDK has no public way to make one. */
public record SelfSigned(KeyPair pair, X509Certificate certificate) {

    private static final byte[] SHA256_WITH_RSA = HexFormat.of().parseHex("300d06092a864886f70d01010b0500");
    private static final byte[] SHA256_WITH_ECDSA = HexFormat.of().parseHex("300a06082a8648ce3d040302");
    private static final byte[] COMMON_NAME = HexFormat.of().parseHex("0603550403");
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMddHHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    /** An RSA key of 2048 bits and its certificate, good from 2020 to 2040. */
    public static SelfSigned named(String name) {
        return until(name, Instant.parse("2040-01-01T00:00:00Z"));
    }

    public static SelfSigned until(String name, Instant end) {
        return of(KeyTexts.rsa(2048), name, end);
    }

    /** With a key of a kind or length that somebody refuses. */
    public static SelfSigned of(String algorithm, int size) {
        return of(KeyTexts.pair(algorithm, size), "weak.example", Instant.parse("2040-01-01T00:00:00Z"));
    }

    /** One more certificate for the same key. */
    public SelfSigned renewed(Instant end) {
        return of(pair, "renewed.example", end);
    }

    private static SelfSigned of(KeyPair pair, String name, Instant end) {
        boolean rsa = pair.getPrivate().getAlgorithm().equals("RSA");
        byte[] algorithm = rsa ? SHA256_WITH_RSA : SHA256_WITH_ECDSA;
        byte[] body = sequence(
                Der.encode(0xA0, Der.encode(0x02, new byte[] {2})),
                Der.encode(0x02, new byte[] {1}),
                algorithm,
                name(name),
                sequence(time(Instant.parse("2020-01-01T00:00:00Z")), time(end)),
                name(name),
                pair.getPublic().getEncoded());
        try {
            Signature signature = Signature.getInstance(rsa ? "SHA256withRSA" : "SHA256withECDSA");
            signature.initSign(pair.getPrivate());
            signature.update(body);
            byte[] bits = Der.encode(0x03, Der.join(new byte[] {0}, signature.sign()));
            return new SelfSigned(pair, (X509Certificate) CertificateFactory.getInstance("X.509")
                    .generateCertificate(new ByteArrayInputStream(sequence(body, algorithm, bits))));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] name(String commonName) {
        byte[] value = Der.encode(0x0C, commonName.getBytes(StandardCharsets.UTF_8));
        return sequence(Der.encode(0x31, sequence(COMMON_NAME, value)));
    }

    private static byte[] time(Instant instant) {
        return Der.encode(0x18, TIME.format(instant).getBytes(StandardCharsets.US_ASCII));
    }

    private static byte[] sequence(byte[]... parts) {
        byte[] content = {};
        for (byte[] part : parts) {
            content = Der.join(content, part);
        }
        return Der.encode(0x30, content);
    }

    public String keyText() {
        return KeyTexts.pkcs8(pair.getPrivate());
    }

    public String certificateText() {
        try {
            return KeyTexts.text("CERTIFICATE", certificate.getEncoded());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
