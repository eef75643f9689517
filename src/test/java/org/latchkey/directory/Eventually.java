package org.latchkey.directory;

import java.util.function.BooleanSupplier;
import java.util.function.IntSupplier;
import org.assertj.core.api.Assertions;

/** For what another thread does soon: a server notices the end of a connection after the client has gone on. */
final class Eventually {

    private static final long PATIENCE_NANOS = 120_000_000_000L;

    private Eventually() {}

    static void assertThat(IntSupplier actual, int expected) {
        long start = System.nanoTime();
        while (actual.getAsInt() != expected && System.nanoTime() - start < PATIENCE_NANOS) {
            Thread.onSpinWait();
        }
        Assertions.assertThat(actual.getAsInt()).isEqualTo(expected);
    }

    static void assertTrue(BooleanSupplier actual) {
        assertThat(() -> actual.getAsBoolean() ? 1 : 0, 1);
    }
}
