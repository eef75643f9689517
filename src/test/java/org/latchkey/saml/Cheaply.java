package org.latchkey.saml;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import org.latchkey.http.Refused;
import org.latchkey.refusal.Refusal;

/** Measures what a refusal costs: in memory, and in the thread's own processor time, which other work does not add to. */
final class Cheaply {

    private static final long MOST_OCTETS = 20_000_000;
    private static final Duration LONGEST = Duration.ofMillis(50);
    /** The shortest of them counts: what the compiler and the collector add is no message's cost. */
    private static final int RUNS = 5;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private Cheaply() {}

    /** The refusal of a message, which must not allocate much on its way, nor keep the processor. */
    static Refusal refused(Runnable reading) {
        Refusal refusal = null;
        long shortest = Long.MAX_VALUE;
        for (int i = 0; i < RUNS; i++) {
            long octets = THREADS.getCurrentThreadAllocatedBytes();
            long start = THREADS.getCurrentThreadCpuTime();
            refusal = Refused.by(reading::run);
            shortest = Math.min(shortest, THREADS.getCurrentThreadCpuTime() - start);
            assertThat(THREADS.getCurrentThreadAllocatedBytes() - octets).isLessThan(MOST_OCTETS);
        }
        assertThat(Duration.ofNanos(shortest)).isLessThan(LONGEST);
        return refusal;
    }
}
