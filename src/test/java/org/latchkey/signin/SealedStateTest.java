package org.latchkey.signin;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.latchkey.MovableClock;
import org.latchkey.http.Refused;
import org.latchkey.refusal.Reason;
import org.latchkey.signin.SealedState.Opened;

final class SealedStateTest {

    private static final Instant NOW = Instant.ofEpochSecond(1_700_000_000, 999_999_999);
    private static final Duration LIFETIME = Duration.ofMinutes(15);
    private static final Instant EXPIRY = Instant.ofEpochSecond(1_700_000_900);
    private static final String KEY = "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=";

    private final SecureRandom random = new SecureRandom();
    private final MovableClock clock = new MovableClock(NOW);
    private final SealedState sealed = SealedState.ofProcess(clock, random);

    private String seal(String payload) {
        return sealed.seal("purpose", "binding", payload, LIFETIME);
    }

    private Opened open(String token) {
        return sealed.open("purpose", "binding", token);
    }

    private Reason refused(String token) {
        return Refused.by(() -> open(token)).reason();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/latchkey/jwt/helpdesk?state=a%3D\nIT Service Desk", "Zoë 李小龍 🚀", "\u0000\r\n"})
    void openWhenJustSealedThenThePayload(String payload) {
        assertThat(open(seal(payload))).isEqualTo(new Opened(payload, false));
    }

    @Test
    void sealThenCharactersThatNeedNoEncodingAndNothingOfThePayload() {
        assertThat(seal("helpdesk".repeat(50)))
                .matches("[A-Za-z0-9_-]+")
                .doesNotContain("helpdesk")
                .doesNotContain(Base64.getUrlEncoder().encodeToString("helpdeskh".getBytes(UTF_8)));
    }

    @Test
    void sealWhenTwiceThenTwoTokens() {
        assertThat(seal("x")).isNotEqualTo(seal("x"));
    }

    @Test
    void openWhenOneNanosecondBeforeItsExpiryThenGoodAndAtThatSecondExpired() {
        String token = seal("x");

        clock.set(EXPIRY.minusNanos(1));
        assertThat(open(token)).isEqualTo(new Opened("x", false));
        clock.set(EXPIRY);
        assertThat(open(token)).isEqualTo(new Opened("x", true));
        clock.set(EXPIRY.plus(Duration.ofDays(365)));
        assertThat(open(token)).isEqualTo(new Opened("x", true));
    }

    @Test
    void openWhenAnyBitIsFlippedThenRefused() {
        byte[] token = Base64.getUrlDecoder().decode(seal("/latchkey/"));
        for (int bit = 0; bit < token.length * 8; bit++) {
            byte[] flipped = token.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);

            assertThat(refused(Base64.getUrlEncoder().withoutPadding().encodeToString(flipped)))
                    .isEqualTo(Reason.FORM_FOREIGN);
        }
    }

    @Test
    void openWhenCutShortOrLengthenedThenRefused() {
        byte[] token = Base64.getUrlDecoder().decode(seal("x"));
        for (int length = 0; length < token.length; length++) {
            byte[] cut = Arrays.copyOf(token, length);

            assertThat(refused(Base64.getUrlEncoder().encodeToString(cut)))
                    .isEqualTo(length < 36 ? Reason.FORM_MALFORMED : Reason.FORM_FOREIGN);
        }
        assertThat(refused(Base64.getUrlEncoder().encodeToString(Arrays.copyOf(token, token.length + 1))))
                .isEqualTo(Reason.FORM_FOREIGN);
    }

    @ParameterizedTest
    @CsvSource({
        "other,binding",
        "purpose,other",
        "'',binding",
        "purpose,''",
        "binding,purpose",
        "purpos,ebinding",
        "purposeb,inding",
        "PURPOSE,binding",
        "purpose,Binding"
    })
    void openWhenForAnotherPurposeOrBrowserThenRefused(String purpose, String binding) {
        String token = seal("x");

        assertThat(Refused.by(() -> sealed.open(purpose, binding, token)).reason())
                .isEqualTo(Reason.FORM_FOREIGN);
    }

    @Test
    void openWhenSealedByAnotherProcessThenRefused() {
        SealedState other = SealedState.ofProcess(clock, random);

        assertThat(refused(other.seal("purpose", "binding", "x", LIFETIME))).isEqualTo(Reason.FORM_FOREIGN);
    }

    @Test
    void openWhenSealedByAnotherNodeWithTheSameKeyThenThePayload() {
        SealedState one = SealedState.shared(SealedState.parseKey(KEY.getBytes(UTF_8)), clock, random);
        SealedState two = SealedState.shared(SealedState.parseKey(KEY.getBytes(UTF_8)), clock, random);

        assertThat(two.open("p", "b", one.seal("p", "b", "x", LIFETIME)).payload())
                .isEqualTo("x");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "A", "*", "AAAA", "AA AA", "a+b/", "AAAA\n", "ä", "%41", "=", "AAAAA"})
    void openWhenNoTokenAtAllThenMalformed(String token) {
        assertThat(refused(token)).isEqualTo(Reason.FORM_MALFORMED);
    }

    @Test
    void openWhenAsLongAsAllowedThenOpenedAndOneCharacterMoreThenTooLarge() {
        assertThat(refused("A".repeat(SealedState.LONGEST_TOKEN))).isEqualTo(Reason.FORM_FOREIGN);
        assertThat(refused("A".repeat(SealedState.LONGEST_TOKEN + 1))).isEqualTo(Reason.FORM_TOO_LARGE);
    }

    /** The edge filter lets no longer address in, so whatever is sealed can be opened again. */
    @Test
    void openWhenItHoldsTheLongestAddressAndTitleThenThePayload() {
        String payload = "/".repeat(8192) + '\n' + "ä".repeat(4000);

        assertThat(open(seal(payload)).payload()).isEqualTo(payload);
    }

    @ParameterizedTest
    @ValueSource(strings = {KEY, KEY + "\n", KEY + "\r\n", " " + KEY + " ", "\uFEFF" + KEY + "\r\n"})
    void parseKeyWhen32OctetsInBase64ThenThatKey(String content) {
        assertThat(SealedState.parseKey(content.getBytes(UTF_8)).getEncoded())
                .isEqualTo("01234567890123456789012345678901".getBytes(UTF_8));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\n",
                "s3cret",
                "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MA==",
                "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDEy",
                "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef",
                KEY + "\n" + KEY
            })
    void parseKeyWhenAnythingElseThenRefusedWithoutQuotingIt(String content) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SealedState.parseKey(content.getBytes(UTF_8)))
                .withMessage("expected 32 octets in Base64, as openssl rand -base64 32 writes them")
                .withNoCause();
    }
}
