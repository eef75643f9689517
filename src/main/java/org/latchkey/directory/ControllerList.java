package org.latchkey.directory;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.naming.NamingException;
import org.latchkey.refusal.Reason;
import org.latchkey.refusal.Refusal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The controllers in the order to ask them. Who asks waits for DNS once in a server's life; later, the list is renewed in the
 * background.
 */
record ControllerList(KnownControllers known, Attempts attempts, Duration limit) {

    private static final Logger LOG = LoggerFactory.getLogger(ControllerList.class);

    /** @throws Refusal {@link Reason#DIRECTORY_UNAVAILABLE} when there is none yet */
    List<Controller> now(Deadline deadline) {
        Optional<List<Controller>> atHand = known.atHand();
        if (atHand.isPresent()) {
            renewWhenDue();
            return atHand.get();
        }
        try {
            return attempts.call(known, deadline, limit, known::get, none -> {});
        } catch (NamingException e) {
            throw new Refusal(Reason.DIRECTORY_UNAVAILABLE)
                    .with("error", "DNS: " + AdError.of(e).detail());
        }
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
