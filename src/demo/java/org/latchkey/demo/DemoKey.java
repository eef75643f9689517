package org.latchkey.demo;

import java.io.IOException;
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
        Pems.write(file, Pems.PRIVATE_KEY, keys.getPrivate().getEncoded());
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
