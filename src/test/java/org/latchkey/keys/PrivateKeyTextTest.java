package org.latchkey.keys;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.KeyPair;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PrivateKeyTextTest {

    @ParameterizedTest
    @ValueSource(ints = {1024, 2048, 4096})
    void isInWhenPrivateInAnyFormThenRecognised(int bits) {
        assertThat(PrivateTexts.of(KeyTexts.rsa(bits)))
                .allSatisfy(
                        text -> assertThat(PrivateKeyText.isIn(text)).as(text).isTrue());
    }

    /** An EC key of SEC 1 and a PKCS#12 store begin like this. */
    @ParameterizedTest
    @ValueSource(strings = {"MHcCAQEEIODdFg8WzKzQx7mB5oZk8y0WmXbq2uYVQm9w", "MIIKXwIBAzCCCgUGCSqGSIb3DQEHAaCCCfYEggny"})
    void isInWhenAnotherKindOfKeyThenRecognised(String text) {
        assertThat(PrivateKeyText.isIn(text)).isTrue();
    }

    @Test
    void isInWhenPublicThenNot() {
        KeyPair pair = KeyTexts.rsa(2048);
        SelfSigned self = SelfSigned.named("sso.corp.example.com");
        byte[] spki = pair.getPublic().getEncoded();

        assertThat(List.of(
                        KeyTexts.text("PUBLIC KEY", spki),
                        Base64.getEncoder().encodeToString(spki),
                        KeyTexts.text("RSA PUBLIC KEY", PublicPartTest.pkcs1(pair)),
                        Base64.getEncoder().encodeToString(PublicPartTest.pkcs1(pair)),
                        self.certificateText(),
                        self.certificateText().replaceAll("-----[^-]*-----|\\s", "")))
                .allSatisfy(
                        text -> assertThat(PrivateKeyText.isIn(text)).as(text).isFalse());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "7KQ2-M4XD",
                "Signature validation failed: RSA signature did not match",
                "https://acme.myfreshworks.com/sp/OIDC/1/implicit?state=s&id_token=eyJhbGciOiJSUzI1NiIsInR5cCI6IkpXVCJ9.e.s",
                "https://sso.corp.example.com/latchkey/saml/sso?SAMLRequest=fVLLTsMwELzzFVHuTeI0bamVRooKiEoFqrbAgQtynA1YOHawNzz%2BHjsFUSTo",
                "MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEA",
                "MIIMIIMIIMIIMIIMIIMIIMIIMIIMIIMIIMIIMIIMIIMIIMII"
            })
    void isInWhenSomethingElseThenNot(String text) {
        assertThat(PrivateKeyText.isIn(text)).isFalse();
    }
}
