package org.latchkey.directory;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;

/** The certificates of {@code trustFile}: TLS connections that trust these and no others. */
final class TrustedCertificates {

    private TrustedCertificates() {}

    /**
     * Reads one PEM certificate, or many.
     *
     * @throws IllegalArgumentException when there is none, or one of them cannot be read
     */
    static SSLSocketFactory parse(byte[] pem) {
        // Notepad's byte order mark would hide the first BEGIN line from the parser.
        String text = new String(pem, StandardCharsets.UTF_8).replaceFirst("^\uFEFF", "");
        try {
            Collection<? extends Certificate> certificates = CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
            if (certificates.isEmpty()) {
                throw new IllegalArgumentException("holds no certificate; expected PEM: -----BEGIN CERTIFICATE-----");
            }
            return trusting(certificates);
        } catch (CertificateException e) {
            throw new IllegalArgumentException("holds a certificate that cannot be read; expected PEM (Base64)", e);
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("this JVM has no TLS", e);
        }
    }

    private static SSLSocketFactory trusting(Collection<? extends Certificate> certificates)
            throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        int number = 0;
        for (Certificate certificate : certificates) {
            store.setCertificateEntry(Integer.toString(number++), certificate);
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context.getSocketFactory();
    }
}
