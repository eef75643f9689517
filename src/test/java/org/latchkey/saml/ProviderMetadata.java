package org.latchkey.saml;

import org.latchkey.keys.SelfSigned;

/** Metadata of service providers, as they offer them for download. */
public final class ProviderMetadata {

    public static final String ENTITY_ID = "https://acme.myfreshworks.com/sp/SAML/302836020429100183/metadata";
    public static final String ACS = "https://acme.myfreshworks.com/sp/SAML/302836020429100183/callback";
    public static final String POST = "urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST";
    public static final String REDIRECT = "urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect";

    private static final String NAMESPACES =
            "xmlns:md=\"urn:oasis:names:tc:SAML:2.0:metadata\"" + " xmlns:ds=\"http://www.w3.org/2000/09/xmldsig#\"";

    private ProviderMetadata() {}

    /** One service provider with one consumer. */
    public static String plain() {
        return entity(ENTITY_ID, "", "", consumer(0, "", ACS));
    }

    public static String entity(String entityId, String entityAttributes, String roleAttributes, String content) {
        return "<md:EntityDescriptor " + NAMESPACES + " entityID=\"" + entityId + "\" " + entityAttributes + ">"
                + "<md:SPSSODescriptor protocolSupportEnumeration=\"urn:oasis:names:tc:SAML:2.0:protocol\" "
                + roleAttributes + ">" + content + "</md:SPSSODescriptor></md:EntityDescriptor>";
    }

    public static String entities(String attributes, String... entities) {
        return "<md:EntitiesDescriptor " + NAMESPACES + " " + attributes + ">" + String.join("", entities)
                + "</md:EntitiesDescriptor>";
    }

    public static String consumer(int index, String isDefault, String location) {
        return consumer(POST, index, isDefault, location);
    }

    public static String consumer(String binding, int index, String isDefault, String location) {
        return "<md:AssertionConsumerService Binding=\"" + binding + "\" Location=\"" + location + "\" index=\"" + index
                + "\" " + (isDefault.isEmpty() ? "" : "isDefault=\"" + isDefault + "\"") + "/>";
    }

    public static String logout(String binding, String attributes) {
        return "<md:SingleLogoutService Binding=\"" + binding + "\" " + attributes + "/>";
    }

    /** @param use {@code signing}, {@code encryption}, or empty for both */
    public static String key(String use, SelfSigned certificate) {
        String body = certificate.certificateText().replaceAll("-----[A-Z ]+-----", "");
        return "<md:KeyDescriptor" + (use.isEmpty() ? "" : " use=\"" + use + "\"")
                + "><ds:KeyInfo><ds:X509Data><ds:X509Certificate>" + body
                + "</ds:X509Certificate></ds:X509Data></ds:KeyInfo></md:KeyDescriptor>";
    }
}
