package org.latchkey.saml;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import org.latchkey.http.Refused;
import org.latchkey.refusal.Refusal;

/** Measures what a refusal costs: in memory, since times are the machine's. */
final class Cheaply {

    private static final long MOST_OCTETS = 20_000_000;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private Cheaply() {}

    /** The refusal of a message, which must not allocate much on its way. */
    static Refusal refused(Runnable reading) {
        long before = THREADS.getCurrentThreadAllocatedBytes();
        Refusal refusal = Refused.by(reading::run);
        assertThat(THREADS.getCurrentThreadAllocatedBytes() - before).isLessThan(MOST_OCTETS);
        return refusal;
    }
}
