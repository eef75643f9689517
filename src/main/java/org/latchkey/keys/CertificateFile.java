package org.latchkey.keys;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;

/** An X.509 certificate as administrators have it: PEM on one line or many, or the bare DER octets. */
public final class CertificateFile {

    private CertificateFile() {}

    /**
     * The first certificate.
     *
     * @throws IllegalArgumentException telling what was found instead; never quoting it
     */
    public static X509Certificate parse(byte[] content) {
        Pem pem = Pem.find(new String(content, StandardCharsets.ISO_8859_1)).orElse(null);
        if (pem == null) {
            return ofDer(content);
        }
        return switch (pem.label()) {
            case "CERTIFICATE", "X509 CERTIFICATE" -> ofDer(pem.der());
            default -> throw new IllegalArgumentException("expected a certificate, found: " + pem.label());
        };
    }

    private static X509Certificate ofDer(byte[] der) {
        try {
            return (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
        } catch (CertificateException e) {
            throw new IllegalArgumentException(
                    "expected a certificate in PEM, from -----BEGIN CERTIFICATE----- to -----END CERTIFICATE-----");
        }
    }
}
