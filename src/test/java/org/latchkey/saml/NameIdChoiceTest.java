package org.latchkey.saml;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

final class NameIdChoiceTest {

    @ParameterizedTest
    @EnumSource
    void ofWhenNothingIsAskedThenAsConfigured(NameIdFormat configured) {
        NameIdChoice expected = new NameIdChoice(Optional.of(configured), configured == NameIdFormat.PERSISTENT);

        assertThat(NameIdChoice.of(Optional.empty(), configured)).isEqualTo(expected);
        assertThat(NameIdChoice.of(Optional.of(NameIdFormat.UNSPECIFIED.uri()), configured))
                .isEqualTo(expected);
    }

    /** Who is known by his mail address stays it, whatever the format is called. */
    @ParameterizedTest
    @CsvSource({
        "EMAIL_ADDRESS, PERSISTENT, false",
        "UNSPECIFIED, PERSISTENT, false",
        "PERSISTENT, PERSISTENT, true",
        "PERSISTENT, EMAIL_ADDRESS, false",
        "UNSPECIFIED, EMAIL_ADDRESS, false"
    })
    void ofWhenAskedThenEchoed(NameIdFormat configured, NameIdFormat asked, boolean stable) {
        assertThat(NameIdChoice.of(Optional.of(asked.uri()), configured))
                .isEqualTo(new NameIdChoice(Optional.of(asked), stable));
    }

    @Test
    void ofWhenAskedForAnotherThenImpossible() {
        assertThat(NameIdChoice.of(
                        Optional.of("urn:oasis:names:tc:SAML:2.0:nameid-format:transient"), NameIdFormat.EMAIL_ADDRESS))
                .isEqualTo(NameIdChoice.IMPOSSIBLE);
        assertThat(NameIdChoice.of(Optional.of(""), NameIdFormat.EMAIL_ADDRESS)).isEqualTo(NameIdChoice.IMPOSSIBLE);
    }
}
