package org.latchkey.windows;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import waffle.windows.auth.IWindowsAuthProvider;
import waffle.windows.auth.IWindowsSecurityContext;

/**
 * Handshakes that wait for their next leg, by connection. Waffle keeps its own list of them, but (3.6.0, CaffeineCache) without
 * a bound, and drops an abandoned one without freeing its handles: whoever sends first legs only would use up the memory
 * of Windows' LSASS. So they are counted, aged and freed here; the oldest gives way.
 */
final class Handshakes {

    static final int MOST = 1000;

    /** A browser answers within milliseconds, a person in a pop-up of NTLM before the first leg. */
    static final Duration LONGEST = Duration.ofSeconds(30);

    private final IWindowsAuthProvider provider;
    private final Clock clock;
    private final Map<String, Pending> pending = new LinkedHashMap<>();

    private record Pending(Scheme scheme, IWindowsSecurityContext context, Instant since) {}

    Handshakes(IWindowsAuthProvider provider, Clock clock) {
        this.provider = provider;
        this.clock = clock;
    }

    /** Keeps a handshake until its next leg. */
    synchronized void put(String connection, Scheme scheme, IWindowsSecurityContext context) {
        abandon(connection);
        pending.put(connection, new Pending(scheme, context, clock.instant()));
        Iterator<Map.Entry<String, Pending>> oldest = pending.entrySet().iterator();
        while (oldest.hasNext()) {
            Map.Entry<String, Pending> next = oldest.next();
            if (pending.size() <= MOST && !isOver(next.getValue())) {
                return;
            }
            oldest.remove();
            free(next.getKey(), next.getValue());
        }
    }

    /**
     * Takes the handshake out, for its next leg: from now on the provider alone answers for its handles.
     *
     * @return whether one waited on this connection, begun in this scheme
     */
    synchronized boolean take(String connection, Scheme scheme) {
        Optional<Pending> found = Optional.ofNullable(pending.remove(connection));
        boolean fits = found.filter(waiting -> waiting.scheme() == scheme && !isOver(waiting))
                .isPresent();
        if (!fits) {
            found.ifPresent(waiting -> free(connection, waiting));
        }
        return fits;
    }

    /** Forgets the handshake of this connection, if any: its client has begun a new one. */
    synchronized void abandon(String connection) {
        Optional.ofNullable(pending.remove(connection)).ifPresent(waiting -> free(connection, waiting));
    }

    synchronized int size() {
        return pending.size();
    }

    private boolean isOver(Pending waiting) {
        return !clock.instant().isBefore(waiting.since().plus(LONGEST));
    }

    private void free(String connection, Pending waiting) {
        Disposal.of(() -> provider.resetSecurityToken(connection));
        Disposal.of(() -> waiting.context().dispose());
    }
}
