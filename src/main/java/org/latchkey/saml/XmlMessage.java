package org.latchkey.saml;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.latchkey.refusal.Reason;
import org.latchkey.refusal.Refusal;
import org.w3c.dom.Element;
import org.xml.sax.ErrorHandler;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;

/**
 * Reads XML from strangers. A document type is refused, so there are no entities to expand and nothing to fetch (SAML core,
 * 1.3.1 forbids none, but no message needs one); nesting is bounded, since everything that walks a tree recurses.
 */
final class XmlMessage {

    private static final String DEEPEST = "64";
    private static final String MOST_ATTRIBUTES = "64";

    /** Silent: what a stranger sends must not fill the log. The refusal tells what is needed. */
    private static final ErrorHandler STRICT = new ErrorHandler() {
        @Override
        public void warning(SAXParseException problem) {
            // Warnings are about documents that can be read.
        }

        @Override
        public void error(SAXParseException problem) throws SAXException {
            throw problem;
        }

        @Override
        public void fatalError(SAXParseException problem) throws SAXException {
            throw problem;
        }
    };

    private XmlMessage() {}

    /** @throws Refusal {@link Reason#SAML_MESSAGE_MALFORMED} */
    static Element parse(byte[] octets) {
        try {
            return builder().parse(new ByteArrayInputStream(octets)).getDocumentElement();
        } catch (SAXException | IOException e) {
            throw MessageRules.malformed("not well-formed, or with a DTD");
        }
    }

    private static DocumentBuilder builder() {
        try {
            // Looking the factory up by services would take whichever parser some library in Tomcat brings.
            DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultNSInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            factory.setAttribute("http://www.oracle.com/xml/jaxp/properties/maxElementDepth", DEEPEST);
            factory.setAttribute("http://www.oracle.com/xml/jaxp/properties/elementAttributeLimit", MOST_ATTRIBUTES);
            factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_DTD, "");
            factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_SCHEMA, "");
            DocumentBuilder builder = factory.newDocumentBuilder();
            builder.setErrorHandler(STRICT);
            return builder;
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException("the Java platform's own parser knows these", e);
        }
    }

    /** Whether the octets begin as a document does: white space or a byte order mark, then a tag. */
    static boolean looksLikeXml(byte[] octets) {
        int i = 0;
        while (i < octets.length && isBeforeTag(octets[i])) {
            i++;
        }
        return i < octets.length && octets[i] == '<';
    }

    private static boolean isBeforeTag(byte octet) {
        return octet == ' '
                || octet == '\t'
                || octet == '\r'
                || octet == '\n'
                || octet == (byte) 0xEF
                || octet == (byte) 0xBB
                || octet == (byte) 0xBF;
    }
}
