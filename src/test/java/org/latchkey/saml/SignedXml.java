package org.latchkey.saml;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.StringWriter;
import java.security.Key;
import java.security.PrivateKey;
import java.util.ArrayList;
import java.util.List;
import javax.xml.crypto.dsig.CanonicalizationMethod;
import javax.xml.crypto.dsig.Reference;
import javax.xml.crypto.dsig.Transform;
import javax.xml.crypto.dsig.XMLSignatureFactory;
import javax.xml.crypto.dsig.dom.DOMSignContext;
import javax.xml.crypto.dsig.spec.C14NMethodParameterSpec;
import javax.xml.crypto.dsig.spec.TransformParameterSpec;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.transform.OutputKeys;
import javax.xml.transform.Transformer;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * Signs a message with the JDK's own XML signatures, as a service provider would or should not.
 *
 * @param algorithm of the signature, a URI
 * @param canonicalization of the signature and its reference
 * @param uris of the references, one at least
 * @param transforms of each reference
 */
record SignedXml(
        Key key, String algorithm, String digest, String canonicalization, List<String> uris, List<String> transforms) {

    static final String MORE = "http://www.w3.org/2001/04/xmldsig-more#";
    static final String EXCLUSIVE = CanonicalizationMethod.EXCLUSIVE;

    /** As the specification asks. */
    static SignedXml with(PrivateKey key) {
        String algorithm = key.getAlgorithm().equals("RSA") ? "rsa-sha256" : "ecdsa-sha256";
        return new SignedXml(
                key,
                MORE + algorithm,
                "http://www.w3.org/2001/04/xmlenc#sha256",
                EXCLUSIVE,
                List.of("#_good"),
                List.of(Transform.ENVELOPED, EXCLUSIVE));
    }

    SignedXml by(Key other, String name) {
        return new SignedXml(other, name, digest, canonicalization, uris, transforms);
    }

    SignedXml digested(String name) {
        return new SignedXml(key, algorithm, name, canonicalization, uris, transforms);
    }

    SignedXml canonicalized(String name) {
        return new SignedXml(key, algorithm, digest, name, uris, List.of(Transform.ENVELOPED, name));
    }

    SignedXml referring(String... other) {
        return new SignedXml(key, algorithm, digest, canonicalization, List.of(other), transforms);
    }

    SignedXml transformed(String... other) {
        return new SignedXml(key, algorithm, digest, canonicalization, uris, List.of(other));
    }

    /** Puts the signature after the root's first child, which is the Issuer. */
    String sign(String xml) throws Exception {
        Document document = parse(xml);
        sign(document.getDocumentElement());
        return text(document);
    }

    void sign(Element root) throws Exception {
        root.setIdAttribute("ID", true);
        XMLSignatureFactory factory = XMLSignatureFactory.getInstance("DOM");
        List<Reference> references = new ArrayList<>();
        for (String uri : uris) {
            List<Transform> each = new ArrayList<>();
            for (String name : transforms) {
                each.add(factory.newTransform(name, (TransformParameterSpec) null));
            }
            references.add(factory.newReference(uri, factory.newDigestMethod(digest, null), each, null, null));
        }
        DOMSignContext context = new DOMSignContext(key, root);
        Node next = root.getFirstChild().getNextSibling();
        if (next != null) {
            context.setNextSibling(next);
        }
        context.setDefaultNamespacePrefix("ds");
        context.setProperty("org.jcp.xml.dsig.secureValidation", false);
        factory.newXMLSignature(
                        factory.newSignedInfo(
                                factory.newCanonicalizationMethod(canonicalization, (C14NMethodParameterSpec) null),
                                factory.newSignatureMethod(algorithm, null),
                                references),
                        null)
                .sign(context);
    }

    static Document parse(String xml) throws Exception {
        return DocumentBuilderFactory.newDefaultNSInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(xml.getBytes(UTF_8)));
    }

    static String text(Document document) throws Exception {
        Transformer transformer = TransformerFactory.newDefaultInstance().newTransformer();
        transformer.setOutputProperty(OutputKeys.OMIT_XML_DECLARATION, "yes");
        StringWriter text = new StringWriter();
        transformer.transform(new DOMSource(document), new StreamResult(text));
        return text.toString();
    }
}
