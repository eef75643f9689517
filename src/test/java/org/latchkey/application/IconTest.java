package org.latchkey.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IconTest {

    private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n', 0, 0, 0, 13};

    @Test
    void parseWhenPngThenThat() {
        assertThat(Icon.parse(PNG).mediaType()).isEqualTo("image/png");
        assertThat(Icon.parse(PNG).content()).isEqualTo(PNG);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<svg xmlns='http://www.w3.org/2000/svg'/>",
                "\uFEFF<?xml version='1.0'?><!-- drawn --><s:svg xmlns:s='http://www.w3.org/2000/svg'></s:svg>"
            })
    void parseWhenSvgThenThat(String text) {
        assertThat(Icon.parse(text.getBytes(StandardCharsets.UTF_8)).mediaType())
                .isEqualTo("image/svg+xml");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "GIF89a", "<svg/>", "<html xmlns='http://www.w3.org/1999/xhtml'/>", "\uFFFDPNG"})
    void parseWhenAnythingElseThenProblem(String text) {
        assertThatThrownBy(() -> Icon.parse(text.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("SVG nor a PNG");
    }

    @Test
    void parseWhenTooLargeThenProblem() {
        assertThatThrownBy(() -> Icon.parse(Arrays.copyOf(PNG, 65_537))).hasMessageContaining("64 KB");
    }
}
