package org.latchkey.saml;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import javax.xml.XMLConstants;
import javax.xml.transform.Source;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import org.w3c.dom.ls.LSInput;
import org.xml.sax.SAXException;

/** The schemas of OASIS and W3C, as they ship in OpenSAML's jars; nothing is fetched. */
public final class Schemas {

    private static final List<String> FILES = List.of(
            "xml.xsd",
            "xmldsig-core-schema.xsd",
            "xenc-schema.xsd",
            "xenc11-schema.xsd",
            "saml-schema-assertion-2.0.xsd",
            "saml-schema-protocol-2.0.xsd",
            "saml-schema-metadata-2.0.xsd");

    private Schemas() {}

    /** Fails with the parser's own words unless the document is valid. */
    public static void requireValid(String xml) throws Exception {
        schema().newValidator().validate(new StreamSource(new StringReader(xml)));
    }

    private static Schema schema() throws SAXException {
        SchemaFactory factory = SchemaFactory.newDefaultInstance();
        factory.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
        factory.setResourceResolver((type, namespace, publicId, systemId, base) -> new Bundled(systemId));
        return factory.newSchema(FILES.stream().map(Schemas::source).toArray(Source[]::new));
    }

    private static Source source(String file) {
        return new StreamSource(open(file), file);
    }

    private static InputStream open(String systemId) {
        String file = systemId.substring(systemId.lastIndexOf('/') + 1);
        if (file.endsWith(".dtd")) {
            // The schema of XML signatures names XMLSchema.dtd for its own notation only.
            return new ByteArrayInputStream(new byte[0]);
        }
        return Objects.requireNonNull(Schemas.class.getResourceAsStream("/schema/" + file), file);
    }

    /** What an import in a schema leads to. */
    private record Bundled(String systemId) implements LSInput {

        @Override
        public InputStream getByteStream() {
            return open(systemId);
        }

        @Override
        public String getSystemId() {
            return systemId;
        }

        @Override
        public Reader getCharacterStream() {
            return null;
        }

        @Override
        public String getStringData() {
            return null;
        }

        @Override
        public String getPublicId() {
            return null;
        }

        @Override
        public String getBaseURI() {
            return null;
        }

        @Override
        public String getEncoding() {
            return StandardCharsets.UTF_8.name();
        }

        @Override
        public boolean getCertifiedText() {
            return false;
        }

        @Override
        public void setByteStream(InputStream stream) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void setCharacterStream(Reader stream) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void setStringData(String data) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void setSystemId(String id) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void setPublicId(String id) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void setBaseURI(String uri) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void setEncoding(String encoding) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void setCertifiedText(boolean certified) {
            throw new UnsupportedOperationException();
        }
    }
}
