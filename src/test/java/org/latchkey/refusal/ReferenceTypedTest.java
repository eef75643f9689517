package org.latchkey.refusal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReferenceTypedTest {

    @ParameterizedTest
    @ValueSource(strings = {"7K2M-Q9T0", "7k2m q9to", " 7K2MQ9TO.", "7k2m\u2013q9t0"})
    void typedWhenWrittenInAnyWayThenTheNumber(String text) {
        assertThat(Reference.typed(text)).contains(new Reference("7K2M-Q9T0"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "7K2M", "7K2M-Q9T0-1", "7K2M-Q9TU", "login was unsuccessful"})
    void typedWhenNoNumberThenEmpty(String text) {
        assertThat(Reference.typed(text)).isEmpty();
    }

    @Test
    void typedWhenDigitsWereTakenForLettersThenTheDigits() {
        assertThat(Reference.typed("OIL0-0000")).contains(new Reference("0110-0000"));
    }
}
