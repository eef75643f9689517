package org.latchkey.keys;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys that work, in every form in which they are kept. */
final class SigningKeyTest {

    private static final KeyPair PAIR = KeyTexts.rsa(2048);
    private static final RSAPrivateCrtKey RSA = (RSAPrivateCrtKey) PAIR.getPrivate();

    private static SigningKey parse(String text) {
        return SigningKey.parse(text.getBytes(UTF_8));
    }

    private static Arguments form(String name, UnaryOperator<String> form) {
        return Arguments.of(name, form);
    }

    static Stream<Arguments> forms() {
        UnaryOperator<String> oneLine = text -> text.replace("\n", "");
        return Stream.of(
                form("on many lines", text -> text),
                form("on one line", oneLine),
                form("with CRLF", text -> text.replace("\n", "\r\n")),
                form("with CR", text -> text.replace('\n', '\r')),
                form("with spaces for line ends", text -> text.replace('\n', ' ')),
                form("with a byte order mark", text -> "\uFEFF" + text),
                form("indented", text -> text.replace("\n", "\n\t  ")),
                form("without a last line end", String::strip),
                form("with blank lines", text -> text.replace("\n", "\n\n")),
                form("with text around", text -> "Bag Attributes\n  friendlyName: sso\n" + text + "\nthe end"),
                form("as a line of VBScript", text -> "sRSAPrivateKey = \"" + oneLine.apply(text) + "\" ' key"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("forms")
    void parseWhenPkcs1InAnyFormThenTheKey(String name, UnaryOperator<String> form) {
        assertThat(parse(form.apply(KeyTexts.pkcs1(RSA))).privateKey()).as(name).isEqualTo(RSA);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("forms")
    void parseWhenPkcs8InAnyFormThenTheKey(String name, UnaryOperator<String> form) {
        assertThat(parse(form.apply(KeyTexts.pkcs8(RSA))).privateKey()).as(name).isEqualTo(RSA);
    }

    @ParameterizedTest
    @ValueSource(ints = {512, 1024, 2047, 2048, 3072})
    void parseWhenOfAnyLengthThenItsBitsAndThePublicKeyThatBelongsToIt(int bits) {
        KeyPair pair = KeyTexts.rsa(bits);
        SigningKey key = parse(KeyTexts.pkcs1(pair.getPrivate()));

        assertThat(key.bits()).isEqualTo(bits);
        assertThat(key.publicKey()).isEqualTo(pair.getPublic());
        assertThat(key.privateKey()).isEqualTo(pair.getPrivate());
    }

    @Test
    void publicKeyLineThenOneLineThatAnyReaderOfX509Takes() throws GeneralSecurityException {
        String line = parse(KeyTexts.pkcs8(RSA)).publicKeyLine();

        assertThat(line).matches("[A-Za-z0-9+/]+={0,2}").doesNotContain("BEGIN");
        byte[] spki = Base64.getDecoder().decode(line);
        assertThat(KeyFactory.getInstance("RSA").generatePublic(new X509EncodedKeySpec(spki)))
                .isEqualTo(PAIR.getPublic());
    }

    @Test
    void fingerprintThenSha256OfThePublicKey() throws GeneralSecurityException {
        byte[] digest =
                MessageDigest.getInstance("SHA-256").digest(PAIR.getPublic().getEncoded());

        assertThat(parse(KeyTexts.pkcs1(RSA)).fingerprint())
                .isEqualTo(HexFormat.of().formatHex(digest));
    }

    @Test
    void toStringThenLengthAndFingerprintAndNothingOfTheKey() {
        SigningKey key = parse(KeyTexts.pkcs1(RSA));

        assertThat(key).hasToString("RSA-2048 " + key.fingerprint());
    }

    @Test
    void toStringWhenOfABlockThenItsLabelAndNothingOfTheKey() {
        assertThat(Pem.find(KeyTexts.pkcs1(RSA))).map(Pem::toString).contains("RSA PRIVATE KEY");
    }

    @Test
    void privateKeyWhenItSignsThenThePublicKeyVerifies() throws GeneralSecurityException {
        PrivateKey key = parse(KeyTexts.pkcs1(RSA)).privateKey();
        Signature signature = Signature.getInstance("SHA256withRSA");
        signature.initSign(key);
        signature.update(new byte[] {1});
        byte[] signed = signature.sign();
        signature.initVerify(PAIR.getPublic());
        signature.update(new byte[] {1});

        assertThat(signature.verify(signed)).isTrue();
    }

    @Test
    void derWhenItsCallerChangesItThenTheBlockStays() {
        Pem block = Pem.find(KeyTexts.text("X", new byte[] {1, 2})).orElseThrow();

        block.der()[0] = 9;

        assertThat(block.der()).containsExactly(1, 2);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 0x7F, 0x80, 0xFF, 0x100, 0xFFFF, 0x10000})
    void encodeWhenOfAnyLengthThenTheShortestDer(int length) {
        byte[] encoded = Der.encode(0x04, new byte[length]);
        int header = length < 0x80 ? 2 : length < 0x100 ? 3 : length < 0x10000 ? 4 : 5;

        assertThat(encoded).hasSize(header + length).startsWith(0x04);
        assertThat(encoded[1]).isEqualTo((byte) (header == 2 ? length : 0x80 + header - 2));
    }

    @Test
    void parseWhenInUtf16ThenToldWhatIsExpected() {
        assertThat(RefusedKeyTest.refused(KeyTexts.pkcs8(RSA).getBytes(UTF_16))).startsWith("expected a PEM text");
    }
}
