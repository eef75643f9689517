package org.latchkey.jwt;

import io.jsonwebtoken.Jwts;
import io.jsonwebtoken.jackson.io.JacksonSerializer;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.latchkey.keys.SigningKey;

/**
 * An id_token as Freshworks reads it: header {@code {"alg":"RS256","typ":"JWT"}}; {@code sub}, {@code email}, {@code nonce},
 * {@code given_name}, {@code family_name} and the configured extras as strings that are never empty; {@code iat} and
 * {@code exp} as whole seconds since the epoch (RFC 7519, 2, NumericDate).
 *
 * @param text the compact serialisation (RFC 7515, 3.1): a credential, so it is not printed
 * @see <a href="https://supportsandbox.freshdesk.com/support/solutions/articles/11000000028109-setting-up-the-id-token">
 *     Freshworks, Setting up the ID token</a>
 */
record IdToken(String text) {

    /** Made once: JJWT would else look for a serialiser on the class path for each token. */
    private static final JacksonSerializer<Map<String, ?>> JSON = new JacksonSerializer<>();

    /**
     * Signs. Called last, since the time it stamps is the one that Freshworks compares with its own.
     *
     * @param claims who it is for, by claim name
     * @param nonce of the request
     */
    static IdToken sign(Map<String, String> claims, String nonce, SigningKey key, Clock clock, Duration lifetime) {
        Instant now = clock.instant();
        Map<String, Object> payload = new LinkedHashMap<>(claims);
        payload.put("nonce", nonce);
        payload.put("iat", now.getEpochSecond());
        payload.put("exp", now.plus(lifetime).getEpochSecond());
        return new IdToken(Jwts.builder()
                .json(JSON)
                .header()
                .type("JWT")
                .and()
                .claims(payload)
                .signWith(key.privateKey(), Rs256.fitting(key))
                .compact());
    }

    /**
     * Header and payload as they would be, in clear.
     *
     * @param leftOut stands for what belongs to one sign-in: nonce and times
     */
    static Map<String, String> outline(Map<String, String> claims, String leftOut) {
        Map<String, String> payload = new LinkedHashMap<>(claims);
        payload.put("nonce", leftOut);
        String json = json(payload);
        Map<String, String> parts = new LinkedHashMap<>();
        parts.put("Header", "{\"typ\":\"JWT\",\"alg\":\"RS256\"}");
        parts.put(
                "Payload", json.substring(0, json.length() - 1) + ",\"iat\":" + leftOut + ",\"exp\":" + leftOut + "}");
        return parts;
    }

    private static String json(Map<String, String> payload) {
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        JSON.serialize(payload, octets);
        return octets.toString(StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return "id_token";
    }
}
