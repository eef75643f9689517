package org.latchkey.directory;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** What is known of one controller: whether it may be asked, and how it went. */
final class Health {

    private @Nullable Instant failingUntil;
    private @Nullable CountDownLatch trial;
    private int failures;
    private @Nullable Instant lastAnswer;
    private @Nullable Instant lastFailure;
    private String failure = "";
    private ControllerFigures figures = ControllerFigures.NONE;

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
        if (trial != null || !lastResort) {
            return Turn.NONE;
        }
        trial = new CountDownLatch(1);
        return Turn.TRIAL;
    }

    /**
     * A turn as a last resort, after the trial that runs. Where that fails, there is none: to try once more would take as long.
     * Where it ends without saying anything about the controller, the next trial is this one.
     *
     * @param failed {@link #failures} before a turn was asked for
     */
    Turn turnAfterTrial(int failed, Deadline deadline) throws InterruptedException {
        CountDownLatch running = running();
        boolean ended = running == null || running.await(deadline.millisLeft(), TimeUnit.MILLISECONDS);
        synchronized (this) {
            boolean worthATry = ended && (failingUntil == null || failures == failed);
            return worthATry ? turn(true) : Turn.NONE;
        }
    }

    private synchronized @Nullable CountDownLatch running() {
        return trial;
    }

    /** How often it failed so far. */
    synchronized int failures() {
        return failures;
    }

    /** Takes the turn of a trial when its time has come. */
    synchronized boolean takesTrial(Instant now) {
        if (failingUntil == null || trial != null || now.isBefore(failingUntil)) {
            return false;
        }
        trial = new CountDownLatch(1);
        return true;
    }

    synchronized void leave(Turn turn) {
        if (turn == Turn.TRIAL && trial != null) {
            trial.countDown();
            trial = null;
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
        failures++;
        failingUntil = until;
        lastFailure = now;
        failure = detail;
        return news;
    }

    synchronized void countAnswer(Duration time) {
        figures = figures.plusAnswer(time);
    }

    /** An answer that no other controller would give differently is one, too. */
    synchronized void count(AdError error, Duration time) {
        figures = error.isOfController() ? figures.plusFailure(time) : figures.plusAnswer(time);
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
                failure,
                figures);
    }
}
