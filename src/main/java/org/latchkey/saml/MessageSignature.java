package org.latchkey.saml;

import java.security.cert.CertificateEncodingException;
import org.opensaml.saml.common.SAMLObjectContentReference;
import org.opensaml.saml.common.SignableSAMLObject;
import org.opensaml.security.x509.BasicX509Credential;
import org.opensaml.xmlsec.keyinfo.KeyInfoSupport;
import org.opensaml.xmlsec.signature.KeyInfo;
import org.opensaml.xmlsec.signature.Signature;
import org.opensaml.xmlsec.signature.X509Data;
import org.opensaml.xmlsec.signature.support.SignatureConstants;
import org.opensaml.xmlsec.signature.support.SignatureException;
import org.opensaml.xmlsec.signature.support.Signer;

/**
 * Our signature in a message: RSA with SHA-256, exclusive canonicalization, and the certificate beside it, since a service
 * provider that was given a fingerprint only cannot verify without.
 */
record MessageSignature(SigningCredential credential) {

    /** Gives the object its place for a signature; {@link #sign} fills it once the object is written. */
    void prepare(SignableSAMLObject object) {
        Signature signature = SamlObjects.create(Signature.DEFAULT_ELEMENT_NAME, Signature.class);
        signature.setSigningCredential(new BasicX509Credential(credential.certificate(), credential.key()));
        signature.setSignatureAlgorithm(SignatureConstants.ALGO_ID_SIGNATURE_RSA_SHA256);
        signature.setCanonicalizationAlgorithm(SignatureConstants.ALGO_ID_C14N_EXCL_OMIT_COMMENTS);
        signature.setKeyInfo(keyInfo());
        object.setSignature(signature);
        if (signature.getContentReferences().get(0) instanceof SAMLObjectContentReference reference) {
            reference.setDigestAlgorithm(SignatureConstants.ALGO_ID_DIGEST_SHA256);
        }
    }

    private KeyInfo keyInfo() {
        try {
            X509Data data = SamlObjects.create(X509Data.DEFAULT_ELEMENT_NAME, X509Data.class);
            data.getX509Certificates().add(KeyInfoSupport.buildX509Certificate(credential.certificate()));
            KeyInfo keyInfo = SamlObjects.create(KeyInfo.DEFAULT_ELEMENT_NAME, KeyInfo.class);
            keyInfo.getX509Datas().add(data);
            return keyInfo;
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException("a certificate that was read can be written", e);
        }
    }

    /** Signs a prepared object that is written; its children first, since the signature covers theirs. */
    static void sign(SignableSAMLObject object) {
        if (object.getSignature() == null) {
            return;
        }
        try {
            Signer.signObject(object.getSignature());
        } catch (SignatureException e) {
            throw new IllegalStateException("the key does not sign", e);
        }
    }
}
