package org.latchkey.saml;

import javax.xml.namespace.QName;
import org.latchkey.refusal.Reason;
import org.latchkey.refusal.Refusal;
import org.opensaml.core.xml.XMLObject;
import org.opensaml.core.xml.config.XMLObjectProviderRegistrySupport;
import org.opensaml.core.xml.io.Marshaller;
import org.opensaml.core.xml.io.MarshallingException;
import org.opensaml.core.xml.io.Unmarshaller;
import org.opensaml.core.xml.io.UnmarshallingException;
import org.w3c.dom.Element;

/** Makes, reads and writes OpenSAML's objects. {@link OpenSaml} has initialised them. */
final class SamlObjects {

    private SamlObjects() {}

    /** @throws Refusal {@link Reason#SAML_MESSAGE_MALFORMED} when the element is another one, or a value in it is none */
    static <T extends XMLObject> T read(Element element, QName name, Class<T> type) {
        if (!name.getLocalPart().equals(element.getLocalName())
                || !name.getNamespaceURI().equals(element.getNamespaceURI())) {
            throw MessageRules.malformed("expected " + name.getLocalPart());
        }
        Unmarshaller unmarshaller =
                XMLObjectProviderRegistrySupport.getUnmarshallerFactory().getUnmarshaller(element);
        if (unmarshaller == null) {
            throw new IllegalStateException("OpenSAML is not initialised for " + name);
        }
        try {
            return type.cast(unmarshaller.unmarshall(element));
        } catch (UnmarshallingException | RuntimeException e) {
            // A time, a number or a boolean that is none; OpenSAML signals each in a way of its own.
            throw MessageRules.malformed("a value that SAML does not allow");
        }
    }

    /** A new object of the given element. */
    static <T extends XMLObject> T create(QName name, Class<T> type) {
        return type.cast(XMLObjectProviderRegistrySupport.getBuilderFactory()
                .getBuilderOrThrow(name)
                .buildObject(name));
    }

    static Element write(XMLObject object) {
        try {
            Marshaller marshaller =
                    XMLObjectProviderRegistrySupport.getMarshallerFactory().getMarshaller(object);
            if (marshaller == null) {
                throw new IllegalStateException("OpenSAML is not initialised for " + object.getElementQName());
            }
            return marshaller.marshall(object);
        } catch (MarshallingException e) {
            throw new IllegalStateException("a message of our own cannot be written", e);
        }
    }
}
