package org.latchkey.keys;

import static org.assertj.core.api.Assertions.assertThat;

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
    void isInWhenPublicOrSomethingElseThenNot() {
        assertThat(PrivateTexts.harmless())
                .allSatisfy(
                        text -> assertThat(PrivateKeyText.isIn(text)).as(text).isFalse());
    }
}
