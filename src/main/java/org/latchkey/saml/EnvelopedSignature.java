package org.latchkey.saml;

import java.security.PublicKey;
import java.util.Objects;
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
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

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

    /** Twice what a signature has that carries a chain of certificates. */
    private static final int MOST_ELEMENTS = 60;

    /** Those of all namespaces that SAML and its attributes know, and more. */
    private static final int LONGEST_PREFIX_LIST = 256;

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
            requireCheap(Objects.requireNonNull(signature.getDOM()));
            new SAMLSignatureProfileValidator().validate(signature);
            requireStrong(signature.getXMLSignature().getSignedInfo());
        } catch (SignatureException | XMLSecurityException | RuntimeException e) {
            if (e instanceof Refusal refusal) {
                throw refusal;
            }
            throw invalid("not of the form that SAML asks for");
        }
    }

    /**
     * Canonicalization looks up each prefix of the list at each element that it writes, and it comes before the signature's
     * value is compared: whoever has no key could buy seconds of work with one message.
     */
    private static void requireCheap(Element signature) {
        NodeList elements = signature.getElementsByTagName("*");
        if (elements.getLength() > MOST_ELEMENTS) {
            throw invalid("has more than " + MOST_ELEMENTS + " elements");
        }
        for (int i = 0; i < elements.getLength(); i++) {
            if (((Element) elements.item(i)).getAttribute("PrefixList").length() > LONGEST_PREFIX_LIST) {
                throw invalid("has a PrefixList of more than " + LONGEST_PREFIX_LIST + " characters");
            }
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
