package org.latchkey.directory;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** The moment by which one attempt, with all its controllers and connections, has to be over. */
record Deadline(Clock clock, Instant end) {

    static Deadline after(Duration duration, Clock clock) {
        return new Deadline(clock, clock.instant().plus(duration));
    }

    /** The sooner of this one and {@code most} from now. */
    Deadline atMost(Duration most) {
        Instant soon = clock.instant().plus(most);
        return soon.isBefore(end) ? new Deadline(clock, soon) : this;
    }

    boolean isOver() {
        return !clock.instant().isBefore(end);
    }

    long millisLeft() {
        return Math.max(0, Duration.between(clock.instant(), end).toMillis());
    }

    /** What is left of {@code most} milliseconds; at least one, because JNDI takes zero for "no limit". */
    int millisAtMost(Duration most) {
        Duration left = Duration.between(clock.instant(), end);
        return (int) Math.max(1, Math.min(left.toMillis(), most.toMillis()));
    }
}
