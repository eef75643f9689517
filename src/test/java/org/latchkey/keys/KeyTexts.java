package org.latchkey.keys;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.KeySpec;
import java.util.Base64;

/** RSA keys made for a test, and the texts in which administrators keep them. */
public final class KeyTexts {

    private KeyTexts() {}

    public static KeyPair rsa(int bits) {
        return pair("RSA", bits);
    }

    static KeyPair pair(String algorithm, int size) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
            generator.initialize(size);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static RSAPrivateCrtKey of(KeySpec spec) {
        try {
            return (RSAPrivateCrtKey) KeyFactory.getInstance("RSA").generatePrivate(spec);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** As {@code openssl genpkey} writes it. */
    public static String pkcs8(PrivateKey key) {
        return text("PRIVATE KEY", key.getEncoded());
    }

    /** As {@code ssh-keygen -m PEM} writes it. */
    public static String pkcs1(PrivateKey key) {
        return text("RSA PRIVATE KEY", pkcs1Octets(key));
    }

    /** @param der put on lines of 64 characters (RFC 7468, 2) */
    public static String text(String label, byte[] der) {
        String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        return "-----BEGIN " + label + "-----\n" + body + "\n-----END " + label + "-----\n";
    }

    /** PKCS#8 is {@code SEQUENCE { version, algorithm, OCTET STRING { the PKCS#1 key } }} (RFC 5208, 5). */
    static byte[] pkcs1Octets(PrivateKey key) {
        ByteBuffer der = ByteBuffer.wrap(key.getEncoded());
        enter(der, 0x30);
        skip(der, 0x02);
        skip(der, 0x30);
        byte[] pkcs1 = new byte[enter(der, 0x04)];
        der.get(pkcs1);
        return pkcs1;
    }

    private static void skip(ByteBuffer der, int tag) {
        int length = enter(der, tag);
        der.position(der.position() + length);
    }

    /** @return the length of what follows */
    private static int enter(ByteBuffer der, int tag) {
        if (der.get() != tag) {
            throw new IllegalStateException("another tag than expected");
        }
        int first = der.get() & 0xFF;
        if (first < 0x80) {
            return first;
        }
        int length = 0;
        for (int i = 0; i < (first & 0x7F); i++) {
            length = (length << 8) | (der.get() & 0xFF);
        }
        return length;
    }
}
