package org.latchkey.keys;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.security.cert.CertificateEncodingException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CertificateFileTest {

    private static final SelfSigned SELF = SelfSigned.named("sso.corp.example.com");

    @Test
    void parseWhenPemThenTheCertificate() {
        assertThat(CertificateFile.parse(SELF.certificateText().getBytes(UTF_8)))
                .isEqualTo(SELF.certificate());
    }

    @Test
    void parseWhenOnOneLineWithOtherTextAroundThenTheCertificate() {
        String text = "subject=CN = é\n" + SELF.certificateText().replace('\n', ' ') + "trailer";

        assertThat(CertificateFile.parse(text.getBytes(UTF_8))).isEqualTo(SELF.certificate());
    }

    @Test
    void parseWhenDerAsWindowsExportsItThenTheCertificate() throws CertificateEncodingException {
        assertThat(CertificateFile.parse(SELF.certificate().getEncoded())).isEqualTo(SELF.certificate());
    }

    @Test
    void parseWhenAChainThenTheFirst() {
        String chain = SELF.certificateText() + SelfSigned.named("ca.example").certificateText();

        assertThat(CertificateFile.parse(chain.getBytes(UTF_8))).isEqualTo(SELF.certificate());
    }

    @Test
    void parseWhenThePrivateKeyThenToldAndNotQuoted() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CertificateFile.parse(SELF.keyText().getBytes(UTF_8)))
                .withMessage("expected a certificate, found: PRIVATE KEY");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a certificate",
                "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----",
                "-----BEGIN CERTIFICATE-----\n-----END CERTIFICATE-----"
            })
    void parseWhenNoneThenToldWhatIsExpected(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CertificateFile.parse(text.getBytes(UTF_8)))
                .withMessageStartingWith("expected a certificate in PEM");
    }
}
