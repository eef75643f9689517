package org.latchkey.directory;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** A self-signed certificate for a host that is not this one, made by the JDK's keytool. */
record TestCertificate(Path keyStore, Path pem) {

    static final String HOST = "dc9.elsewhere.example.com";

    private static final String PASSWORD = "only-for-this-test";

    static TestCertificate in(Path folder) throws IOException, InterruptedException {
        return forHost(HOST, folder);
    }

    static TestCertificate forHost(String host, Path folder) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        TestCertificate certificate = new TestCertificate(folder.resolve("dc9.p12"), folder.resolve("dc9.pem"));
        certificate.keytool(List.of(
                "-genkeypair", "-keyalg", "EC", "-dname", "CN=" + host, "-ext", "san=dns:" + host, "-validity", "2"));
        certificate.keytool(
                List.of("-exportcert", "-rfc", "-file", certificate.pem().toString()));
        return certificate;
    }

    private void keytool(List<String> arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(arguments);
        command.addAll(List.of("-alias", "dc9", "-keystore", keyStore.toString(), "-storetype", "PKCS12"));
        command.addAll(List.of("-storepass", PASSWORD));
        Process keytool = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (keytool.waitFor() != 0) {
            throw new IOException("keytool failed: " + arguments);
        }
    }

    SSLContext server() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(keyStore)) {
            store.load(in, PASSWORD.toCharArray());
        }
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return context;
    }
}
