package org.latchkey.saml;

import java.security.PublicKey;
import java.util.Set;
import org.apache.xml.security.exceptions.XMLSecurityException;
import org.apache.xml.security.signature.SignedInfo;
import org.latchkey.refusal.Reason;
import org.latchkey.refusal.Refusal;
import org.opensaml.saml.common.SignableSAMLObject;
import org.opensaml.saml.security.impl.SAMLSignatureProfileValidator;
import org.opensaml.security.credential.BasicCredential;
import org.opensaml.xmlsec.signature.impl.SignatureImpl;
import org.opensaml.xmlsec.signature.support.SignatureException;
import org.opensaml.xmlsec.signature.support.SignatureValidator;

/**
 * The XML signature inside a message (SAML core, 5.4): one reference, to the message's own root, so that what was signed is
 * what is read (signature wrapping). A certificate in the message proves nothing and is not looked at.
 */
final class EnvelopedSignature {

    private static final String XMLDSIG_MORE = "http://www.w3.org/2001/04/xmldsig-more#";
    private static final Set<String> ALGORITHMS = Set.of(
            XMLDSIG_MORE + "rsa-sha256",
            XMLDSIG_MORE + "rsa-sha384",
            XMLDSIG_MORE + "rsa-sha512",
            XMLDSIG_MORE + "ecdsa-sha256",
            XMLDSIG_MORE + "ecdsa-sha384",
            XMLDSIG_MORE + "ecdsa-sha512");
    private static final Set<String> DIGESTS = Set.of(
            "http://www.w3.org/2001/04/xmlenc#sha256",
            XMLDSIG_MORE + "sha384",
            "http://www.w3.org/2001/04/xmlenc#sha512");
    private static final Set<String> CANONICALIZATIONS =
            Set.of("http://www.w3.org/2001/10/xml-exc-c14n#", "http://www.w3.org/2001/10/xml-exc-c14n#WithComments");

    private EnvelopedSignature() {}

    /** @throws Refusal {@link Reason#SAML_SIGNATURE_INVALID} unless one of these keys made it over the whole message */
    static void require(SignableSAMLObject message, Iterable<PublicKey> keys) {
        if (!(message.getSignature() instanceof SignatureImpl signature)) {
            throw invalid("absent");
        }
        requireProfile(signature);
        for (PublicKey key : keys) {
            if (isMadeWith(signature, key)) {
                return;
            }
        }
        throw invalid("does not fit any certificate of the application");
    }

    private static void requireProfile(SignatureImpl signature) {
        try {
            new SAMLSignatureProfileValidator().validate(signature);
            requireStrong(signature.getXMLSignature().getSignedInfo());
        } catch (SignatureException | XMLSecurityException | RuntimeException e) {
            if (e instanceof Refusal refusal) {
                throw refusal;
            }
            throw invalid("not of the form that SAML asks for");
        }
    }

    private static void requireStrong(SignedInfo info) throws XMLSecurityException {
        requireIn(ALGORITHMS, info.getSignatureMethodURI());
        requireIn(CANONICALIZATIONS, info.getCanonicalizationMethodURI());
        requireIn(DIGESTS, info.item(0).getMessageDigestAlgorithm().getAlgorithmURI());
    }

    private static void requireIn(Set<String> accepted, String algorithm) {
        if (!accepted.contains(algorithm)) {
            throw invalid("algorithm " + algorithm + " is not accepted");
        }
    }

    private static boolean isMadeWith(SignatureImpl signature, PublicKey key) {
        try {
            SignatureValidator.validate(signature, new BasicCredential(key));
            return true;
        } catch (SignatureException e) {
            return false;
        }
    }

    private static Refusal invalid(String why) {
        return new Refusal(Reason.SAML_SIGNATURE_INVALID).with("signature", why);
    }
}
