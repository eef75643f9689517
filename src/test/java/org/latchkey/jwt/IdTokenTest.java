package org.latchkey.jwt;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jsonwebtoken.Jwts;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.Signature;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.latchkey.keys.KeyTexts;
import org.latchkey.keys.SigningKey;

final class IdTokenTest {

    /** The end of a second: the next nanosecond would be another {@code iat}. */
    private static final Clock CLOCK = Clock.fixed(Instant.ofEpochSecond(1_700_000_000, 999_999_999), ZoneOffset.UTC);

    private static final Duration FIVE_MINUTES = Duration.ofMinutes(5);

    private static final SigningKey KEY = key(KeyTexts.rsa(2048));

    private static SigningKey key(KeyPair pair) {
        return SigningKey.parse(KeyTexts.pkcs1(pair.getPrivate()).getBytes(UTF_8));
    }

    private static Map<String, String> zoe() {
        Map<String, String> claims = new LinkedHashMap<>();
        claims.put("sub", "b4c1f3f2-8d0e-4a55-9a51-6f0c2f1d7a10");
        claims.put("email", "zoe.mueller@corp.example");
        claims.put("given_name", "Zoë");
        claims.put("family_name", "Müller");
        return claims;
    }

    private static String[] parts(SigningKey key) {
        IdToken token = IdToken.sign(zoe(), "aB3dE5fG7hJ9kL1m", key, CLOCK, FIVE_MINUTES);
        return token.text().split("\\.", -1);
    }

    private static String decoded(String part) {
        return new String(Base64.getUrlDecoder().decode(part), UTF_8);
    }

    private static JsonNode json(String part) throws JsonProcessingException {
        return new ObjectMapper().readTree(decoded(part));
    }

    /** The vector for Freshworks' token, which fixes everything but the order of the claims. */
    @Test
    void signThenHeaderAndClaimsOfTheVector() throws JsonProcessingException {
        String vectorHeader = "eyJhbGciOiJSUzI1NiIsInR5cCI6IkpXVCJ9";
        String vectorPayload = "eyJzdWIiOiJiNGMxZjNmMi04ZDBlLTRhNTUtOWE1MS02ZjBjMmYxZDdhMTAiLCJlbWFpbCI6InpvZS5tdWVs"
                + "bGVyQGNvcnAuZXhhbXBsZSIsImlhdCI6MTcwMDAwMDAwMCwiZXhwIjoxNzAwMDAwMzAwLCJub25jZSI6ImFCM2RFNWZHN2hKOWtM"
                + "MW0iLCJnaXZlbl9uYW1lIjoiWm_DqyIsImZhbWlseV9uYW1lIjoiTcO8bGxlciJ9";

        assertThat(json(parts(KEY)[0])).isEqualTo(json(vectorHeader));
        assertThat(json(parts(KEY)[1])).isEqualTo(json(vectorPayload));
    }

    @Test
    void signThenClaimsInTheirOrderAndNamesInUtf8() {
        assertThat(decoded(parts(KEY)[1]))
                .isEqualTo("{\"sub\":\"b4c1f3f2-8d0e-4a55-9a51-6f0c2f1d7a10\",\"email\":\"zoe.mueller@corp.example\","
                        + "\"given_name\":\"Zoë\",\"family_name\":\"Müller\",\"nonce\":\"aB3dE5fG7hJ9kL1m\","
                        + "\"iat\":1700000000,\"exp\":1700000300}");
    }

    @Test
    void signThenTimesAreWholeSecondsAndEverythingElseText() throws JsonProcessingException {
        JsonNode payload = json(parts(KEY)[1]);

        assertThat(payload.get("iat").isIntegralNumber()).isTrue();
        assertThat(payload.get("exp").isIntegralNumber()).isTrue();
        payload.properties().stream()
                .filter(claim ->
                        !claim.getKey().equals("iat") && !claim.getKey().equals("exp"))
                .forEach(claim -> assertThat(claim.getValue().isTextual()).isTrue());
    }

