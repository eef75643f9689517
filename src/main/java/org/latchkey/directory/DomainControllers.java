package org.latchkey.directory;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import javax.naming.NamingException;
import org.latchkey.refusal.Reason;
import org.latchkey.refusal.Refusal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks one controller after another until one answers. JNDI's own list of URLs is no failover: it remembers nothing, and pays
 * a dead controller's time-out for each new connection.
 *
 * <p>A controller that failed is left alone for half a minute; then it is tried in the background, while requests go on
 * without it. Only when none is left that did not fail, requests try: one at a time, and the others wait for what it finds
 * out. They do not pile up: beyond {@link #MOST_WAITING} they are refused at once.
 */
final class DomainControllers {

    private static final Logger LOG = LoggerFactory.getLogger(DomainControllers.class);
    private static final Duration COOL_DOWN = Duration.ofSeconds(30);

    /** Of Tomcat's 200 threads, so that all else goes on while no controller answers. */
    static final int MOST_WAITING = 32;

    private final String directory;
    private final ControllerList list;
    private final Attempts attempts;
    private final Duration limit;
    private final Care care;
    private final Clock clock;
    private final Map<Controller, Health> healths = new ConcurrentHashMap<>();
    private final Semaphore waiting = new Semaphore(MOST_WAITING);

    /** What is asked; it may be asked of several controllers. */
    interface Question<T> {
        T ask(Controller controller) throws NamingException;
    }

    /** What is to be done for a controller's sake. */
    interface Care {

        /** Finds out whether it answers again; runs in the background. */
        void probe(Controller controller) throws NamingException;

        /** Gives up what is open to it and not in use. */
        void drop(Controller controller);

        /** It is no controller any more. */
        void forget(Controller controller);
    }

    /** @param limit how long one controller may take, whatever it is that it does not do */
    DomainControllers(
            String directory, KnownControllers known, Attempts attempts, Duration limit, Care care, Clock clock) {
        this.directory = directory;
        this.list = new ControllerList(known, attempts, limit);
        this.attempts = attempts;
        this.limit = limit;
        this.care = care;
        this.clock = clock;
    }

    /**
     * The first answer.
     *
     * @param late gets an answer that came too late
     * @throws Refusal {@link Reason#DIRECTORY_UNAVAILABLE} or {@link Reason#DIRECTORY_TLS_UNTRUSTED} when no controller gave
     *     one; any other as {@link AdError#refusal} has it, from the first controller that said so
     */
    <T> T ask(Deadline deadline, Question<T> question, Consumer<? super T> late) {
        Refusal refusal = new Refusal(Reason.DIRECTORY_UNAVAILABLE).with("error", "no controller is known to answer");
        List<Controller> all = list.now(deadline);
        forgetOthers(all);
        Deque<Chance> chances = new ArrayDeque<>();
        all.forEach(controller -> chances.add(new Chance(controller, false)));
        while (!chances.isEmpty() && !deadline.isOver()) {
            Chance chance = chances.remove();
            Health health = health(chance.controller());
            Health.Turn turn = turn(health, chance.lastResort(), deadline);
            if (turn == Health.Turn.NONE) {
                chance.again().ifPresent(chances::add);
                continue;
            }
            try {
                T answer = answer(chance.controller(), deadline, question, late);
                tryFailing(all);
                return answer;
            } catch (ConnectionPool.Stale e) {
                refusal = graver(refusal, failed(chance.controller(), e));
                chance.again().ifPresent(chances::add);
            } catch (NamingException e) {
                refusal = graver(refusal, failed(chance.controller(), e));
            } finally {
                health.leave(turn);
            }
        }
        lookAgain(all);
        throw refusal;
    }

    /** Those that left DNS: their names may come and go for ever where addresses are handed out. */
    private void forgetOthers(List<Controller> all) {
        List<Controller> gone =
                healths.keySet().stream().filter(known -> !all.contains(known)).toList();
        for (Controller controller : gone) {
            if (healths.remove(controller) != null) {
                care.forget(controller);
            }
        }
    }

    private void lookAgain(List<Controller> all) {
        if (all.stream().allMatch(controller -> health(controller).isFailing())) {
            list.allFail();
        }
    }

    private Health.Turn turn(Health health, boolean lastResort, Deadline deadline) {
        int failed = health.failures();
        Health.Turn turn = health.turn(lastResort);
        if (turn != Health.Turn.NONE || !lastResort || !waiting.tryAcquire()) {
            return turn;
        }
        try {
            return health.turnAfterTrial(failed, deadline);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Health.Turn.NONE;
        } finally {
            waiting.release();
        }
    }

    /** How many requests wait for what another one finds out. */
    int waiting() {
        return MOST_WAITING - waiting.availablePermits();
    }

    private <T> T answer(Controller controller, Deadline deadline, Question<T> question, Consumer<? super T> late)
            throws NamingException {
        Instant start = clock.instant();
        try {
            T answer = attempts.call(controller, deadline, limit, () -> question.ask(controller), late);
            health(controller).countAnswer(Duration.between(start, clock.instant()));
            answered(controller);
            return answer;
        } catch (NamingException e) {
            if (isDueToController(e)) {
                health(controller).count(AdError.of(e), Duration.between(start, clock.instant()));
            }
            throw e;
        }
    }

    private void answered(Controller controller) {
        if (health(controller).isWellAgain(clock.instant())) {
            LOG.info("{} answers again", controller);
        }
    }

    /** Whether it says something about the controller; not where nobody waited for it, or too much was asked at once here. */
    private static boolean isDueToController(NamingException e) {
        return !(e instanceof Attempts.LeftEarly || e instanceof ConnectionPool.Busy);
    }

    /** @throws Refusal when another controller would say the same */
    private Refusal failed(Controller controller, NamingException e) {
        AdError error = AdError.of(e);
        Refusal refusal = error.refusal(controller);
        if (isDueToController(e)) {
            noteFailure(controller, error);
        }
        if (!error.isOfController()) {
            throw refusal;
        }
        return refusal;
    }

    /** A certificate that is not trusted is for somebody to mend; that another controller is down says less. */
    private static Refusal graver(Refusal one, Refusal other) {
        return one.reason() == Reason.DIRECTORY_TLS_UNTRUSTED ? one : other;
    }

    /** Notes that a controller failed, so that the next request starts with another one. */
    void noteFailure(Controller controller, AdError error) {
        if (!error.isOfController()) {
            return;
        }
        Instant now = clock.instant();
        if (health(controller).isFailingNow(now, now.plus(COOL_DOWN), error.detail())) {
            LOG.warn("{} fails and is left alone for {} s: {}", controller, COOL_DOWN.toSeconds(), error.detail());
        }
        if (error.kind() == AdError.Kind.UNREACHABLE) {
            care.drop(controller);
            leaveTo(controller);
        }
    }

    /** Nobody has to find out for himself what is known now, if there is another controller to go to. */
    private void leaveTo(Controller failing) {
        boolean others = list.atHand().stream()
                .anyMatch(controller ->
                        !controller.equals(failing) && !health(controller).isFailing());
        if (others) {
            attempts.giveUp(failing);
        }
    }

    private void tryFailing(List<Controller> all) {
        Instant now = clock.instant();
        for (Controller controller : all) {
            Health health = health(controller);
            if (health.takesTrial(now) && !attempts.inBackground(() -> probe(controller, health))) {
                health.leave(Health.Turn.TRIAL);
            }
        }
    }

    private void probe(Controller controller, Health health) {
        try {
            care.probe(controller);
            answered(controller);
        } catch (Refusal e) {
            // The service account is refused, say: that is an answer.
            answered(controller);
        } catch (NamingException e) {
            noteFailure(controller, AdError.of(e));
        } finally {
            health.leave(Health.Turn.TRIAL);
        }
    }

    /** @throws Refusal {@link Reason#DIRECTORY_UNAVAILABLE} when none is known */
    List<Controller> all(Deadline deadline) {
        return list.now(deadline);
    }

    /** As far as they are known, in the order to ask them. */
    List<ControllerStatus> statuses(BiFunction<Controller, ControllerStatus, ControllerStatus> completion) {
        return list.atHand().stream()
                .map(controller ->
                        completion.apply(controller, health(controller).status(directory, controller)))
                .toList();
    }

    private Health health(Controller controller) {
        return healths.computeIfAbsent(controller, key -> new Health());
    }

    /** @param lastResort whether the controller is tried even while it is left alone */
    private record Chance(Controller controller, boolean lastResort) {

        Optional<Chance> again() {
            return lastResort ? Optional.empty() : Optional.of(new Chance(controller, true));
        }
    }
}
