package org.latchkey.real;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.xml.crypto.dsig.CanonicalizationMethod;
import javax.xml.crypto.dsig.Transform;
import javax.xml.crypto.dsig.XMLSignature;
import javax.xml.crypto.dsig.XMLSignatureFactory;
import javax.xml.crypto.dsig.dom.DOMSignContext;
import javax.xml.crypto.dsig.keyinfo.KeyInfoFactory;
import javax.xml.crypto.dsig.spec.C14NMethodParameterSpec;
import javax.xml.crypto.dsig.spec.TransformParameterSpec;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** A response of Latchkey's in the hands of somebody who changes it, and maybe signs it anew. */
final class ForgedResponse {

    private static final String RSA_SHA256 = "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256";
    private static final String SHA256 = "http://www.w3.org/2001/04/xmlenc#sha256";

    private final Document document;

    private ForgedResponse(Document document) {
        this.document = document;
    }

    static ForgedResponse of(String response) throws Exception {
        return new ForgedResponse(DocumentBuilderFactory.newDefaultNSInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(Base64.getDecoder().decode(response))));
    }

    Element root() {
        return document.getDocumentElement();
    }

    Element assertion() {
        return first("Assertion");
    }

    /** The first element of this local name. */
    Element first(String name) {
        return all(name).get(0);
    }

    List<Element> all(String name) {
        return all(root(), name);
    }

    static List<Element> all(Element parent, String name) {
        List<Element> found = new ArrayList<>();
        NodeList nodes = parent.getElementsByTagNameNS("*", name);
        for (int i = 0; i < nodes.getLength(); i++) {
            found.add((Element) nodes.item(i));
        }
        return found;
    }

    void remove(String name) {
        remove(root(), name);
    }

    static void remove(Element parent, String name) {
        all(parent, name).forEach(element -> element.getParentNode().removeChild(element));
    }

    void set(String element, String attribute, String value) {
        if (root().getLocalName().equals(element)) {
            root().setAttribute(attribute, value);
        }
        all(element).forEach(found -> found.setAttribute(attribute, value));
    }

    /** Changes one bit of a text in Base64. */
    static void spoil(Element element, int octet) {
        byte[] octets = Base64.getMimeDecoder().decode(element.getTextContent());
        octets[octet % octets.length] ^= 1;
        element.setTextContent(Base64.getEncoder().encodeToString(octets));
    }

    /** A copy of the assertion, not signed, about somebody else. */
    Element evilAssertion(String id) {
        Element evil = (Element) assertion().cloneNode(true);
        remove(evil, "Signature");
        evil.setAttribute("ID", id);
        all(evil, "NameID").get(0).setTextContent("eve@evil.example");
        return evil;
    }

    Element element(String namespace, String name) {
        return document.createElementNS(namespace, name);
    }

    /** Makes another element the root; the old one can be put into it. */
    Element replaceRoot(Element root) {
        Element old = root();
        document.replaceChild(root, old);
        return old;
    }

    /** Signs both parts anew, under new IDs: nobody has seen them yet. */
    void sign(Path key, Path certificate) throws Exception {
        remove("Signature");
        List<Element> assertions = all("Assertion");
        for (int i = 0; i < assertions.size(); i++) {
            assertions.get(i).setAttribute("ID", "_forged-assertion-" + i + "-" + System.nanoTime());
            sign(assertions.get(i), key, certificate);
        }
        root().setAttribute("ID", "_forged-response-" + System.nanoTime());
        sign(root(), key, certificate);
    }

    private static void sign(Element element, Path key, Path certificate) throws Exception {
        element.setIdAttribute("ID", true);
        XMLSignatureFactory factory = XMLSignatureFactory.getInstance("DOM");
        List<Transform> transforms = List.of(
                factory.newTransform(Transform.ENVELOPED, (TransformParameterSpec) null),
                factory.newTransform(CanonicalizationMethod.EXCLUSIVE, (TransformParameterSpec) null));
        DOMSignContext context = new DOMSignContext(privateKey(key), element);
        Element issuer = all(element, "Issuer").get(0);
        context.setNextSibling(issuer.getNextSibling());
        context.setDefaultNamespacePrefix("ds");
        KeyInfoFactory keys = factory.getKeyInfoFactory();
        factory.newXMLSignature(
                        factory.newSignedInfo(
                                factory.newCanonicalizationMethod(
                                        CanonicalizationMethod.EXCLUSIVE, (C14NMethodParameterSpec) null),
                                factory.newSignatureMethod(RSA_SHA256, null),
                                List.of(factory.newReference(
                                        "#" + element.getAttribute("ID"),
                                        factory.newDigestMethod(SHA256, null),
                                        transforms,
                                        null,
                                        null))),
                        keys.newKeyInfo(List.of(keys.newX509Data(List.of(certificate(certificate))))))
                .sign(context);
    }

    private static PrivateKey privateKey(Path file) throws Exception {
        String body = Files.readString(file).replaceAll("-----[A-Z ]+-----|\\s", "");
        return KeyFactory.getInstance("RSA")
                .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(body)));
    }

    private static Object certificate(Path file) throws Exception {
        try (InputStream in = Files.newInputStream(file)) {
            return CertificateFactory.getInstance("X.509").generateCertificate(in);
        }
    }

    static Element signatureOf(Element parent) {
        for (Element signature : all(parent, "Signature")) {
            if (signature.getParentNode() == parent) {
                return signature;
            }
        }
        throw new IllegalStateException(parent.getLocalName() + " is not signed");
    }

    Element dsObject() {
        return element(XMLSignature.XMLNS, "ds:Object");
    }

    /** In Base64, as it is posted. */
    String encoded() throws Exception {
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        try (octets) {
            TransformerFactory.newDefaultInstance()
                    .newTransformer()
                    .transform(new DOMSource(document), new StreamResult(octets));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return Base64.getEncoder().encodeToString(octets.toByteArray());
    }
}
