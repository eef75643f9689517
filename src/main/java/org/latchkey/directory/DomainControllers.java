package org.latchkey.directory;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import javax.naming.NamingException;
import org.jspecify.annotations.Nullable;
import org.latchkey.refusal.Reason;
import org.latchkey.refusal.Refusal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks one controller after another until one answers. JNDI's own list of URLs is no failover: it remembers nothing, and pays
 * a dead controller's time-out for each new connection.
 *
 * <p>A controller that failed is left alone for half a minute; then one request at a time tries it, while the others go on
 * without it. When none is left that did not fail, the same holds without the half minute: one request at a time tries, the
 * others are refused at once and do not pile up.
 */
final class DomainControllers {

    private static final Logger LOG = LoggerFactory.getLogger(DomainControllers.class);
    private static final Duration COOL_DOWN = Duration.ofSeconds(30);

    private final Supplier<List<Controller>> known;
    private final Clock clock;
    private final Map<Controller, Health> healths = new ConcurrentHashMap<>();

    /** What is asked; it may be asked of several controllers. */
    interface Question<T> {
        T ask(Controller controller) throws NamingException;
    }

    /** @param known the controllers in the order to ask them */
    DomainControllers(Supplier<List<Controller>> known, Clock clock) {
        this.known = known;
        this.clock = clock;
    }

    /**
     * The first answer.
     *
     * @throws Refusal {@link Reason#DIRECTORY_UNAVAILABLE} or {@link Reason#DIRECTORY_TLS_UNTRUSTED} when no controller gave
     *     one; any other as {@link AdError#refusal} has it, from the first controller that said so
     */
    <T> T ask(Deadline deadline, Question<T> question) {
        Refusal refusal = new Refusal(Reason.DIRECTORY_UNAVAILABLE).with("error", "no controller is known to answer");
        Deque<Turn> turns = new ArrayDeque<>();
        known.get().forEach(controller -> turns.add(new Turn(controller, false)));
        while (!turns.isEmpty() && !deadline.isOver()) {
            Turn turn = turns.remove();
            Health health = healths.computeIfAbsent(turn.controller(), controller -> new Health());
            if (health.admits(clock.instant(), turn.lastResort())) {
                try {
                    return answer(turn.controller(), health, question);
                } catch (NamingException e) {
                    refusal = graver(refusal, failed(turn.controller(), health, AdError.of(e)));
                }
            } else if (!turn.lastResort()) {
                turns.add(new Turn(turn.controller(), true));
            }
        }
        throw refusal;
    }

    private static <T> T answer(Controller controller, Health health, Question<T> question) throws NamingException {
        try {
            T answer = question.ask(controller);
            if (health.isWellAgain()) {
                LOG.info("{} answers again", controller);
            }
            return answer;
        } finally {
            health.leave();
        }
    }

    /** @throws Refusal when another controller would say the same */
    private Refusal failed(Controller controller, Health health, AdError error) {
        Refusal refusal = error.refusal(controller);
        if (error.kind() == AdError.Kind.INTERRUPTED) {
            // JNDI took the thread's mark away; whoever interrupts, a server that stops, still counts on it.
            Thread.currentThread().interrupt();
        }
        if (!error.isOfController()) {
            throw refusal;
        }
        health.isFailing(clock.instant().plus(COOL_DOWN));
        LOG.warn("{} fails and is left alone for {} s: {}", controller, COOL_DOWN.toSeconds(), error.detail());
        return refusal;
    }

    /** A certificate that is not trusted is for somebody to mend; that another controller is down says less. */
    private static Refusal graver(Refusal one, Refusal other) {
        return one.reason() == Reason.DIRECTORY_TLS_UNTRUSTED ? one : other;
    }

    /** Notes that a controller failed where nothing more may be asked, so that the next request starts with another one. */
    void noteFailure(Controller controller, AdError error) {
        if (error.isOfController()) {
            failed(controller, healths.computeIfAbsent(controller, key -> new Health()), error);
        }
    }

    /** @param lastResort whether the controller is tried even while it is left alone */
    private record Turn(Controller controller, boolean lastResort) {}

    private static final class Health {

        private @Nullable Instant failingUntil;
        private boolean tried;

        synchronized boolean admits(Instant now, boolean lastResort) {
            if (failingUntil == null) {
                return true;
            }
            if (tried || (now.isBefore(failingUntil) && !lastResort)) {
                return false;
            }
            tried = true;
            return true;
        }

        synchronized void isFailing(Instant until) {
            failingUntil = until;
        }

        /** Notes an answer, and says whether it ends a failure. */
        synchronized boolean isWellAgain() {
            boolean failed = failingUntil != null;
            failingUntil = null;
            return failed;
        }

        synchronized void leave() {
            tried = false;
        }
    }
}
