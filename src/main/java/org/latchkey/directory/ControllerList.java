package org.latchkey.directory;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import javax.naming.NamingException;
import org.jspecify.annotations.Nullable;
import org.latchkey.refusal.Reason;
import org.latchkey.refusal.Refusal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The controllers in the order to ask them. Who asks waits for DNS once in a server's life; later, the list is renewed in the
 * background. One request asks for all that come meanwhile: the others take up no thread of {@link Attempts}, which are needed
 * to find out this server's site.
 */
final class ControllerList {

    private static final Logger LOG = LoggerFactory.getLogger(ControllerList.class);

    private final KnownControllers known;
    private final Attempts attempts;
    private final Duration limit;
    private final AtomicReference<@Nullable FutureTask<List<Controller>>> first = new AtomicReference<>();

    /** @param limit how long DNS may take */
    ControllerList(KnownControllers known, Attempts attempts, Duration limit) {
        this.known = known;
        this.attempts = attempts;
        this.limit = limit;
    }

    /** @throws Refusal {@link Reason#DIRECTORY_UNAVAILABLE} when there is none yet */
    List<Controller> now(Deadline deadline) {
        Optional<List<Controller>> atHand = known.atHand();
        if (atHand.isPresent()) {
            renewWhenDue();
            return atHand.get();
        }
        return first(deadline);
    }

    private List<Controller> first(Deadline deadline) {
        FutureTask<List<Controller>> mine = new FutureTask<>(() -> lookUp(deadline));
        FutureTask<List<Controller>> running = first.compareAndExchange(null, mine);
        if (running == null) {
            mine.run();
            first.set(null);
            running = mine;
        }
        try {
            return running.get(deadline.millisLeft(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Refusal refusal ? refusal : new IllegalStateException(e.getCause());
        } catch (TimeoutException e) {
            throw unavailable("no answer in time");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unavailable("interrupted");
        }
    }

    private List<Controller> lookUp(Deadline deadline) {
        try {
            return attempts.call(known, deadline, limit, known::get, none -> {});
        } catch (NamingException e) {
            throw unavailable(AdError.of(e).detail());
        }
    }

    private static Refusal unavailable(String error) {
        return new Refusal(Reason.DIRECTORY_UNAVAILABLE).with("error", "DNS: " + error);
    }

    /** As far as it is known. */
    List<Controller> atHand() {
        return known.atHand().orElse(List.of());
    }

    /** None of them answers: the next request may find other ones. */
    void allFail() {
        known.allFail();
        renewWhenDue();
    }

    private void renewWhenDue() {
        if (known.isDue()) {
            attempts.inBackground(() -> LOG.debug("the controllers are {}", known.get()));
        }
    }
}
