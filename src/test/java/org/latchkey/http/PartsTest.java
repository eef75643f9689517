package org.latchkey.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import org.junit.jupiter.api.Test;

final class PartsTest {

    private record Part(String name) {}

    @Test
    void findAndGetWhenThePartWasPutThenThatPart() {
        StandInContext context = new StandInContext().with(Part.class, new Part("one"));

        assertThat(Parts.find(context.context(), Part.class)).contains(new Part("one"));
        assertThat(Parts.get(context.context(), Part.class)).isEqualTo(new Part("one"));
    }

    @Test
    void findWhenThePartIsAbsentThenNone() {
        assertThat(Parts.find(new StandInContext().context(), Part.class)).isEmpty();
    }

    @Test
    void getWhenThePartIsAbsentThenAFaultThatNamesIt() {
        assertThatNullPointerException()
                .isThrownBy(() -> Parts.get(new StandInContext().context(), Part.class))
                .withMessage(Part.class.getName());
    }
}
