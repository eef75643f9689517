package org.latchkey.directory;

import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.IntSupplier;
import org.assertj.core.api.Assertions;

/** For what another thread does soon: a server notices the end of a connection after the client has gone on. */
public final class Eventually {

    private static final long PAUSE_NANOS = 1_000_000;
    private static final long PATIENCE_NANOS = 20_000_000_000L;

    private Eventually() {}

    public static void assertThat(IntSupplier actual, int expected) {
        long start = System.nanoTime();
        while (actual.getAsInt() != expected && System.nanoTime() - start < PATIENCE_NANOS) {
            LockSupport.parkNanos(PAUSE_NANOS);
        }
        Assertions.assertThat(actual.getAsInt()).isEqualTo(expected);
    }

    public static void assertTrue(BooleanSupplier actual) {
        assertThat(() -> actual.getAsBoolean() ? 1 : 0, 1);
    }
}
