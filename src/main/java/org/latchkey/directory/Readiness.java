package org.latchkey.directory;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.ReentrantLock;

/** Whether the directory answers, asked for real once in a few seconds however often somebody wants to know. */
public final class Readiness {

    private static final Duration FRESH = Duration.ofSeconds(5);

    private final Directory directory;
    private final Clock clock;
    private final ReentrantLock asking = new ReentrantLock();
    private volatile Answer last = new Answer(false, Instant.MIN, Instant.MIN);

    /** Good between two times: a clock that is set back must not keep an old answer for ever. */
    private record Answer(boolean up, Instant from, Instant until) {

        boolean isFresh(Instant now) {
            return !now.isBefore(from) && now.isBefore(until);
        }
    }

    public Readiness(Directory directory, Clock clock) {
        this.directory = directory;
        this.clock = clock;
    }

    /**
     * Anybody may ask, so a flood of probes must become neither a flood of searches nor a queue of threads behind a slow
     * controller: one asks, and meanwhile the others get the last answer.
     */
    public boolean isUp() {
        if (!last.isFresh(clock.instant()) && asking.tryLock()) {
            try {
                boolean up = directory.isReady();
                Instant answered = clock.instant();
                last = new Answer(up, answered, answered.plus(FRESH));
            } finally {
                asking.unlock();
            }
        }
        return last.up();
    }
}
