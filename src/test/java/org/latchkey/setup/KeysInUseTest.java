package org.latchkey.setup;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.latchkey.keys.Fingerprint;
import org.latchkey.keys.KeyTexts;
import org.latchkey.keys.SelfSigned;

/** What somebody holds, beside what signs here. */
final class KeysInUseTest {

    private static final SelfSigned NOW = SelfSigned.named("sso.corp.example.com");

    @TempDir
    private Path folder;

    private String told(String pasted) {
        return new KeysInUse(
                        List.of(Registered.saml("suite", Clock.systemUTC(), Map.of())),
                        Optional.of(Registered.provider(folder, Clock.systemUTC(), NOW, Optional.empty())))
                .compared(pasted)
                .findings()
                .get(0)
                .text();
    }

    /** Beside it stand fingerprints of certificates, and one of a key is equal to none of them. */
    @Test
    void comparedWhenAnUnknownCertificateThenItsOwnFingerprints() {
        SelfSigned other = SelfSigned.named("other");

        assertThat(told(other.certificateText()))
                .contains(
                        "None of the keys here",
                        "SHA-256 " + Fingerprint.sha256(other.certificate()),
                        "SHA-1 " + Fingerprint.sha1(other.certificate()))
                .doesNotContain(Fingerprint.sha256(other.pair().getPublic()));
    }

    @Test
    void comparedWhenAnUnknownPublicKeyThenTheFingerprintOfTheKey() {
        SelfSigned other = SelfSigned.named("other");

        assertThat(told(KeyTexts.text("PUBLIC KEY", other.pair().getPublic().getEncoded())))
                .contains(
                        "None of the keys here", Fingerprint.sha256(other.pair().getPublic()));
    }

    @Test
    void comparedWhenTheCertificateThatSignsThenFine() {
        assertThat(told(NOW.certificateText())).isEqualTo("suite (saml): this is the key that signs now.");
    }
}
