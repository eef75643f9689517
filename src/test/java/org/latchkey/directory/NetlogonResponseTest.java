package org.latchkey.directory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NetlogonResponseTest {

    /** What a Samba 4.17 controller, DC1 in the first site, answered to a client in the site Branch. */
    private static final byte[] ANSWER = HexFormat.of()
            .parseHex(
                    "170000003d110000240c005e30a17b47901bc7f3dc066af4" // opcode, flags, domain
                            + "04636f7270076578616d706c6503636f6d00" // corp.example.com
                            + "c01803646331c01804434f5250000344433100" // the same, dc1 below it, CORP, DC1
                            + "00" // no user
                            + "1744656661756c742d46697273742d536974652d4e616d6500064272616e636800"
                            + "05000000ffffffff");

    private static byte[] answer(String sites) {
        byte[] after = HexFormat.of().parseHex(sites);
        byte[] answer = Arrays.copyOf(ANSWER, 62 + after.length);
        System.arraycopy(after, 0, answer, 62, after.length);
        return answer;
    }

    @Test
    void parseThenTheSites() {
        assertThat(NetlogonResponse.parse(ANSWER)).contains(new NetlogonResponse("Default-First-Site-Name", "Branch"));
    }

    @Test
    void parseWhenTheClientIsInTheControllersSiteThenTheNameMayBeAPointer() {
        assertThat(NetlogonResponse.parse(answer("064272616e636800c03e")))
                .contains(new NetlogonResponse("Branch", "Branch"));
    }

    @Test
    void parseWhenNoSubnetHasTheClientThenItsSiteIsEmpty() {
        assertThat(NetlogonResponse.parse(answer("064272616e63680000"))).contains(new NetlogonResponse("Branch", ""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", // ends before the sites
                "c03e", // points at itself
                "c040c03e", // points forwards
                "c0ff", // points outside
                "40", // a length that is none
                "3f41", // longer than what is there
                "0142000342004100", // NUL in a name
                "0142000361206200", // a space
                "01420003612e6200", // a dot inside a label: another name
                "014200016103626164", // no end
                "0142000161016200" // two labels
            })
    void parseWhenTheAnswerIsNoneThenEmpty(String sites) {
        assertThat(NetlogonResponse.parse(answer(sites))).isEmpty();
    }

    @Test
    void parseWhenItIsCutThenEmpty() {
        for (int length = 0; length < ANSWER.length - 8; length++) {
            assertThat(NetlogonResponse.parse(Arrays.copyOf(ANSWER, length))).isEmpty();
        }
    }

    @Test
    void parseWhenItIsOfAnotherKindThenEmpty() {
        byte[] other = ANSWER.clone();
        other[0] = 19;

        assertThat(NetlogonResponse.parse(other)).isEmpty();
    }

    @Test
    void parseWhenOctetsAreAtRandomThenTheSiteIsOneLabelOrNone() {
        Random random = new Random(7);
        for (int i = 0; i < 20_000; i++) {
            byte[] broken = ANSWER.clone();
            for (int j = 0; j < 4; j++) {
                broken[random.nextInt(broken.length)] = (byte) random.nextInt();
            }
            String site = NetlogonResponse.parse(broken)
                    .map(NetlogonResponse::clientSite)
                    .orElse("");
            assertThat(site).matches("[A-Za-z0-9_-]*");
        }
    }
}
