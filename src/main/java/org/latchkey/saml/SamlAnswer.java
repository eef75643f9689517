package org.latchkey.saml;

import java.io.ByteArrayOutputStream;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import org.apache.xml.security.c14n.Canonicalizer;
import org.apache.xml.security.exceptions.XMLSecurityException;
import org.opensaml.saml.common.SAMLVersion;
import org.opensaml.saml.saml2.core.Assertion;
import org.opensaml.saml.saml2.core.Issuer;
import org.opensaml.saml.saml2.core.Response;
import org.opensaml.saml.saml2.core.Status;
import org.w3c.dom.Element;

/**
 * The Response to an application (SAML core, 3.3.3), signed and maybe encrypted as that application wants it.
 *
 * @param request what it answers
 */
record SamlAnswer(IdentityProvider provider, SamlApplication application, SignOnRequest request, MessageIds ids) {

    private static final int USUAL_LENGTH = 16 * 1024;

    /** An answer with an assertion, in Base64 as the POST binding carries it (SAML bindings, 3.5.4). */
    String with(Assertion assertion, Instant now) {
        MessageSignature signature = new MessageSignature(provider.credentials().current());
        Response response = response(SamlStatus.SUCCESS.element(""), now);
        if (application.sign().assertion()) {
            signature.prepare(assertion);
        }
        if (application.sign().response()) {
            signature.prepare(response);
        }
        if (application.encrypt()) {
            SamlObjects.write(assertion);
            MessageSignature.sign(assertion);
            response.getEncryptedAssertions().add(encryption().encrypted(assertion));
            return written(response);
        }
        response.getAssertions().add(assertion);
        Element written = SamlObjects.write(response);
        MessageSignature.sign(assertion);
        MessageSignature.sign(response);
        return encoded(written);
    }

    private AssertionEncryption encryption() {
        X509Certificate recipient = application
                .serviceProvider()
                .encryption()
                .orElseThrow(() -> new IllegalStateException("the configuration asks for the certificate"));
        return new AssertionEncryption(application.encryption(), recipient);
    }

    /** An answer that tells why there is no assertion. It is signed whatever is configured: there is nothing else to sign. */
    String without(SamlStatus status, String message, Instant now) {
        Response response = response(status.element(message), now);
        new MessageSignature(provider.credentials().current()).prepare(response);
        return written(response);
    }

    private static String written(Response response) {
        Element written = SamlObjects.write(response);
        MessageSignature.sign(response);
        return encoded(written);
    }

    private Response response(Status status, Instant now) {
        Response response = SamlObjects.create(Response.DEFAULT_ELEMENT_NAME, Response.class);
        response.setID(ids.next());
        response.setVersion(SAMLVersion.VERSION_20);
        response.setIssueInstant(now.truncatedTo(ChronoUnit.SECONDS));
        response.setDestination(request.consumer().toString());
        response.setIssuer(issuer(provider));
        response.setStatus(status);
        if (!request.isUnsolicited()) {
            response.setInResponseTo(request.id());
        }
        return response;
    }

    static Issuer issuer(IdentityProvider provider) {
        Issuer issuer = SamlObjects.create(Issuer.DEFAULT_ELEMENT_NAME, Issuer.class);
        issuer.setValue(provider.entityId());
        return issuer;
    }

    /** As it stands in memory. DOM's own serializer takes a third of a signature's time, and twice the memory. */
    private static String encoded(Element message) {
        ByteArrayOutputStream octets = new ByteArrayOutputStream(USUAL_LENGTH);
        try {
            Canonicalizer.getInstance(Canonicalizer.ALGO_ID_C14N_PHYSICAL).canonicalizeSubtree(message, octets);
        } catch (XMLSecurityException e) {
            throw new IllegalStateException("a message of our own cannot be written", e);
        }
        return Base64.getEncoder().encodeToString(octets.toByteArray());
    }
}
