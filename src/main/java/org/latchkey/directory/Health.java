package org.latchkey.directory;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is known of one controller: whether it may be asked, and how it went. */
final class Health {

    private @Nullable Instant failingUntil;
    private boolean tried;
    private @Nullable Instant lastAnswer;
    private @Nullable Instant lastFailure;
    private String failure = "";

    /** Somebody's turn to ask. */
    enum Turn {
        /** The controller is well, as far as is known. */
        REGULAR,
        /** It failed, and this is the one request that tries it. */
        TRIAL,
        /** Not now. */
        NONE
    }

    /** @param lastResort whether even a controller that is left alone is worth a try */
    synchronized Turn turn(boolean lastResort) {
        if (failingUntil == null) {
            return Turn.REGULAR;
        }
        if (tried || !lastResort) {
            return Turn.NONE;
        }
        tried = true;
        return Turn.TRIAL;
    }

    /** Takes the turn of a trial when its time has come. */
    synchronized boolean takesTrial(Instant now) {
        if (failingUntil == null || tried || now.isBefore(failingUntil)) {
            return false;
        }
        tried = true;
        return true;
    }

    synchronized void leave(Turn turn) {
        if (turn == Turn.TRIAL) {
            tried = false;
        }
    }

    /** Notes an answer, and says whether it ends a failure. */
    synchronized boolean isWellAgain(Instant now) {
        boolean failed = failingUntil != null;
        failingUntil = null;
        lastAnswer = now;
        return failed;
    }

    /** Notes a failure, and says whether it is news. */
    synchronized boolean isFailingNow(Instant now, Instant until, String detail) {
        boolean news = failingUntil == null;
        failingUntil = until;
        lastFailure = now;
        failure = detail;
        return news;
    }

    synchronized boolean isFailing() {
        return failingUntil != null;
    }

    synchronized ControllerStatus status(String directory, Controller controller) {
        ControllerStatus.State state = failingUntil != null
                ? ControllerStatus.State.LEFT_ALONE
                : lastAnswer == null ? ControllerStatus.State.UNTRIED : ControllerStatus.State.ANSWERS;
        return new ControllerStatus(
                directory,
                controller.toString(),
                state,
                Optional.ofNullable(lastAnswer),
                Optional.ofNullable(lastFailure),
                failure);
    }
}
