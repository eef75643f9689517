package org.latchkey.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.latchkey.it.SamlApplicationSide.encoded;
import static org.latchkey.saml.ProviderMetadata.consumer;
import static org.latchkey.saml.ProviderMetadata.entity;
import static org.latchkey.saml.ProviderMetadata.key;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import org.latchkey.keys.SelfSigned;
import org.latchkey.saml.ProviderMetadata;
import org.latchkey.saml.Schemas;
import org.latchkey.saml.XmlSignatures;

/** A service provider's half of a single logout. */
record SamlLogoutSide(String name, SelfSigned keys, String logoutServices) {

    static final String SLO = "http://sso.corp.example.com/latchkey/saml/slo";

    private static final String HEAD =
            " xmlns:samlp=\"urn:oasis:names:tc:SAML:2.0:protocol\" xmlns:saml=\"urn:oasis:names:tc:SAML:2.0:assertion\"";

    static SamlLogoutSide of(String name, String... bindings) {
        String services = Arrays.stream(bindings)
                .map(binding -> ProviderMetadata.logout(binding, "Location=\"https://" + name + ".example.com/slo\""))
                .collect(Collectors.joining());
        return new SamlLogoutSide(name, SelfSigned.named(name), services);
    }

    String entityId() {
        return "https://" + name + ".example.com";
    }

    String metadata() {
        return entity(entityId(), "", "", key("signing", keys) + logoutServices + consumer(0, "", entityId() + "/acs"));
    }

    String request(String id, String nameId) {
        return "<samlp:LogoutRequest" + HEAD + " ID=\"" + id + "\" Version=\"2.0\" IssueInstant=\"" + Instant.now()
                + "\" Destination=\"" + SLO + "\"><saml:Issuer>" + entityId() + "</saml:Issuer><saml:NameID>" + nameId
                + "</saml:NameID></samlp:LogoutRequest>";
    }

    String response(String inResponseTo, String status) {
        return "<samlp:LogoutResponse" + HEAD + " ID=\"_x\" Version=\"2.0\" IssueInstant=\"" + Instant.now()
                + "\" Destination=\"" + SLO + "\" InResponseTo=\"" + inResponseTo + "\"><saml:Issuer>" + entityId()
                + "</saml:Issuer><samlp:Status><samlp:StatusCode Value=\"urn:oasis:names:tc:SAML:2.0:status:" + status
                + "\"/></samlp:Status></samlp:LogoutResponse>";
    }

    /** The path and query that carry a message by the Redirect binding, signed. */
    String redirect(String field, String xml, String relayState) {
        String signed = unsigned(field, xml, relayState) + "&SigAlg=" + encoded(SamlApplicationSide.RSA_SHA256);
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(keys.pair().getPrivate());
            signature.update(signed.getBytes(StandardCharsets.US_ASCII));
            return "/saml/slo?" + signed + "&Signature="
                    + encoded(Base64.getEncoder().encodeToString(signature.sign()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static String unsigned(String field, String xml, String relayState) {
        return field + "=" + encoded(Base64.getEncoder().encodeToString(SamlApplicationSide.deflated(xml)))
                + (relayState.isEmpty() ? "" : "&RelayState=" + encoded(relayState));
    }

    /**
     * The message that an answer redirects to this side with; its signature and its form are checked.
     *
     * @param certificate the identity provider's
     */
    String received(HttpResponse<String> answer, String field, X509Certificate certificate) throws Exception {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(302);
        URI location = URI.create(answer.headers().firstValue("Location").orElseThrow());
        assertThat(location.toString()).startsWith(entityId() + "/slo?" + field + "=");
        String query = location.getRawQuery();
        int end = query.indexOf("&Signature=");
        Signature signature = Signature.getInstance("SHA256withRSA");
        signature.initVerify(certificate.getPublicKey());
        signature.update(query.substring(0, end).getBytes(StandardCharsets.US_ASCII));
        assertThat(signature.verify(Base64.getDecoder().decode(parameters(query).get("Signature"))))
                .isTrue();
        byte[] deflated = Base64.getDecoder().decode(parameters(query).get(field));
        String xml = new String(
                new InflaterInputStream(new ByteArrayInputStream(deflated), new Inflater(true)).readAllBytes(),
                StandardCharsets.UTF_8);
        Schemas.requireValid(xml);
        return xml;
    }

    /** The same of a page that posts its message to this side: the signature is inside, over the whole of it. */
    String receivedByPost(HttpResponse<String> answer, String field, X509Certificate certificate) throws Exception {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body()).contains("<form method=\"post\" action=\"" + entityId() + "/slo\">");
        String xml = new String(
                Base64.getDecoder().decode(SamlApplicationSide.fields(answer).get(field)), StandardCharsets.UTF_8);
        Schemas.requireValid(xml);
        XmlSignatures.requireValid(xml, certificate);
        return xml;
    }

    static Map<String, String> parameters(String query) {
        return Arrays.stream(query.split("&"))
                .map(pair -> pair.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
    }

    static String attribute(String xml, String name) {
        Matcher found = Pattern.compile(" " + name + "=\"([^\"]*)\"").matcher(xml);
        return Optional.of(found)
                .filter(Matcher::find)
                .map(matcher -> matcher.group(1))
                .orElse("");
    }
}
