package org.latchkey.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Security identifiers, with the well-known ones of [MS-DTYP] 2.4.2.4. */
class SidTest {

    private static final HexFormat HEX = HexFormat.of();

    @ParameterizedTest
    @CsvSource({
        "S-1-0-0, 010100000000000000000000",
        "S-1-1-0, 010100000000000100000000",
        "S-1-5-11, 01010000000000050b000000",
        "S-1-5-18, 010100000000000512000000",
        "S-1-5-32-544, 01020000000000052000000020020000",
        "S-1-5-32-545, 01020000000000052000000021020000",
        "S-1-16-12288, 010100000000001000300000",
        "S-1-5-21-1004336348-1177238915-682003330-512, 010500000000000515000000dcf4dc3b833d2b46828ba62800020000",
        "S-1-5-21-4294967295-0-1-4294967295, 010500000000000515000000ffffffff0000000001000000ffffffff",
        "S-1-0x010203040506-7, 010101020304050607000000"
    })
    void ofWhenOctetsThenTheTextAndBack(String text, String octets) {
        assertThat(Sid.of(HEX.parseHex(octets))).hasToString(text);
        assertThat(new Sid(text).octets()).isEqualTo(HEX.parseHex(octets));
    }

    @Test
    void equalsWhenWrittenInOtherWaysThenTheSame() {
        assertThat(new Sid("s-1-5-032-0544")).isEqualTo(new Sid("S-1-5-32-544"));
        assertThat(new Sid("S-1-0x000000000005-32-544")).isEqualTo(new Sid("S-1-5-32-544"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "S-1",
                "S-1-5",
                "S-1-5-",
                "S-2-5-18",
                "S-1-5-18-",
                "S-1-5--18",
                "S-1-5-x",
                "S-1-5-4294967296",
                "S-1-4294967296-1",
                "S-1-5-1-2-3-4-5-6-7-8-9-10-11-12-13-14-15-16",
                " S-1-5-18",
                "S-1-5-18\n",
                "CORP\\ada"
            })
    void newWhenTextIsNoneThenRefused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> new Sid(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "01",
                "0100000000000005",
                "020100000000000512000000",
                "0101000000000005120000",
                "01010000000000051200000000",
                "01020000000000051200000000",
                "01ff00000000000512000000",
                "0110000000000005"
            })
    void ofWhenOctetsAreNoneThenRefused(String octets) {
        assertThatIllegalArgumentException().isThrownBy(() -> Sid.of(HEX.parseHex(octets)));
    }

    @ParameterizedTest
    @CsvSource({
        "S-1-5-21-1-2-3-512, true",
        "S-1-5-32-544, true",
        "S-1-1-0, false",
        "S-1-5-11, false",
        "S-1-5-2, false",
        "S-1-5-211-1, false"
    })
    void mayBeGroupThenOnlyOfADomain(String text, boolean group) {
        assertThat(new Sid(text).mayBeGroup()).isEqualTo(group);
    }
}
