package org.latchkey.demo;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.latchkey.demo.FreshworksRefusal.Message;

/**
 * Checks an id_token as Freshworks documents it, with the JDK's cryptography and a JSON parser alone: a second opinion
 * on what Latchkey signs, so none of its code and not its JWT library. Stricter than Freshworks is known to be where
 * strictness costs a correct token nothing.
 *
 * @see <a href="https://supportsandbox.freshdesk.com/support/solutions/articles/11000000028109">Freshworks on the id_token</a>
 */
public final class FreshworksJwtCheck {
    /** Freshworks does not publish its tolerance; three minutes is what products with the same wording allow. */
    static final Duration TOLERANCE = Duration.ofMinutes(3);

    private static final long NO_SECONDS_FOR_MILLENNIA = 100_000_000_000L;
    private static final List<String> REQUIRED_TEXTS = List.of("sub", "email", "nonce", "given_name", "family_name");

    private final ObjectMapper json = JsonMapper.builder()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    private final PublicKey key;
    private final Clock clock;

    /**
     * Takes the key as it is pasted into Freshworks' form.
     *
     * @param rsaPublicKey Base64 of a SubjectPublicKeyInfo, in one line and without header and footer
     */
    public FreshworksJwtCheck(String rsaPublicKey, Clock clock) {
        try {
            byte[] der = Base64.getDecoder().decode(rsaPublicKey);
            this.key = KeyFactory.getInstance("RSA").generatePublic(new X509EncodedKeySpec(der));
        } catch (IllegalArgumentException | GeneralSecurityException e) {
            throw new IllegalArgumentException(
                    "expected an RSA public key as one line of Base64, without BEGIN and END", e);
        }
        this.clock = clock;
    }

    /** The claims, when everything is right with the token. */
    public JsonNode claims(@Nullable String idToken, String nonce) throws FreshworksRefusal {
        if (idToken == null || idToken.isEmpty()) {
            throw new FreshworksRefusal(Message.TOKEN_EMPTY, "the parameter id_token is missing or empty");
        }
        String[] parts = idToken.split("\\.", -1);
        if (parts.length != 3) {
            throw invalid("a signed token has three parts, this one has " + parts.length);
        }
        checkHeader(object(parts[0], "header"));
        checkSignature(parts);
        JsonNode claims = object(parts[1], "payload");
        for (String name : REQUIRED_TEXTS) {
            requireText(claims, name);
        }
        checkTimes(claims);
        if (!claims.path("nonce").asText().equals(nonce)) {
            throw new FreshworksRefusal(Message.CONSTRAINT, "the claim nonce is not the nonce of the request");
        }
        return claims;
    }

    private static void checkHeader(JsonNode header) throws FreshworksRefusal {
        if (!header.path("alg").isTextual() || !header.path("alg").asText().equals("RS256")) {
            throw new FreshworksRefusal(
                    Message.SIGNATURE, "the header's alg is " + header.path("alg") + ", not \"RS256\"");
        }
        if (header.has("typ") && !header.path("typ").asText().equals("JWT")) {
            throw invalid("the header's typ is " + header.path("typ") + ", not \"JWT\"");
        }
        if (header.has("crit")) {
            throw invalid("the header marks something as critical: " + header.path("crit"));
        }
    }

    private void checkSignature(String[] parts) throws FreshworksRefusal {
        boolean genuine;
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initVerify(key);
            signature.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));
            genuine = signature.verify(decode(parts[2], "signature"));
        } catch (GeneralSecurityException e) {
            genuine = false;
        }
        if (!genuine) {
            throw new FreshworksRefusal(Message.SIGNATURE, "the signature does not fit the public key that was pasted");
        }
    }

    private void checkTimes(JsonNode claims) throws FreshworksRefusal {
        long now = clock.instant().getEpochSecond();
        long issued = seconds(claims, "iat");
        if (Math.abs(now - issued) > TOLERANCE.toSeconds()) {
            throw invalid("iat is " + Math.abs(now - issued) + " seconds " + (issued > now ? "ahead of" : "behind")
                    + " this clock; " + TOLERANCE.toSeconds() + " are allowed");
        }
        if (claims.has("exp") && seconds(claims, "exp") <= now) {
            throw invalid("exp has passed");
        }
    }

    private static long seconds(JsonNode claims, String name) throws FreshworksRefusal {
        JsonNode value = claims.path(name);
        if (!value.isIntegralNumber() || !value.canConvertToLong()) {
            throw invalid(name + " must be a whole number of seconds, and is " + shown(value));
        }
        if (value.asLong() > NO_SECONDS_FOR_MILLENNIA) {
            throw invalid(name + " must be in seconds, and looks like milliseconds: " + value);
        }
        return value.asLong();
    }

    private static void requireText(JsonNode claims, String name) throws FreshworksRefusal {
        JsonNode value = claims.path(name);
        if (!value.isTextual() || value.asText().isBlank()) {
            throw invalid(name + " must be a JSON string that is not empty, and is " + shown(value));
        }
    }

    private JsonNode object(String part, String what) throws FreshworksRefusal {
        JsonNode node;
        try {
            node = json.readTree(decode(part, what));
        } catch (IOException e) {
            throw invalid("the " + what + " is not JSON");
        }
        if (!node.isObject()) {
            throw invalid("the " + what + " must be a JSON object, and is " + shown(node));
        }
        return node;
    }

    private static byte[] decode(String part, String what) throws FreshworksRefusal {
        if (part.indexOf('=') >= 0) {
            throw invalid("the " + what + " carries Base64 padding");
        }
        try {
            return Base64.getUrlDecoder().decode(part);
        } catch (IllegalArgumentException e) {
            throw invalid("the " + what + " is not base64url");
        }
    }

    private static String shown(JsonNode value) {
        return value.isMissingNode() ? "absent" : value.toString();
    }

    private static FreshworksRefusal invalid(String detail) {
        return new FreshworksRefusal(Message.INVALID_TOKEN, detail);
    }
}
