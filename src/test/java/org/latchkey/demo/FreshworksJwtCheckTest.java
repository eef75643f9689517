package org.latchkey.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.security.KeyPair;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.assertj.core.api.Assertions;
import org.assertj.core.api.ThrowableAssertAlternative;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.latchkey.demo.FreshworksRefusal.Message;

class FreshworksJwtCheckTest {
    private static final KeyPair KEYS = SignedToken.newKeys();
    private static final Instant NOW = Instant.ofEpochSecond(1_700_000_000L);
    private static final String NONCE = "aB3dE5fG7hJ9kL1m";
    private static final String HEADER = "{\"alg\":\"RS256\",\"typ\":\"JWT\"}";
    private static final String PAYLOAD = """
            {"sub":"b4c1f3f2","email":"zoe@corp.example","iat":1700000000,"exp":1700000300,
             "nonce":"aB3dE5fG7hJ9kL1m","given_name":"Zoë","family_name":"Ångström"}""";

    private final FreshworksJwtCheck check =
            new FreshworksJwtCheck(SignedToken.pasted(KEYS), Clock.fixed(NOW, ZoneOffset.UTC));

    @Test
    void claimsWhenAllIsRightThenRead() throws Exception {
        JsonNode claims = check.claims(SignedToken.sign(KEYS, HEADER, PAYLOAD), NONCE);

        assertThat(claims.path("family_name").asText()).isEqualTo("Ångström");
    }

    @Test
    void claimsWhenTamperedThenSignature() {
        String token = SignedToken.sign(KEYS, HEADER, PAYLOAD);
        String forged = SignedToken.sign(KEYS, HEADER, PAYLOAD.replace("zoe@", "ada@"));
        String mixed = token.substring(0, token.indexOf('.'))
                + forged.substring(forged.indexOf('.'), forged.lastIndexOf('.'))
                + token.substring(token.lastIndexOf('.'));

        refused(mixed, NONCE, Message.SIGNATURE);
        refused(SignedToken.sign(SignedToken.newKeys(), HEADER, PAYLOAD), NONCE, Message.SIGNATURE);
        refused(token.substring(0, token.lastIndexOf('.') + 1), NONCE, Message.SIGNATURE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"HS256", "none", "RS512", "rs256", "PS256"})
    void claimsWhenOtherAlgorithmThenSignature(String algorithm) {
        refused(SignedToken.sign(KEYS, HEADER.replace("RS256", algorithm), PAYLOAD), NONCE, Message.SIGNATURE)
                .withMessageContaining("alg");
    }

    @Test
    void claimsWhenSignedByHmacWithThePublicKeyThenSignature() {
        refused(SignedToken.hmac(KEYS, HEADER.replace("RS256", "HS256"), PAYLOAD), NONCE, Message.SIGNATURE);
        refused(SignedToken.hmac(KEYS, HEADER, PAYLOAD), NONCE, Message.SIGNATURE);
    }

    @Test
    void claimsWhenOtherNonceThenConstraint() {
        refused(SignedToken.sign(KEYS, HEADER, PAYLOAD), "another", Message.CONSTRAINT);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"iat\":1700000000    | \"iat\":1700000000000          | milliseconds",
                "\"iat\":1700000000    | \"iat\":\"1700000000\"         | whole number",
                "\"iat\":1700000000    | \"iat\":1700000000.5           | whole number",
                "\"iat\":1700000000    | \"iat\":1700000181             | ahead of",
                "\"iat\":1700000000    | \"iat\":1699999819             | behind",
                "\"iat\":1700000000,   | \"iat\":1700000000,\"iat\":1,  | not JSON",
                "\"exp\":1700000300    | \"exp\":1700000000             | exp has passed",
                "\"sub\":\"b4c1f3f2\"  | \"sub\":42                     | sub must be",
                "\"sub\":\"b4c1f3f2\"  | \"sub\":null                   | sub must be",
                "\"email\":\"zoe@corp.example\" | \"email\":[\"zoe@corp.example\"] | email must be",
                "\"email\":\"zoe@corp.example\" | \"mail\":\"zoe@corp.example\"    | absent",
                "\"given_name\":\"Zoë\"| \"given_name\":\"\"            | not empty",
                "\"family_name\":\"Ångström\" | \"family_name\":\" \"   | not empty"
            })
    void claimsWhenOneIsWrongThenInvalidToken(String right, String wrong, String told) {
        assertThat(PAYLOAD).contains(right);

        refused(SignedToken.sign(KEYS, HEADER, PAYLOAD.replace(right, wrong)), NONCE, Message.INVALID_TOKEN)
                .withMessageContaining(told);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "a.b", "a.b.c.d", "..", "é.é.é", "e30=.e30=.e30="})
    void claimsWhenNoTokenAtAllThenInvalidToken(String token) {
        refused(token, NONCE, Message.INVALID_TOKEN);
    }

    @Test
    void claimsWhenPayloadIsAnArrayThenInvalidToken() {
        refused(SignedToken.sign(KEYS, HEADER, "[" + PAYLOAD + "]"), NONCE, Message.INVALID_TOKEN);
    }

    @Test
    void claimsWhenEmptyThenTokenEmpty() {
        refused("", NONCE, Message.TOKEN_EMPTY);
    }

    @Test
    void keyWhenPastedWithHeaderThenRefused() {
        assertThatThrownBy(() -> new FreshworksJwtCheck(
                        "-----BEGIN PUBLIC KEY-----" + SignedToken.pasted(KEYS), Clock.systemUTC()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private ThrowableAssertAlternative<FreshworksRefusal> refused(String token, String nonce, Message message) {
        return Assertions.assertThatExceptionOfType(FreshworksRefusal.class)
                .isThrownBy(() -> check.claims(token, nonce))
                .satisfies(refusal -> assertThat(refusal.shown()).isEqualTo(message));
    }
}
