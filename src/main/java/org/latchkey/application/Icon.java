package org.latchkey.application;

import java.io.ByteArrayInputStream;
import java.util.Arrays;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * The picture on an application's tile. What it is comes from its content and not from the file's name, so that it is never
 * sent as anything but a picture.
 */
public final class Icon {

    private static final int LARGEST = 64 * 1024;

    /** PNG (ISO/IEC 15948), 5.2. */
    private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};

    private final byte[] content;
    private final String mediaType;

    private Icon(byte[] content, String mediaType) {
        this.content = content;
        this.mediaType = mediaType;
    }

    /** @throws IllegalArgumentException when it is too large, or neither SVG nor PNG */
    public static Icon parse(byte[] content) {
        if (content.length > LARGEST) {
            throw new IllegalArgumentException("has " + content.length + " octets; a tile's picture has 64 KB at most");
        }
        if (content.length > PNG.length && Arrays.equals(PNG, Arrays.copyOf(content, PNG.length))) {
            return new Icon(content.clone(), "image/png");
        }
        if (isSvg(content)) {
            return new Icon(content.clone(), "image/svg+xml");
        }
        throw new IllegalArgumentException("is neither an SVG nor a PNG picture");
    }

    private static boolean isSvg(byte[] content) {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        try {
            XMLStreamReader reader = factory.createXMLStreamReader(new ByteArrayInputStream(content));
            while (reader.hasNext()) {
                if (reader.next() == XMLStreamConstants.START_ELEMENT) {
                    return "svg".equals(reader.getLocalName())
                            && "http://www.w3.org/2000/svg".equals(reader.getNamespaceURI());
                }
            }
        } catch (XMLStreamException e) {
            // No XML, so no SVG.
        }
        return false;
    }

    /** {@code image/png} or {@code image/svg+xml}. */
    public String mediaType() {
        return mediaType;
    }

    public byte[] content() {
        return content.clone();
    }
}
