package org.latchkey.keys;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.RSAPrivateCrtKeySpec;
import java.security.spec.RSAPrivateKeySpec;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is no key to sign with: told in words that help, never with a piece of it, and by no other exception. */
final class RefusedKeyTest {

    private static final KeyPair PAIR = KeyTexts.rsa(2048);
    private static final RSAPrivateCrtKey RSA = (RSAPrivateCrtKey) PAIR.getPrivate();

    static String refused(byte[] content) {
        IllegalArgumentException refusal =
                catchThrowableOfType(IllegalArgumentException.class, () -> SigningKey.parse(content));
        assertThat(refusal).as("expected the key to be refused").isNotNull();
        return refusal.getMessage();
    }

    private static String refused(String text) {
        return refused(text.getBytes(UTF_8));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "s3cret",
                "-----BEGIN RSA PRIVATE KEY-----",
                "-----END RSA PRIVATE KEY-----",
                "-----BEGIN RSA PRIVATE KEY----- MIIE -----END PRIVATE KEY-----",
                "----BEGIN PRIVATE KEY----MIIE----END PRIVATE KEY----",
                "ssh-rsa AAAAB3NzaC1yc2E ada@corp"
            })
    void parseWhenNoPemTextThenToldWhatIsExpected(String text) {
        assertThat(refused(text)).isEqualTo("expected a PEM text, from -----BEGIN to -----END");
    }

    @Test
    void parseWhenBinaryThenToldWhatIsExpected() {
        assertThat(refused(RSA.getEncoded())).startsWith("expected a PEM text");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PUBLIC KEY", "RSA PUBLIC KEY"})
    void parseWhenThePublicKeyWasGivenThenToldSo(String label) {
        assertThat(refused(KeyTexts.text(label, PAIR.getPublic().getEncoded())))
                .isEqualTo("this is the public key; the private key is needed here");
    }

    @Test
    void parseWhenEncryptedInTheOldWayThenToldHowToDecrypt() {
        String header = "\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,00112233445566778899AABBCCDDEEFF\n\n";

        assertThat(refused(KeyTexts.pkcs1(RSA).replaceFirst("\n", header)))
                .startsWith("the key is encrypted with a passphrase")
                .contains("openssl rsa -in");
    }

    @Test
    void parseWhenEncryptedInTheNewWayThenToldHowToDecrypt() {
        assertThat(refused(KeyTexts.text("ENCRYPTED PRIVATE KEY", RSA.getEncoded())))
                .startsWith("the key is encrypted with a passphrase")
                .contains("openssl rsa -in");
    }

    @ParameterizedTest
    @ValueSource(strings = {"CERTIFICATE", "EC PRIVATE KEY", "OPENSSH PRIVATE KEY", "DSA PRIVATE KEY"})
    void parseWhenSomethingElseThenToldWhatWasFound(String label) {
        assertThat(refused(KeyTexts.text(label, new byte[] {1, 2, 3})))
                .isEqualTo("expected an RSA private key, found: " + label);
    }

    @Test
    void parseWhenAnEllipticCurveKeyThenToldThatItIsOfAnotherKind() {
        PrivateKey elliptic = KeyTexts.pair("EC", 256).getPrivate();

        assertThat(refused(KeyTexts.pkcs8(elliptic)))
                .isEqualTo("expected an RSA private key; this one is damaged or of another kind");
    }

    @Test
    void parseWhenItHasOnlyTheExponentThenToldThatTheFactorsAreMissing() throws GeneralSecurityException {
        PrivateKey bare = KeyFactory.getInstance("RSA")
                .generatePrivate(new RSAPrivateKeySpec(RSA.getModulus(), RSA.getPrivateExponent()));

        assertThat(refused(KeyTexts.pkcs8(bare))).startsWith("expected an RSA private key");
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", "MII\u00e9", "MIIEpAIBAAKCAQEA=AAA", "A", "sRSA&\"key", "MIIE\\nAAAA"})
    void parseWhenNotBase64ThenToldSoWithoutQuotingIt(String body) {
        assertThat(refused("-----BEGIN PRIVATE KEY-----" + body + "-----END PRIVATE KEY-----"))
                .isEqualTo("the text between BEGIN and END is not Base64");
    }

    @Test
    void parseWhenCutShortAnywhereThenRefused() {
        byte[] whole = KeyTexts.pkcs1Octets(RSA);
        for (int length = 0; length < whole.length; length += 13) {
            assertThat(refused(KeyTexts.text("RSA PRIVATE KEY", Arrays.copyOf(whole, length))))
                    .startsWith("expected an RSA private key");
        }
    }

    @Test
    void parseWhenGarbageThenRefused() {
        Random random = new Random(7);
        for (int i = 0; i < 500; i++) {
            byte[] garbage = new byte[random.nextInt(300)];
            random.nextBytes(garbage);

            assertThat(refused(KeyTexts.text("PRIVATE KEY", garbage))).startsWith("expected an RSA private key");
            assertThat(refused(KeyTexts.text("RSA PRIVATE KEY", garbage))).startsWith("expected an RSA private key");
        }
    }

    private static String damaged(
            BigInteger publicExponent, BigInteger p, BigInteger exponentP, BigInteger coefficient) {
        return KeyTexts.pkcs1(KeyTexts.of(new RSAPrivateCrtKeySpec(
                RSA.getModulus(),
                publicExponent,
                RSA.getPrivateExponent(),
                p,
                RSA.getPrimeQ(),
                exponentP,
                RSA.getPrimeExponentQ(),
                coefficient)));
    }

    /** One signature with such a key, and its prime factors can be computed from that. */
    @Test
    void parseWhenAPrimeExponentIsWrongThenRefused() {
        BigInteger wrong = RSA.getPrimeExponentP().add(BigInteger.TWO);

        assertThat(refused(damaged(RSA.getPublicExponent(), RSA.getPrimeP(), wrong, RSA.getCrtCoefficient())))
                .contains("damaged");
    }

    @Test
    void parseWhenTheCoefficientIsWrongThenRefused() {
        BigInteger wrong = RSA.getCrtCoefficient().add(BigInteger.ONE);

        assertThat(refused(damaged(RSA.getPublicExponent(), RSA.getPrimeP(), RSA.getPrimeExponentP(), wrong)))
                .contains("damaged");
    }

    @Test
    void parseWhenThePublicExponentIsOfAnotherKeyThenRefused() {
        assertThat(refused(damaged(
                        BigInteger.valueOf(17), RSA.getPrimeP(), RSA.getPrimeExponentP(), RSA.getCrtCoefficient())))
                .contains("damaged");
    }

    @Test
    void parseWhenAPrimeIsZeroThenRefused() {
        assertThat(refused(damaged(
                        RSA.getPublicExponent(), BigInteger.ZERO, RSA.getPrimeExponentP(), RSA.getCrtCoefficient())))
                .startsWith("expected an RSA private key");
    }

    /** Each flipped bit must be noticed or do no harm: the private exponent is not used where the primes are there. */
    @Test
    void parseWhenABitIsFlippedThenRefusedOrStillTheSamePublicKey() {
        byte[] whole = KeyTexts.pkcs1Octets(RSA);
        for (int at = 0; at < whole.length; at += 41) {
            byte[] flipped = whole.clone();
            flipped[at] ^= 1;
            try {
                SigningKey key = SigningKey.parse(
                        KeyTexts.text("RSA PRIVATE KEY", flipped).getBytes(UTF_8));
                assertThat(key.publicKey()).isEqualTo(PAIR.getPublic());
            } catch (IllegalArgumentException e) {
                assertThat(e).hasMessageContaining("key");
            }
        }
    }
}
