package org.latchkey.real;

import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.w3c.dom.Element;

/**
 * A way to forge a response.
 *
 * @param signedAnew with Latchkey's own key: as if Latchkey had been wrong, so that only what the response says can be refused
 */
record Forgery(String name, boolean signedAnew, Consumer<ForgedResponse> change) {

    private static final String EVIL = "https://evil.example/acs";
    private static final String LONG_AGO = "2020-01-01T00:00:00Z";
    private static final String IN_YEARS = "2090-01-01T00:00:00Z";

    private static Forgery changed(String name, Consumer<ForgedResponse> change) {
        return new Forgery(name, false, change);
    }

    private static Forgery signed(String name, Consumer<ForgedResponse> change) {
        return new Forgery(name, true, change);
    }

    /** What no service provider may accept. */
    static List<Forgery> unsigned() {
        return List.of(
                changed("name changed", forged -> forged.first("NameID").setTextContent("eve@evil.example")),
                changed(
                        "attribute changed",
                        forged -> forged.first("AttributeValue").setTextContent("eve@evil.example")),
                changed("times changed", forged -> forged.set("Conditions", "NotOnOrAfter", IN_YEARS)),
                changed(
                        "signature value changed",
                        forged -> forged.all("SignatureValue")
                                .forEach(value -> value.setTextContent("A".repeat(342) + "=="))),
                changed("signatures removed", forged -> forged.remove("Signature")),
                changed(
                        "wrapped: another assertion before",
                        forged -> forged.root().insertBefore(forged.evilAssertion("_evil"), forged.assertion())),
                changed(
                        "wrapped: another assertion behind",
                        forged -> forged.root().appendChild(forged.evilAssertion("_evil"))),
                changed(
                        "wrapped: another assertion of the same ID before",
                        forged -> forged.root()
                                .insertBefore(
                                        forged.evilAssertion(forged.assertion().getAttribute("ID")),
                                        forged.assertion())),
                changed("wrapped: the assertion within another", Forgery::wrapWithin),
                changed("wrapped: the assertion within another's signature", Forgery::wrapInObject),
                changed("wrapped: the response within another", Forgery::wrapResponse));
    }

    private static void wrapWithin(ForgedResponse forged) {
        Element original = forged.assertion();
        Element evil = forged.evilAssertion("_evil");
        forged.root().replaceChild(evil, original);
        evil.appendChild(original);
    }

    private static void wrapInObject(ForgedResponse forged) {
        Element original = forged.assertion();
        Element evil = forged.evilAssertion("_evil");
        Element signature = ForgedResponse.all(forged.root(), "Signature").get(0);
        Element copy = (Element) signature.cloneNode(true);
        forged.root().replaceChild(evil, original);
        evil.insertBefore(copy, evil.getFirstChild().getNextSibling());
        copy.appendChild(forged.dsObject()).appendChild(original);
    }

    private static void wrapResponse(ForgedResponse forged) {
        Element evil = (Element) forged.root().cloneNode(true);
        ForgedResponse.remove(evil, "Signature");
        evil.setAttribute("ID", "_evil");
        ForgedResponse.all(evil, "NameID").get(0).setTextContent("eve@evil.example");
        Element original = forged.replaceRoot(evil);
        Element extensions = forged.element("urn:oasis:names:tc:SAML:2.0:protocol", "saml2p:Extensions");
        evil.insertBefore(extensions, evil.getFirstChild().getNextSibling());
        extensions.appendChild(original);
    }

    /** What a careful service provider does not accept, however well it is signed. */
    static List<Forgery> signed() {
        return List.of(
                signed("other audience", forged -> forged.first("Audience").setTextContent("https://evil.example")),
                signed("no audience", forged -> forged.remove("AudienceRestriction")),
                signed("other destination", forged -> forged.set("Response", "Destination", EVIL)),
                signed("other recipient", forged -> forged.set("SubjectConfirmationData", "Recipient", EVIL)),
                signed("no confirmation", forged -> forged.remove("SubjectConfirmation")),
                signed("answer to another request", forged -> {
                    forged.set("Response", "InResponseTo", "_other");
                    forged.set("SubjectConfirmationData", "InResponseTo", "_other");
                }),
                signed("expired conditions", forged -> forged.set("Conditions", "NotOnOrAfter", LONG_AGO)),
                signed("conditions of the future", forged -> forged.set("Conditions", "NotBefore", IN_YEARS)),
                signed(
                        "expired confirmation",
                        forged -> forged.set("SubjectConfirmationData", "NotOnOrAfter", LONG_AGO)),
                signed(
                        "other issuer",
                        forged ->
                                forged.all("Issuer").forEach(issuer -> issuer.setTextContent("https://evil.example"))),
                signed(
                        "status not success",
                        forged -> forged.set("StatusCode", "Value", "urn:oasis:names:tc:SAML:2.0:status:Responder")),
                signed("two assertions", forged -> forged.root().appendChild(forged.evilAssertion("_evil"))));
    }

    static List<Forgery> all() {
        return Stream.concat(unsigned().stream(), signed().stream()).toList();
    }

    /** The forged response. */
    String of(String response, SamlPeers peers) throws Exception {
        ForgedResponse forged = ForgedResponse.of(response);
        change.accept(forged);
        if (signedAnew) {
            forged.sign(peers.secrets().resolve("saml.key"), peers.secrets().resolve("saml.pem"));
        }
        return forged.encoded();
    }

    @Override
    public String toString() {
        return name;
    }
}
