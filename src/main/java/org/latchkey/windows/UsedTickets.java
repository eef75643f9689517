package org.latchkey.windows;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Which accepted tickets were used, so that a captured header signs nobody in a second time (RFC 4120, 3.2.3). The JDK
 * remembers them too, but under the service's name in the ticket's clear part (JDK 17 and 25, where the acceptor has one
 * principal): whoever changes a letter of that name passes. Here the encrypted authenticator itself counts.
 *
 * <p>Kept in memory: two nodes do not know of each other's.
 */
final class UsedTickets {

    /** Twice the five minutes that clocks may differ: later the time in the authenticator alone is refused. */
    private static final Duration KEPT = Duration.ofMinutes(11);

    /** About 20 MB. Only real tickets get here, and one person sends one for each sign-in. */
    private static final int MOST = 100_000;

    private final Clock clock;
    private final Map<String, Instant> used = new LinkedHashMap<>();

    UsedTickets(Clock clock) {
        this.clock = clock;
    }

    /** @return false when it was used before */
    synchronized boolean isFirstUse(String authenticator) {
        Instant now = clock.instant();
        Iterator<Instant> oldest = used.values().iterator();
        while (oldest.hasNext()) {
            boolean isOver = now.isAfter(oldest.next().plus(KEPT));
            if (!isOver && used.size() < MOST) {
                break;
            }
            oldest.remove();
        }
        return used.putIfAbsent(authenticator, now) == null;
    }
}
