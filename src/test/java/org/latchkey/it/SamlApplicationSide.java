package org.latchkey.it;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;

/**
 * A service provider's half of a sign-in: writes requests as text, so that they can be as wrong as a test needs them.
 *
 * @param destination Latchkey's SAML login URL
 */
record SamlApplicationSide(String entityId, String consumer, String destination) {

    static final String RSA_SHA256 = "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256";

    private static final Pattern FIELD =
            Pattern.compile("<input type=\"hidden\" name=\"([^\"]+)\" value=\"([^\"]*)\">");

    /** An authentication request as ruby-saml writes it. */
    String request(String id) {
        return request(id, "");
    }

    /** @param content more elements, after the Issuer */
    String request(String id, String content) {
        return request(id, "", content);
    }

    String request(String id, String attributes, String content) {
        return "<samlp:AuthnRequest xmlns:samlp=\"urn:oasis:names:tc:SAML:2.0:protocol\""
                + " xmlns:saml=\"urn:oasis:names:tc:SAML:2.0:assertion\" ID=\"" + id
                + "\" Version=\"2.0\" IssueInstant=\""
                + Instant.now() + "\" Destination=\"" + destination + "\" AssertionConsumerServiceURL=\"" + consumer
                + "\" " + attributes + "><saml:Issuer>" + entityId + "</saml:Issuer>" + content
                + "</samlp:AuthnRequest>";
    }

    /** The path and query that carry a message by the Redirect binding. */
    static String redirect(String xml, Optional<String> relayState) {
        return "/saml/sso?" + query(xml, relayState);
    }

    private static String query(String xml, Optional<String> relayState) {
        return "SAMLRequest=" + encoded(Base64.getEncoder().encodeToString(deflated(xml)))
                + relayState.map(text -> "&RelayState=" + encoded(text)).orElse("");
    }

    static String signedRedirect(String xml, Optional<String> relayState, PrivateKey key) {
        return signedRedirect(xml, relayState, key, RSA_SHA256, "SHA256withRSA");
    }

    static String signedRedirect(
            String xml, Optional<String> relayState, PrivateKey key, String algorithm, String javaName) {
        String signed = query(xml, relayState) + "&SigAlg=" + encoded(algorithm);
        try {
            Signature signature = Signature.getInstance(javaName);
            signature.initSign(key);
            signature.update(signed.getBytes(StandardCharsets.US_ASCII));
            return "/saml/sso?" + signed + "&Signature="
                    + encoded(Base64.getEncoder().encodeToString(signature.sign()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    static byte[] deflated(String text) {
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        Deflater raw = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
        try (DeflaterOutputStream deflater = new DeflaterOutputStream(octets, raw)) {
            deflater.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } finally {
            raw.end();
        }
        return octets.toByteArray();
    }

    /** The fields of the form that an answer posts to the application. */
    static Map<String, String> fields(HttpResponse<String> answer) {
        Map<String, String> fields = new LinkedHashMap<>();
        Matcher field = FIELD.matcher(answer.body());
        while (field.find()) {
            fields.put(field.group(1), unescaped(field.group(2)));
        }
        return fields;
    }

    private static String unescaped(String text) {
        return text.replace("&#34;", "\"")
                .replace("&#39;", "'")
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&amp;", "&");
    }
}
