package org.latchkey.keys;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.Base64;
import java.util.HexFormat;

/**
 * An RSA private key and the public key that belongs to it. It prints as the fingerprint of the public one, never as key
 * material.
 */
public final class SigningKey {

    /** {@code SEQUENCE { INTEGER 0, SEQUENCE { OID rsaEncryption, NULL }, OCTET STRING …}}, up to the last tag. */
    private static final byte[] VERSION_AND_ALGORITHM = HexFormat.of().parseHex("020100300d06092a864886f70d0101010500");

    private final RSAPrivateCrtKey privateKey;
    private final RSAPublicKey publicKey;

    private SigningKey(RSAPrivateCrtKey privateKey, RSAPublicKey publicKey) {
        this.privateKey = privateKey;
        this.publicKey = publicKey;
    }

    /**
     * Reads a PEM text: PKCS#1 ({@code BEGIN RSA PRIVATE KEY}, which the vendor's recipe with {@code -m PEM} writes) or
     * PKCS#8 ({@code BEGIN PRIVATE KEY}), in UTF-8.
     *
     * @throws IllegalArgumentException telling what was found instead; never quoting it
     */
    public static SigningKey parse(byte[] content) {
        Pem pem = Pem.find(new String(content, StandardCharsets.UTF_8))
                .orElseThrow(() -> new IllegalArgumentException("expected a PEM text, from -----BEGIN to -----END"));
        byte[] pkcs8 = switch (pem.label()) {
            case "RSA PRIVATE KEY" -> pkcs8(pem.der());
            case "PRIVATE KEY" -> pem.der();
            case "PUBLIC KEY", "RSA PUBLIC KEY" ->
                throw new IllegalArgumentException("this is the public key; the private key is needed here");
            case "ENCRYPTED PRIVATE KEY" ->
                throw new IllegalArgumentException(
                        "the key is encrypted with a passphrase; write it without one: openssl rsa -in key.pem -out plain.pem");
            default -> throw new IllegalArgumentException("expected an RSA private key, found: " + pem.label());
        };
        try {
            return of(KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(pkcs8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("expected an RSA private key; this one is damaged or of another kind");
        }
    }

    private static SigningKey of(PrivateKey key) throws GeneralSecurityException {
        if (!(key instanceof RSAPrivateCrtKey rsa)) {
            throw new IllegalArgumentException("expected an RSA private key with its prime factors");
        }
        RSAPublicKeySpec publicSpec = new RSAPublicKeySpec(rsa.getModulus(), rsa.getPublicExponent());
        SigningKey signingKey =
                new SigningKey(rsa, (RSAPublicKey) KeyFactory.getInstance("RSA").generatePublic(publicSpec));
        signingKey.requireConsistent();
        return signingKey;
    }

    /** A signature made with one damaged prime gives the private key away to whoever sees it, so such a key never signs. */
    private void requireConsistent() throws GeneralSecurityException {
        byte[] probe = {1, 2, 3};
        Signature signature = Signature.getInstance("SHA256withRSA");
        signature.initSign(privateKey);
        signature.update(probe);
        byte[] signed = signature.sign();
        signature.initVerify(publicKey);
        signature.update(probe);
        if (!signature.verify(signed)) {
            throw new IllegalArgumentException("the key is damaged: its parts do not belong together");
        }
    }

    /** The JDK's key factory reads PKCS#8 only (RFC 5208), so a PKCS#1 key (RFC 8017, A.1.2) gets the fixed header. */
    private static byte[] pkcs8(byte[] pkcs1) {
        byte[] octetString = Der.encode(0x04, pkcs1);
        return Der.encode(0x30, Der.join(VERSION_AND_ALGORITHM, octetString));
    }

    public PrivateKey privateKey() {
        return privateKey;
    }

    public RSAPublicKey publicKey() {
        return publicKey;
    }

    /** The length of the modulus in bits. */
    public int bits() {
        return publicKey.getModulus().bitLength();
    }

    /** What Freshworks' form field "RSA public key" takes: X.509 SubjectPublicKeyInfo in Base64, one line, no header. */
    public String publicKeyLine() {
        return Base64.getEncoder().encodeToString(publicKey.getEncoded());
    }

    /** SHA-256 of the public key's SubjectPublicKeyInfo, in lower-case hexadecimal. */
    public String fingerprint() {
        return Fingerprint.sha256(publicKey);
    }

    @Override
    public String toString() {
        return "RSA-" + bits() + " " + fingerprint();
    }
}
