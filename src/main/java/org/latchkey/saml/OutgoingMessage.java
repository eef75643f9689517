package org.latchkey.saml;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import net.shibboleth.utilities.java.support.xml.SerializeSupport;
import org.latchkey.application.Application;
import org.latchkey.application.RedirectAllowList;
import org.latchkey.page.Pages;
import org.latchkey.page.SamlMessagePage;
import org.opensaml.saml.common.SignableSAMLObject;
import org.opensaml.xmlsec.signature.support.SignatureConstants;
import org.w3c.dom.Element;

/**
 * A message of ours on its way through the browser, signed as its binding wants it: beside the message (SAML bindings, 3.4.4.1)
 * or inside (3.5.5).
 *
 * @param address of the application's metadata
 * @param field {@code SAMLRequest} or {@code SAMLResponse}
 */
record OutgoingMessage(
        Application application,
        Binding binding,
        URI address,
        String field,
        SignableSAMLObject message,
        Optional<String> relayState) {

    void send(HttpServletRequest request, HttpServletResponse response, Pages pages, SigningCredential credential)
            throws IOException {
        if (binding == Binding.REDIRECT) {
            new RedirectAllowList(List.of(address)).first().redirect(response, query(credential));
        } else {
            pages.show(request, response, HttpServletResponse.SC_OK, page(credential));
        }
    }

    private SamlMessagePage page(SigningCredential credential) {
        new MessageSignature(credential).prepare(message);
        Element written = SamlObjects.write(message);
        MessageSignature.sign(message);
        return new SamlMessagePage(
                address.toString(),
                field,
                Base64.getEncoder().encodeToString(octets(written)),
                relayState,
                SamlMessagePage.Purpose.SIGN_OUT,
                application.title());
    }

    private String query(SigningCredential credential) {
        String message = Base64.getEncoder().encodeToString(deflated(octets(SamlObjects.write(this.message))));
        String signed = field + "=" + encoded(message)
                + relayState.map(text -> "&RelayState=" + encoded(text)).orElse("") + "&SigAlg="
                + encoded(SignatureConstants.ALGO_ID_SIGNATURE_RSA_SHA256);
        return signed + "&Signature=" + encoded(Base64.getEncoder().encodeToString(signature(signed, credential)));
    }

    private static byte[] signature(String signed, SigningCredential credential) {
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(credential.key());
            signature.update(signed.getBytes(StandardCharsets.US_ASCII));
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the key does not sign", e);
        }
    }

    private static byte[] octets(Element written) {
        return SerializeSupport.nodeToString(written).getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] deflated(byte[] octets) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Deflater raw = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
        try (DeflaterOutputStream deflating = new DeflaterOutputStream(out, raw)) {
            deflating.write(octets);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            raw.end();
        }
        return out.toByteArray();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
