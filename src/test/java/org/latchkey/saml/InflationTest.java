package org.latchkey.saml;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.zip.Deflater;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.latchkey.http.Refused;
import org.latchkey.refusal.Reason;

final class InflationTest {

    private static byte[] deflated(byte[] octets) {
        Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION, true);
        deflater.setInput(octets);
        deflater.finish();
        byte[] out = new byte[octets.length + 1_000];
        int length = deflater.deflate(out);
        deflater.end();
        return Arrays.copyOf(out, length);
    }

    @Test
    void inflatedWhenAsLongAsAllowedThenWhole() {
        byte[] longest = new byte[Inflation.LONGEST_MESSAGE];

        assertThat(Inflation.inflated(deflated(longest))).isEqualTo(longest);
        assertThat(Inflation.inflated(deflated(new byte[0]))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 1_000, 10_000_000})
    void inflatedWhenLongerThenTooLarge(int more) {
        byte[] bomb = deflated(new byte[Inflation.LONGEST_MESSAGE + more]);

        assertThat(Refused.by(() -> Inflation.inflated(bomb)).reason()).isEqualTo(Reason.SAML_MESSAGE_TOO_LARGE);
    }

    @Test
    void inflatedWhenCutOrNoneThenMalformed() {
        byte[] whole = deflated("<a>some message</a>".getBytes(UTF_8));

        for (int length = 0; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThat(Refused.by(() -> Inflation.inflated(cut)).reason()).isEqualTo(Reason.SAML_MESSAGE_MALFORMED);
        }
        assertThat(Refused.by(() -> Inflation.inflated(new byte[] {7, 7, 7})).reason())
                .isEqualTo(Reason.SAML_MESSAGE_MALFORMED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PGEvPg==", "PGEv\r\nPg==", "PGEvPg==\n"})
    void base64WhenInLinesThenDecoded(String text) {
        assertThat(Inflation.base64(text)).asString(UTF_8).isEqualTo("<a/>");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PGEv Pg==", "PGEv!Pg==", "PGEvPg=", "PGEv-_==", "=", "A", "PGEvPg==é", "PGEvPg==\0"})
    void base64WhenOtherCharactersThenMalformed(String text) {
        assertThat(Refused.by(() -> Inflation.base64(text)).reason()).isEqualTo(Reason.SAML_MESSAGE_MALFORMED);
    }
}
