package org.latchkey.directory;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Whether the directory answers, asked for real once in a few seconds however often somebody wants to know. */
public final class Readiness {

    private static final Duration FRESH = Duration.ofSeconds(5);

    private final Directory directory;
    private final Clock clock;
    private Instant asked = Instant.MIN;
    private boolean up;

    public Readiness(Directory directory, Clock clock) {
        this.directory = directory;
        this.clock = clock;
    }

    /** Anybody may ask, so a flood of probes must not become a flood of searches. */
    public synchronized boolean isUp() {
        Instant now = clock.instant();
        if (asked.equals(Instant.MIN) || !now.isBefore(asked.plus(FRESH))) {
            up = directory.isReady();
            asked = now;
        }
        return up;
    }
}
