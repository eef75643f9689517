package org.latchkey.jwt;

import io.jsonwebtoken.Jwts;
import io.jsonwebtoken.security.SecureDigestAlgorithm;
import io.jsonwebtoken.security.SecureRequest;
import io.jsonwebtoken.security.SignatureException;
import io.jsonwebtoken.security.VerifySecureDigestRequest;
import java.io.IOException;
import java.io.InputStream;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import org.latchkey.keys.SigningKey;

/**
 * RSASSA-PKCS1-v1_5 with SHA-256 (RFC 7518, 3.3) for keys below the 2048 bits that the RFC demands and JJWT insists on:
 * Freshworks' own recipe made 1024-bit keys, and an administrator may choose to go on with one while he replaces it. Every
 * other key is signed with by JJWT itself.
 */
final class Rs256 implements SecureDigestAlgorithm<PrivateKey, PublicKey> {

    /** The least that RFC 7518, 3.3 allows. */
    static final int STRONG_BITS = 2048;

    private static final String JCA_NAME = "SHA256withRSA";

    static SecureDigestAlgorithm<? super PrivateKey, ?> fitting(SigningKey key) {
        return key.bits() < STRONG_BITS ? new Rs256() : Jwts.SIG.RS256;
    }

    @Override
    public String getId() {
        return "RS256";
    }

    @Override
    public byte[] digest(SecureRequest<InputStream, PrivateKey> request) {
        try {
            Signature signature = Signature.getInstance(JCA_NAME);
            signature.initSign(request.getKey());
            signature.update(request.getPayload().readAllBytes());
            return signature.sign();
        } catch (GeneralSecurityException | IOException e) {
            throw new SignatureException("RS256 signing failed", e);
        }
    }

    @Override
    public boolean verify(VerifySecureDigestRequest<PublicKey> request) {
        try {
            Signature signature = Signature.getInstance(JCA_NAME);
            signature.initVerify(request.getKey());
            signature.update(request.getPayload().readAllBytes());
            return signature.verify(request.getDigest());
        } catch (GeneralSecurityException | IOException e) {
            throw new SignatureException("RS256 verification failed", e);
        }
    }
}
