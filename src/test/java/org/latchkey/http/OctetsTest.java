package org.latchkey.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLDecoder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.latchkey.refusal.Reason;

final class OctetsTest {

    @Test
    void encodedWhenEachOfTheOctetsWasSentPercentEncodedThenDecodesToTheSameOctet() {
        for (int octet = 0; octet < 256; octet++) {
            Octets octets = Octets.percentDecoded(String.format("%%%02X", octet));

            assertThat(octets.latin1()).isEqualTo(String.valueOf((char) octet));
            assertThat(Octets.percentDecoded(octets.encoded())).isEqualTo(octets);
            assertThat(URLDecoder.decode(octets.encoded(), ISO_8859_1)).isEqualTo(octets.latin1());
        }
    }

    @Test
    void encodedWhenAllOctetsInARowThenTheSameRowAndAsciiOnly() {
        StringBuilder all = new StringBuilder();
        for (int octet = 0; octet < 256; octet++) {
            all.append(String.format("%%%02x", octet));
        }
        Octets octets = Octets.percentDecoded(all.toString());

        assertThat(octets.length()).isEqualTo(256);
        assertThat(octets.encoded()).matches("[A-Za-z0-9*._+%-]+");
        assertThat(Octets.percentDecoded(octets.encoded())).isEqualTo(octets);
    }

    /** The vector of Freshworks' older request form: Base64 with its padding. */
    @Test
    void encodedWhenStateIsBase64ThenItsPaddingIsPercentEncoded() {
        assertThat(Octets.percentDecoded("Zm9vLmZyZXNod29ya3MuY29tO2E7Yg==").encoded())
                .isEqualTo("Zm9vLmZyZXNod29ya3MuY29tO2E7Yg%3D%3D");
    }

    @ParameterizedTest
    @CsvSource({
        "a%3Db,a%3Db",
        "a=b,a%3Db",
        "%2B,%2B",
        "+,+",
        "%20,%20",
        "%2F,%2F",
        "/,%2F",
        "%26,%26",
        "%FF,%FF",
        "%ff,%ff",
        "%00,%00",
        "%0D%0A,%0D%0A",
        "%C3%AB,%C3%AB",
        "%EB,%EB",
        "~,~",
        "a b+%2f(,a%20b+%2f%28",
        "ab+/==,ab+%2F%3D%3D",
        "<,%3C",
        "\",%22",
        "#a,%23a",
        "a\\b,a%5Cb",
        "é,%E9",
        "fwst_0aF-.*,fwst_0aF-.*",
        "%25,%25",
        "%2525,%2525"
    })
    void encodedWhenSentInAWayThatMayBeRepeatedThenInThatWay(String sent, String returned) {
        assertThat(Octets.percentDecoded(sent).encoded()).isEqualTo(returned);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "%",
                "%4",
                "a%",
                "%zz",
                "%4g",
                "%g4",
                "%-1",
                "%+1",
                "% 1",
                "%1 ",
                "%%",
                "%%41",
                "%u0041",
                "%\uff11\uff11",
                "%41%",
                "\u0100",
                "a\u20ac"
            })
    void percentDecodedWhenNotHexadecimalOrNoOctetThenRefused(String sent) {
        assertThat(Refused.by(() -> Octets.percentDecoded(sent)).reason()).isEqualTo(Reason.QUERY_MALFORMED);
    }

    @Test
    void percentDecodedWhenVeryLongThenWithoutRecursion() {
        Octets octets = Octets.percentDecoded("%41".repeat(100_000));

        assertThat(octets.length()).isEqualTo(100_000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "Zoë Ångström", "o'brien", "李小龍", "😀", "\u0000", "\uFEFFa"})
    void textWhenUtf8ThenThat(String text) {
        assertThat(Octets.percentDecoded(new String(text.getBytes(UTF_8), ISO_8859_1))
                        .text())
                .isEqualTo(text);
    }

    /** Latin-1, overlong forms, surrogates, beyond Unicode, cut short: each has let a check and its object come apart somewhere. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "%FF",
                "%FE",
                "%EB",
                "%80",
                "%BF",
                "%C0%80",
                "%C0%AF",
                "%C1%81",
                "%E0%80%AF",
                "%ED%A0%80",
                "%ED%BF%BF",
                "%F4%90%80%80",
                "%F5%80%80%80",
                "%C3",
                "%E2%82",
                "%F0%9F%98",
                "a%C3(",
                "%C3%AB%EB"
            })
    void textWhenNotUtf8ThenRefused(String sent) {
        Octets octets = Octets.percentDecoded(sent);

        assertThat(Refused.by(octets::text).reason()).isEqualTo(Reason.QUERY_MALFORMED);
    }

    @Test
    void isEmptyThenOnlyWithoutAnyOctet() {
        assertThat(Octets.percentDecoded("").isEmpty()).isTrue();
        assertThat(Octets.percentDecoded(" ").isEmpty()).isFalse();
    }

    @Test
    void toStringWhenItHoldsAPasswordThenOnlyItsLength() {
        assertThat(Octets.percentDecoded("hunter2")).hasToString("7 octets");
    }
}
