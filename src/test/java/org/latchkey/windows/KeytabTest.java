package org.latchkey.windows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.latchkey.demo.DemoKdc;
import org.latchkey.demo.DemoParts;

final class KeytabTest {

    private static final String SSO = "HTTP/sso.example.com@EXAMPLE.COM";

    @Test
    void keytabWhenWrittenByAKdcThenItsPrincipalsAreListed() throws Exception {
        Keytab keytab = Keytab.read(DemoParts.kdc().keytab());

        assertThat(DemoKdc.SERVICES).allMatch(keytab::holds);
        assertThat(DemoKdc.SERVICES).allMatch(keytab::holdsAes);
        assertThat(keytab.listed()).contains("HTTP/localhost@CORP.EXAMPLE.COM kvno 1");
    }

    @Test
    void keytabWhenSeveralKeysThenEachIsSeen() {
        byte[] hole = Tokens.concatenated(Keytabs.length(-6), new byte[6]);
        Keytab keytab = Keytab.parse(Tokens.concatenated(
                Keytabs.of(SSO, 3, 18), hole, Keytabs.entry(SSO, 300, 23), Keytabs.entry("HTTP/b@C", 1, 23)));

        assertThat(keytab.entries())
                .containsExactly(
                        new Keytab.Entry(SSO, 3, 18),
                        new Keytab.Entry(SSO, 300, 23),
                        new Keytab.Entry("HTTP/b@C", 1, 23));
        assertThat(keytab.listed()).isEqualTo(SSO + " kvno 3, " + SSO + " kvno 300, HTTP/b@C kvno 1");
        assertThat(keytab.holds(SSO, 300)).isTrue();
        assertThat(keytab.holdsAes("HTTP/b@C")).isFalse();
        assertThat(keytab.holdsEncryption("HTTP/b@C", 23)).isTrue();
    }

    @Test
    void keytabWhenEmptyThenSaid() {
        assertThat(Keytab.parse(Tokens.hex("0502")).listed()).isEqualTo("no key at all");
    }

    @Test
    void fileWhenNoKeytabThenRefusedWithoutItsContent() {
        for (byte[] content : List.of(new byte[0], Tokens.hex("0501"), Tokens.bytes("-----BEGIN PRIVATE KEY-----"))) {
            assertThatExceptionOfType(IllegalArgumentException.class)
                    .isThrownBy(() -> Keytab.parse(content))
                    .withMessageContaining("05 02");
        }
    }

    @Test
    void fileWhenDamagedThenReadOrRefusedButNothingElse() {
        byte[] good = Tokens.concatenated(Keytabs.of(SSO, 3, 18), Keytabs.entry(SSO, 4, 17));
        Random random = new Random(20261122);
        for (int i = 0; i < 5_000; i++) {
            byte[] damaged = Arrays.copyOf(good, 8 + random.nextInt(good.length - 8));
            damaged[2 + random.nextInt(6)] = (byte) random.nextInt();
            damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
            try {
                assertThat(Keytab.parse(damaged).entries()).hasSizeLessThan(10);
            } catch (IllegalArgumentException e) {
                assertThat(e).hasMessageStartingWith("is ");
            }
        }
    }
}
