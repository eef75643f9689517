package org.latchkey.application;

import java.util.Map;
import java.util.Optional;
import org.latchkey.refusal.Reason;
import org.latchkey.refusal.Refusal;

/**
 * The applications of one mechanism, by their id. One with errors in its configuration is known but closed; the others work.
 *
 * @param <A> the mechanism's own kind of application
 * @param byId empty where that application's configuration has errors
 */
public record Applications<A>(Map<String, Optional<A>> byId) {

    public Applications {
        byId = Map.copyOf(byId);
    }

    /** One that works. */
    public Optional<A> find(String id) {
        return byId.getOrDefault(id, Optional.empty());
    }

    /** @throws Refusal {@link Reason#APPLICATION_UNKNOWN} or {@link Reason#APPLICATION_BROKEN} */
    public A require(String id) {
        Optional<A> application = byId.get(id);
        if (application == null) {
            throw new Refusal(Reason.APPLICATION_UNKNOWN).with("application", id);
        }
        return application.orElseThrow(() -> new Refusal(Reason.APPLICATION_BROKEN).with("application", id));
    }
}
