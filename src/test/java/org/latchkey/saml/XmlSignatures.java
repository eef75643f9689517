package org.latchkey.saml;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.security.cert.X509Certificate;
import javax.xml.crypto.dsig.XMLSignature;
import javax.xml.crypto.dsig.XMLSignatureFactory;
import javax.xml.crypto.dsig.dom.DOMValidateContext;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** XML signatures as the JDK itself judges them, without OpenSAML. */
public final class XmlSignatures {

    private XmlSignatures() {}

    static Element parse(String xml) throws Exception {
        return DocumentBuilderFactory.newDefaultNSInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(xml.getBytes(UTF_8)))
                .getDocumentElement();
    }

    /** Fails unless the document's root is signed by the key of this certificate. */
    public static void requireValid(String xml, X509Certificate certificate) throws Exception {
        Element root = parse(xml);
        root.setIdAttribute("ID", true);
        NodeList signatures = root.getElementsByTagNameNS(XMLSignature.XMLNS, "Signature");
        assertThat(signatures.getLength()).isEqualTo(1);
        assertThat(signatures.item(0).getParentNode()).isEqualTo(root);
        DOMValidateContext context = new DOMValidateContext(certificate.getPublicKey(), signatures.item(0));
        XMLSignature signature = XMLSignatureFactory.getInstance("DOM").unmarshalXMLSignature(context);
        assertThat(signature.validate(context)).isTrue();
        assertThat(signature.getSignedInfo().getSignatureMethod().getAlgorithm())
                .endsWith("#rsa-sha256");
    }
}
