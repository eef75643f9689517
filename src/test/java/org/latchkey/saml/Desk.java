package org.latchkey.saml;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import org.latchkey.application.Applications;
import org.latchkey.http.StandInRequest;
import org.latchkey.keys.SelfSigned;
import org.latchkey.signin.Person;
import org.opensaml.saml.saml2.core.NameID;

/**
 * A service provider that signs its requests, registered by its metadata, and this identity provider.
 *
 * @param attributes of its registration
 */
record Desk(Path folder, SelfSigned key, Map<String, String> attributes, AuthnRequestReader reader) {

    static final String ENTITY_ID = "https://desk.example.com";
    static final String CONSUMER = "https://desk.example.com/login/saml";
    static final URI SSO = URI.create(Described.PUBLIC_URL + "/saml/sso");

    private static final SelfSigned IDP = SelfSigned.named("sso.corp.example.com");

    /** @param requestsSigned {@code required} or {@code optional} */
    static Desk registered(Path folder, String requestsSigned) {
        return registered(folder, requestsSigned, SelfSigned.named("desk.example.com"));
    }

    static Desk registered(Path folder, String requestsSigned, SelfSigned key) {
        return registered(folder, key, Map.of("protocol", "saml", "requestsSigned", requestsSigned));
    }

    private static Desk registered(Path folder, SelfSigned key, Map<String, String> attributes) {
        Described described = new Described(folder, "latchkey/app/desk").withFile("metadataFile", metadata(key));
        attributes.forEach(described::with);
        IdentityProvider provider = new Described(folder, "latchkey/saml")
                .withFile("keyFile", IDP.keyText())
                .withFile("certificateFile", IDP.certificateText())
                .provider();
        // Who signs in is asked after a request was read.
        SamlApplications saml = new SamlApplications(
                new Applications<>(Map.of("desk", Optional.of(described.working()))),
                provider,
                null,
                Described.CLOCK,
                new SecureRandom());
        return new Desk(folder, key, attributes, new AuthnRequestReader(saml));
    }

    /** The same one, registered with one more attribute. */
    Desk with(String attribute, String value) {
        Map<String, String> more = new HashMap<>(attributes);
        more.put(attribute, value);
        return registered(folder, key, more);
    }

    private SamlApplication application() {
        return reader.saml().applications().require("desk");
    }

    /** @param id of the request that is answered; empty for none */
    private SignOnRequest asked(String id) {
        return new SignOnRequest(
                "desk",
                id,
                URI.create(CONSUMER),
                Optional.empty(),
                NameIdChoice.of(Optional.empty(), application().nameIdFormat()),
                false,
                false,
                Optional.empty(),
                List.of(),
                true,
                Described.NOW);
    }

    private SamlAnswer answering(String id) {
        return new SamlAnswer(reader.saml().idp(), application(), asked(id), new MessageIds(new SecureRandom()));
    }

    /** A response about somebody, in Base64. */
    String answer(String id) {
        return answer(id, SignedInPerson.zoe());
    }

    String answer(String id, Person person) {
        SamlAnswer answer = answering(id);
        NameID name = asked(id).nameId().nameOf(person.user(), application().application());
        return answer.with(
                new Assertions(answer.provider(), application(), asked(id), name, answer.ids(), Described.NOW)
                        .about(person, "_session"),
                Described.NOW);
    }

    /** A response that tells why there is none, in Base64. */
    String error(SamlStatus status) {
        return answering("_good").without(status, "Nobody is signed in (ABCD-EFGH)", Described.NOW);
    }

    private static String metadata(SelfSigned key) {
        String certificate = key.certificateText().replaceAll("-----[A-Z ]+-----|\\s", "");
        return "<EntityDescriptor xmlns=\"urn:oasis:names:tc:SAML:2.0:metadata\" entityID=\"" + ENTITY_ID + "\">"
                + "<SPSSODescriptor protocolSupportEnumeration=\"urn:oasis:names:tc:SAML:2.0:protocol\">"
                + "<KeyDescriptor><KeyInfo xmlns=\"http://www.w3.org/2000/09/xmldsig#\"><X509Data>"
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
        return reader.read(posted(base64));
    }

    private static IncomingMessage posted(String base64) {
        try {
            StandInRequest request = StandInRequest.of("POST", "/latchkey/saml/sso")
                    .body(
                            "application/x-www-form-urlencoded",
                            "SAMLRequest=" + base64.replace("+", "%2B").replace("=", "%3D"));
            return IncomingMessage.read(request.request(), "SAMLRequest").orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads a logout message that was posted. */
    LogoutMessage logout(byte[] message) {
        return new LogoutMessageReader(reader.saml())
                .read(posted(Base64.getEncoder().encodeToString(message)));
    }

    /** Reads a message that was posted deflated, as ruby-saml does. */
    SignOnRequest postDeflated(byte[] message) {
        return postRaw(URLDecoder.decode(deflated(message), StandardCharsets.UTF_8));
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

    /** A message for a query: deflated, in Base64, percent-encoded. */
    static String deflated(byte[] octets) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Deflater raw = new Deflater(Deflater.BEST_COMPRESSION, true);
        try (DeflaterOutputStream deflater = new DeflaterOutputStream(out, raw)) {
            deflater.write(octets);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            raw.end();
        }
        return URLEncoder.encode(Base64.getEncoder().encodeToString(out.toByteArray()), StandardCharsets.UTF_8);
    }
}
