package org.latchkey.demo;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import java.util.UUID;
import javax.net.ssl.KeyManagerFactory;

/**
 * A self-signed certificate for {@code localhost} and {@code 127.0.0.1}, made by the JDK's own keytool, since the JDK
 * has no public API to build one.
 *
 * @param keyStore PKCS#12, holds the private key
 * @param password of key store and key
 * @param pem the certificate alone, to be trusted by clients
 */
record ServerCertificate(Path keyStore, String password, Path pem) {
    private static final String ALIAS = "server";

    static ServerCertificate create(TemporaryDirectory directory) {
        ServerCertificate certificate = new ServerCertificate(
                directory.resolve("server.p12"), UUID.randomUUID().toString(), directory.resolve("trust.pem"));
        try {
            certificate.generate();
            certificate.export();
            return certificate;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("keytool wrote a key store that this JDK does not read", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while keytool ran", e);
        }
    }

    KeyManagerFactory keyManagers() throws IOException, GeneralSecurityException {
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(load(), password.toCharArray());
        return factory;
    }

    /** Writes the private key, PKCS#8 as PEM. */
    void exportKey(Path file) throws IOException, GeneralSecurityException {
        Pems.write(
                file,
                Pems.PRIVATE_KEY,
                load().getKey(ALIAS, password.toCharArray()).getEncoded());
    }

    private KeyStore load() throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(keyStore)) {
            store.load(in, password.toCharArray());
        }
        return store;
    }

    private void generate() throws IOException, InterruptedException {
        Process keytool = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        ALIAS,
                        "-keyalg",
                        "RSA",
                        "-keysize",
                        "2048",
                        "-sigalg",
                        "SHA256withRSA",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "san=dns:localhost,ip:127.0.0.1",
                        "-validity",
                        "365",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        keyStore.toString(),
                        "-storepass",
                        password))
                .redirectErrorStream(true)
                .start();
        String said;
        try (InputStream output = keytool.getInputStream()) {
            said = new String(output.readAllBytes(), StandardCharsets.UTF_8);
        }
        if (keytool.waitFor() != 0) {
            throw new IOException("keytool: " + said.strip());
        }
    }

    private void export() throws IOException, GeneralSecurityException {
        Pems.write(pem, "CERTIFICATE", load().getCertificate(ALIAS).getEncoded());
    }

    @Override
    public String toString() {
        return "ServerCertificate[" + pem + "]";
    }
}
