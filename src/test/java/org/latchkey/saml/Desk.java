package org.latchkey.saml;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import org.latchkey.application.Applications;
import org.latchkey.http.StandInRequest;
import org.latchkey.keys.SelfSigned;

/** A service provider that signs its requests, registered by its metadata, and the reader of this identity provider. */
record Desk(SelfSigned key, AuthnRequestReader reader) {

    static final String ENTITY_ID = "https://desk.example.com";
    static final String CONSUMER = "https://desk.example.com/login/saml";
    static final URI SSO = URI.create(Described.PUBLIC_URL + "/saml/sso");

    private static final SelfSigned IDP = SelfSigned.named("sso.corp.example.com");

    /** @param requestsSigned {@code required} or {@code optional} */
    static Desk registered(Path folder, String requestsSigned) {
        return registered(folder, requestsSigned, SelfSigned.named("desk.example.com"));
    }

    static Desk registered(Path folder, String requestsSigned, SelfSigned key) {
        SamlApplication application = new Described(folder, "latchkey/app/desk")
                .with("protocol", "saml")
                .with("requestsSigned", requestsSigned)
                .withFile("metadataFile", metadata(key))
                .working();
        IdentityProvider provider = new Described(folder, "latchkey/saml")
                .withFile("keyFile", IDP.keyText())
                .withFile("certificateFile", IDP.certificateText())
                .provider();
        // Who signs in is asked after a request was read.
        return new Desk(
                key,
                new AuthnRequestReader(new SamlApplications(
                        new Applications<>(Map.of("desk", Optional.of(application))),
                        provider,
                        null,
                        Described.CLOCK,
                        new SecureRandom())));
    }

    private static String metadata(SelfSigned key) {
        String certificate = key.certificateText().replaceAll("-----[A-Z ]+-----|\\s", "");
        return "<EntityDescriptor xmlns=\"urn:oasis:names:tc:SAML:2.0:metadata\" entityID=\"" + ENTITY_ID + "\">"
                + "<SPSSODescriptor protocolSupportEnumeration=\"urn:oasis:names:tc:SAML:2.0:protocol\">"
                + "<KeyDescriptor use=\"signing\"><KeyInfo xmlns=\"http://www.w3.org/2000/09/xmldsig#\"><X509Data>"
                + "<X509Certificate>" + certificate + "</X509Certificate></X509Data></KeyInfo></KeyDescriptor>"
                + "<AssertionConsumerService Binding=\"urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST\" Location=\""
                + CONSUMER + "\" index=\"0\"/></SPSSODescriptor></EntityDescriptor>";
    }

    static String request() {
        return request("", "");
    }

    /**
     * A request as ruby-saml writes it.
     *
     * @param attributes more of the root's
     * @param content more elements, after the Issuer
     */
    static String request(String attributes, String content) {
        return "<samlp:AuthnRequest xmlns:samlp=\"urn:oasis:names:tc:SAML:2.0:protocol\""
                + " xmlns:saml=\"urn:oasis:names:tc:SAML:2.0:assertion\" ID=\"_good\" Version=\"2.0\" IssueInstant=\""
                + Described.NOW + "\" Destination=\"" + SSO + "\" AssertionConsumerServiceURL=\"" + CONSUMER + "\""
                + attributes + "><saml:Issuer>" + ENTITY_ID + "</saml:Issuer>" + content + "</samlp:AuthnRequest>";
    }

    /** Reads a message that was posted. */
    SignOnRequest post(byte[] message) {
        return postRaw(Base64.getEncoder().encodeToString(message));
    }

    SignOnRequest postRaw(String base64) {
        try {
            StandInRequest request = StandInRequest.of("POST", "/latchkey/saml/sso")
                    .body(
                            "application/x-www-form-urlencoded",
                            "SAMLRequest=" + base64.replace("+", "%2B").replace("=", "%3D"));
            return reader.read(
                    IncomingMessage.read(request.request(), "SAMLRequest").orElseThrow());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads a message that came by Redirect. */
    SignOnRequest redirect(String query) {
        try {
            return reader.read(IncomingMessage.read(
                            StandInRequest.get("/latchkey/saml/sso?" + query).request(), "SAMLRequest")
                    .orElseThrow());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