    @ParameterizedTest
    @ValueSource(strings = {"o'brien", "Grace 🚀", "李小龍", "a\"b\\c", "</script>", "\u2028", "12", "true", "null"})
    void signWhenAClaimIsAnyTextThenThatText(String text) throws JsonProcessingException {
        Map<String, String> claims = zoe();
        claims.put("phone", text);
        String token = IdToken.sign(claims, text, KEY, CLOCK, FIVE_MINUTES).text();

        assertThat(json(token.split("\\.", -1)[1]).get("phone").textValue()).isEqualTo(text);
        assertThat(json(token.split("\\.", -1)[1]).get("nonce").textValue()).isEqualTo(text);
    }

    @Test
    void signThenOnlyCharactersThatNeedNoEncodingInAQuery() {
        assertThat(String.join(".", parts(KEY))).matches("[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+");
    }

    /** RS256 has no chance in it (RFC 8017, 8.2), so the same second gives the same token. */
    @Test
    void signWhenTwiceInOneSecondThenTheSameToken() {
        assertThat(parts(KEY)).isEqualTo(parts(KEY));
    }

    @ParameterizedTest
    @ValueSource(ints = {1024, 2047, 2048, 3072})
    void signWhenTheKeyIsOfAnyLengthThenJavaVerifies(int bits) throws GeneralSecurityException {
        KeyPair pair = KeyTexts.rsa(bits);
        String[] parts = parts(key(pair));
        byte[] signed = (parts[0] + "." + parts[1]).getBytes(US_ASCII);
        byte[] signature = Base64.getUrlDecoder().decode(parts[2]);

        assertThat(decoded(parts[0])).contains("\"alg\":\"RS256\"").contains("\"typ\":\"JWT\"");
        assertThat(signature).hasSize((bits + 7) / 8);
        Signature verifier = Signature.getInstance("SHA256withRSA");
        verifier.initVerify(pair.getPublic());
        verifier.update(signed);
        assertThat(verifier.verify(signature)).isTrue();
    }

    @Test
    void fittingWhenTheKeyHas2048BitsThenTheLibrarysAlgorithmAndBelowThatOurs() {
        assertThat(Rs256.fitting(KEY)).isSameAs(Jwts.SIG.RS256);
        assertThat(Rs256.fitting(key(KeyTexts.rsa(2047)))).isInstanceOf(Rs256.class);
        assertThat(Rs256.fitting(key(KeyTexts.rsa(2047))).getId()).isEqualTo("RS256");
    }

    @Test
    void verifyWhenTheLibraryReadsATokenOfAWeakKeyWithOurAlgorithmThenVerified() {
        SigningKey weak = key(KeyTexts.rsa(1024));
        String token =
                IdToken.sign(zoe(), "n", weak, Clock.systemUTC(), FIVE_MINUTES).text();

        assertThat(Jwts.parser()
                        .sig()
                        .clear()
                        .add(new Rs256())
                        .and()
                        .verifyWith(weak.publicKey())
                        .build()
                        .parseSignedClaims(token)
                        .getPayload()
                        .getSubject())
                .isEqualTo("b4c1f3f2-8d0e-4a55-9a51-6f0c2f1d7a10");
    }

    @Test
    void toStringThenNothingOfTheCredential() {
        assertThat(new IdToken("aaa.bbb.ccc")).hasToString("id_token");
    }

    /** What is shown on a dry run is what is sent, but for what makes it valid. */
    @Test
    void outlineThenTheTokensPartsWithoutNonceAndTimes() {
        String[] parts = IdToken.sign(zoe(), "aB3dE5fG7hJ9kL1m", KEY, CLOCK, FIVE_MINUTES)
                .text()
                .split("[.]", -1);
        Map<String, String> outline = IdToken.outline(zoe(), "?");

        assertThat(outline).containsOnlyKeys("Header", "Payload");
        assertThat(outline.get("Header")).isEqualTo(decoded(parts[0]));
        assertThat(outline.get("Payload"))
                .isEqualTo(decoded(parts[1])
                        .replace("aB3dE5fG7hJ9kL1m", "?")
                        .replaceAll("\"(iat|exp)\":[0-9]+", "\"$1\":?"));
    }
}
