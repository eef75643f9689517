package org.latchkey.demo;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;

/**
 * A key with its self-signed certificate, made for one run: an identity provider's, or a service provider's.
 *
 * @param keyFile PKCS#8 as PEM
 * @param certificateFile as PEM
 */
public record SamlKeyPair(Path keyFile, Path certificateFile) {

    /** Makes both files in a directory. */
    public static SamlKeyPair create(TemporaryDirectory directory) {
        ServerCertificate made = ServerCertificate.create(directory);
        SamlKeyPair pair = new SamlKeyPair(directory.resolve("key.pem"), made.pem());
        try {
            made.exportKey(pair.keyFile());
            return pair;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the key store that was just written cannot be read", e);
        }
    }

    public X509Certificate certificate() {
        try (InputStream in = Files.newInputStream(certificateFile)) {
            return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("not a certificate: " + certificateFile, e);
        }
    }

    public PrivateKey key() {
        try {
            String body = Files.readString(keyFile).replaceAll("-----[A-Z ]+-----|\\s", "");
            return KeyFactory.getInstance("RSA")
                    .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(body)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("not a key: " + keyFile, e);
        }
    }
}
