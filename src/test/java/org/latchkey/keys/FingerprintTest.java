package org.latchkey.keys;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

final class FingerprintTest {

    private static final SelfSigned SELF = SelfSigned.named("sso.corp.example.com");

    @Test
    void sha1ThenTwentyOctetsWithColons() {
        assertThat(Fingerprint.sha1(SELF.certificate())).matches("([0-9A-F]{2}:){19}[0-9A-F]{2}");
    }

    @Test
    void sha256ThenThirtyTwoOctetsWithColons() {
        assertThat(Fingerprint.sha256(SELF.certificate())).matches("([0-9A-F]{2}:){31}[0-9A-F]{2}");
    }

    /** What {@code openssl x509 -fingerprint} computes: the digest of the whole certificate, not of its key. */
    @Test
    void sha256WhenRenewedForTheSameKeyThenAnother() {
        SelfSigned renewed = SELF.renewed(Instant.parse("2041-01-01T00:00:00Z"));

        assertThat(Fingerprint.sha256(renewed.certificate())).isNotEqualTo(Fingerprint.sha256(SELF.certificate()));
    }
}
