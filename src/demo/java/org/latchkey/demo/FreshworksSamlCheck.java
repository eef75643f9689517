package org.latchkey.demo;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.xml.crypto.MarshalException;
import javax.xml.crypto.dsig.XMLSignature;
import javax.xml.crypto.dsig.XMLSignatureException;
import javax.xml.crypto.dsig.XMLSignatureFactory;
import javax.xml.crypto.dsig.dom.DOMValidateContext;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.jspecify.annotations.Nullable;
import org.latchkey.demo.FreshworksRefusal.Message;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/**
 * Checks a SAML response as a strict service provider does, with the JDK's own XML and signatures alone: a second opinion on
 * what Latchkey sends, so none of its code and not its SAML library. Both response and assertion have to be signed.
 *
 * @param certificate the identity provider's, as it is pasted into Freshworks' form
 * @param issuer the identity provider's entity ID
 * @param audience the service provider's entity ID
 * @param consumer the assertion consumer service
 */
public record FreshworksSamlCheck(
        X509Certificate certificate, String issuer, String audience, String consumer, Clock clock) {

    private static final String SAML = "urn:oasis:names:tc:SAML:2.0:assertion";
    private static final String PROTOCOL = "urn:oasis:names:tc:SAML:2.0:protocol";
    private static final String SUCCESS = "urn:oasis:names:tc:SAML:2.0:status:Success";

    /**
     * What the assertion says.
     *
     * @param attributes the first value of each
     */
    public record Person(
            String nameId, String nameIdFormat, String context, String sessionIndex, Map<String, String> attributes) {}

    /** @param requestId of the request that this has to answer; empty for none */
    public Person person(@Nullable String response, Optional<String> requestId) throws FreshworksRefusal {
        Element root = parse(response);
        requireStatus(root);
        require(root.getAttribute("Destination").equals(consumer), "Destination is not the assertion consumer service");
        require(root.getAttribute("InResponseTo").equals(requestId.orElse("")), "InResponseTo is not the request's ID");
        Element assertion = only(root, SAML, "Assertion");
        requireSigned(root);
        requireSigned(assertion);
        require(
                text(only(assertion, SAML, "Issuer")).equals(issuer),
                "the Issuer is not the entity ID that was entered");
        Element conditions = only(assertion, SAML, "Conditions");
        requireTimes(conditions);
        require(text(only(conditions, SAML, "Audience")).equals(audience), "the audience is somebody else");
        Element confirmation = only(assertion, SAML, "SubjectConfirmationData");
        require(confirmation.getAttribute("Recipient").equals(consumer), "the Recipient is somebody else");
        require(confirmation.getAttribute("InResponseTo").equals(requestId.orElse("")), "InResponseTo differs");
        require(instant(confirmation, "NotOnOrAfter").isAfter(clock.instant()), "the confirmation has expired");
        Element name = only(assertion, SAML, "NameID");
        Element statement = only(assertion, SAML, "AuthnStatement");
        return new Person(
                text(name),
                name.getAttribute("Format"),
                text(only(statement, SAML, "AuthnContextClassRef")),
                statement.getAttribute("SessionIndex"),
                attributes(assertion));
    }

    /** The status codes of a response, the outer one first. */
    public static List<String> status(@Nullable String response) throws FreshworksRefusal {
        List<String> codes = new ArrayList<>();
        NodeList found = parse(response).getElementsByTagNameNS(PROTOCOL, "StatusCode");
        for (int i = 0; i < found.getLength(); i++) {
            codes.add(((Element) found.item(i)).getAttribute("Value"));
        }
        return codes;
    }

    private static Element parse(@Nullable String response) throws FreshworksRefusal {
        if (response == null || response.isEmpty()) {
            throw new FreshworksRefusal(Message.TOKEN_EMPTY, "SAMLResponse is missing or empty");
        }
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultNSInstance();
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            Document document = factory.newDocumentBuilder()
                    .parse(new ByteArrayInputStream(Base64.getDecoder().decode(response)));
            return document.getDocumentElement();
        } catch (IllegalArgumentException | SAXException | IOException | ParserConfigurationException e) {
            throw refused("SAMLResponse is not Base64 of XML");
        }
    }

    private static void requireStatus(Element root) throws FreshworksRefusal {
        require(root.getLocalName().equals("Response"), "this is no Response");
        Element code =
                (Element) root.getElementsByTagNameNS(PROTOCOL, "StatusCode").item(0);
        require(code != null && code.getAttribute("Value").equals(SUCCESS), "the status is not Success");
    }

    /** Exactly one signature as a child, over exactly this element. */
    private void requireSigned(Element element) throws FreshworksRefusal {
        Element signature = null;
        for (Element child : children(element)) {
            if (XMLSignature.XMLNS.equals(child.getNamespaceURI()) && "Signature".equals(child.getLocalName())) {
                require(signature == null, element.getLocalName() + " has two signatures");
                signature = child;
            }
        }
        if (signature == null) {
            throw refused(element.getLocalName() + " is not signed");
        }
        element.setIdAttribute("ID", true);
        try {
            DOMValidateContext context = new DOMValidateContext(certificate.getPublicKey(), signature);
            context.setProperty("org.jcp.xml.dsig.secureValidation", true);
            XMLSignature parsed = XMLSignatureFactory.getInstance("DOM").unmarshalXMLSignature(context);
            boolean whole = parsed.getSignedInfo().getReferences().size() == 1
                    && parsed.getSignedInfo().getReferences().get(0).getURI().equals("#" + element.getAttribute("ID"));
            require(whole && parsed.validate(context), "the signature of " + element.getLocalName() + " is wrong");
        } catch (MarshalException | XMLSignatureException e) {
            throw refused("the signature of " + element.getLocalName() + " cannot be read");
        }
    }

    /** Without any tolerance, as ruby-saml at its defaults. */
    private void requireTimes(Element conditions) throws FreshworksRefusal {
        Instant now = clock.instant();
        require(!now.isBefore(instant(conditions, "NotBefore")), "Current time is earlier than NotBefore condition");
        require(
                now.isBefore(instant(conditions, "NotOnOrAfter")),
                "Current time is on or after NotOnOrAfter condition");
    }

    private static Instant instant(Element element, String attribute) throws FreshworksRefusal {
        try {
            return Instant.parse(element.getAttribute(attribute));
        } catch (DateTimeException e) {
            throw refused(attribute + " is no time");
        }
    }

    private static Map<String, String> attributes(Element assertion) throws FreshworksRefusal {
        Map<String, String> values = new LinkedHashMap<>();
        NodeList found = assertion.getElementsByTagNameNS(SAML, "Attribute");
        for (int i = 0; i < found.getLength(); i++) {
            Element attribute = (Element) found.item(i);
            String before = values.put(attribute.getAttribute("Name"), text(only(attribute, SAML, "AttributeValue")));
            require(before == null, "the attribute " + attribute.getAttribute("Name") + " comes twice");
        }
        return values;
    }

    private static Element only(Element parent, String namespace, String name) throws FreshworksRefusal {
        NodeList found = parent.getElementsByTagNameNS(namespace, name);
        if (name.equals("Issuer") ? found.getLength() == 0 : found.getLength() != 1) {
            throw refused("expected one " + name + ", found " + found.getLength());
        }
        return (Element) found.item(0);
    }

    private static List<Element> children(Element parent) {
        List<Element> children = new ArrayList<>();
        NodeList nodes = parent.getChildNodes();
        for (int i = 0; i < nodes.getLength(); i++) {
            if (nodes.item(i) instanceof Element element) {
                children.add(element);
            }
        }
        return children;
    }

    private static String text(Element element) {
        return element.getTextContent();
    }

    private static void require(boolean condition, String otherwise) throws FreshworksRefusal {
        if (!condition) {
            throw refused(otherwise);
        }
    }

    private static FreshworksRefusal refused(String detail) {
        return new FreshworksRefusal(Message.INVALID_TOKEN, detail);
    }
}
