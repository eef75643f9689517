package org.latchkey.signin;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.latchkey.refusal.Reason;
import org.latchkey.refusal.Throttled;

/**
 * Limits what one client may get wrong, over all accounts: {@link #AT_ONCE}, and then another one each {@link #EACH}. It stops
 * who tries one common password on everybody's account. Wide enough for an office behind one address, where somebody or other
 * is always wrong. Kept as the one instant at which all tries are free again (the generic cell rate algorithm, ITU-T I.371).
 */
final class AddressThrottle {

    static final int AT_ONCE = 30;
    static final Duration EACH = Duration.ofSeconds(20);
    static final int MOST_ADDRESSES = 10_000;

    private final Clock clock;
    private final RecentlyUsed<String, Level> levels = new RecentlyUsed<>(MOST_ADDRESSES);

    /** Guarded by the throttle. */
    private static final class Level {
        private Instant empty = Instant.EPOCH;
    }

    AddressThrottle(Clock clock) {
        this.clock = clock;
    }

    /**
     * Counts a try, before it is known how it ends.
     *
     * @throws Throttled {@link Reason#ADDRESS_THROTTLED}
     */
    synchronized void take(String network) {
        Level level = levels.get(network, Level::new);
        Instant now = clock.instant();
        Instant from = level.empty.isBefore(now) ? now : level.empty;
        Duration wait = Duration.between(now, from).minus(EACH.multipliedBy(AT_ONCE - 1L));
        if (!wait.isNegative() && !wait.isZero()) {
            throw new Throttled(Reason.ADDRESS_THROTTLED, wait, Map.of("network", network));
        }
        level.empty = from.plus(EACH);
    }

    /** Takes back a try that was not wrong. */
    synchronized void giveBack(String network) {
        Level level = levels.get(network, Level::new);
        level.empty = level.empty.minus(EACH);
    }
}
