package org.latchkey.keys;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PublicPartTest {

    private static final KeyPair PAIR = KeyTexts.rsa(2048);
    private static final String PEM =
            KeyTexts.text("PUBLIC KEY", PAIR.getPublic().getEncoded());
    private static final SelfSigned SELF = SelfSigned.named("sso.corp.example.com");

    /** {@code SEQUENCE { modulus, publicExponent }} (RFC 8017, A.1.1). */
    static byte[] pkcs1(KeyPair pair) {
        RSAPublicKey key = (RSAPublicKey) pair.getPublic();
        return Der.encode(
                0x30,
                Der.join(
                        Der.encode(0x02, key.getModulus().toByteArray()),
                        Der.encode(0x02, key.getPublicExponent().toByteArray())));
    }

    private static void assertRead(String text) {
        assertThat(PublicPart.read(text).map(PublicPart::key)).as(text).hasValue(PAIR.getPublic());
    }

    @Test
    void readWhenKeyInAnyFormThenTheKey() {
        String body = Base64.getEncoder().encodeToString(PAIR.getPublic().getEncoded());
        assertRead(PEM);
        assertRead(PEM.replace("\n", "\r\n"));
        assertRead(PEM.replace("\n", ""));
        assertRead(PEM.replace("\n", " "));
        assertRead(PEM.replace("\n", "\\n"));
        assertRead("\uFEFF\"" + PEM.replace("\n", "\\r\\n") + "\"");
        assertRead("The key:\n" + PEM + "\nthat was all");
        assertRead(PEM.replace('-', '\u2013'));
        assertRead(PEM.replaceFirst("-----END.*\n", ""));
        assertRead(body);
        assertRead(body.replaceAll(".{64}", "$0\n"));
        assertRead(body.replaceAll("=+$", ""));
        PublicTexts.of(PAIR).forEach(PublicPartTest::assertRead);
        assertRead(KeyTexts.text("RSA PUBLIC KEY", pkcs1(PAIR)));
        assertRead(Base64.getEncoder().encodeToString(pkcs1(PAIR)));
    }

    /** A request's thread has little more room; what recurses for each character would end it. */
    @Test
    void readWhenALongCertificateIsOnOneLineThenItIsReadInLittleRoom() throws InterruptedException {
        SelfSigned strong = SelfSigned.of("RSA", 4096);
        String line = strong.certificateText().replace("\n", "");
        AtomicReference<Optional<PublicPart>> read = new AtomicReference<>(Optional.empty());
        Thread small = new Thread(null, () -> read.set(PublicPart.read(line)), "small", 256 * 1024);
        small.start();
        small.join();

        assertThat(read.get())
                .hasValueSatisfying(part -> assertThat(part.certificate()).contains(strong.certificate()));
    }

    @Test
    void readWhenCertificateThenItAndItsKey() {
        for (String text :
                new String[] {SELF.certificateText(), SELF.certificateText().replaceAll("-----[^-]*-----|\\s", "")}) {
            Optional<PublicPart> part = PublicPart.read(text);

            assertThat(part.flatMap(PublicPart::certificate)).hasValue(SELF.certificate());
            assertThat(part.map(PublicPart::key)).hasValue(SELF.pair().getPublic());
        }
    }

    @Test
    void readWhenCutOrSomethingElseThenNothing() {
        assertThat(PublicPart.read(PEM.substring(0, 300))).isEmpty();
        assertThat(PublicPart.read(KeyTexts.pkcs8(PAIR.getPrivate()))).isEmpty();
        assertThat(PublicPart.read(KeyTexts.pkcs1(PAIR.getPrivate()))).isEmpty();
        assertThat(PublicPart.read("A".repeat(20_000))).isEmpty();
        byte[] longer = Der.join(PAIR.getPublic().getEncoded(), new byte[] {1});
        assertThat(PublicPart.read(Base64.getEncoder().encodeToString(longer))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "M",
                "MA==",
                "MIIB",
                "-----BEGIN PUBLIC KEY-----",
                "MIIIIIIIIIIIIIIIIIII",
                "\u0000",
                "MIL////////"
            })
    void readWhenHostileThenNothing(String text) {
        assertThat(PublicPart.read(text)).isEmpty();
    }

    @Test
    void fingerprintThenThatOfTheKeyThatSigns() {
        SigningKey signing = SigningKey.parse(KeyTexts.pkcs8(PAIR.getPrivate()).getBytes(StandardCharsets.US_ASCII));

        assertThat(PublicPart.read(PEM).map(PublicPart::keyFingerprint)).hasValue(signing.fingerprint());
    }

    @Test
    void hasKeyOfWhenRenewedForTheSameKeyThenTrue() {
        PublicPart renewed = PublicPart.of(
                SELF.renewed(Instant.parse("2041-01-01T00:00:00Z")).certificate());

        assertThat(renewed.hasKeyOf(PublicPart.of(SELF.certificate()))).isTrue();
        assertThat(renewed.hasKeyOf(PublicPart.of(PAIR.getPublic()))).isFalse();
    }
}
