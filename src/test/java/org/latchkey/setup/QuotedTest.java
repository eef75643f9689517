package org.latchkey.setup;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class QuotedTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "&hash=d41d8cd98f00b204e9800998ecf8427e",
                "d41d8cd98f00b204e9800998ecf8427e",
                "?state=s&id_token=x",
                "eyJhbGciOiJSUzI1NiJ9.e30.c2lnbmVk",
                "?SAMLResponse=PHNhbWxwOlJlc3BvbnNl"
            })
    void ofWhenItMayLetSomebodyInThenNotShown(String text) {
        assertThat(Quoted.of(text)).startsWith("(not shown here");
    }

    @Test
    void ofWhenItIsAnAddressThenAsItIsButNotWithoutEnd() {
        assertThat(Quoted.of("/sp/OIDC/302836020429100183/implicit")).isEqualTo("/sp/OIDC/302836020429100183/implicit");
        assertThat(Quoted.of("\uD83D\uDE80".repeat(200))).isEqualTo("\uD83D\uDE80".repeat(100));
    }
}
