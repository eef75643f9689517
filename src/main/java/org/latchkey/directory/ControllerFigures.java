package org.latchkey.directory;

import java.time.Duration;

/**
 * What one controller was asked since the start, and the connections to it now.
 *
 * @param answers how often it answered, refusals of its own included
 * @param answering how long that took altogether
 * @param failures how often there was no answer, or none that helped
 * @param failing how long it took to find out
 * @param used connections that somebody works with
 * @param resting connections that are open and free
 */
public record ControllerFigures(
        long answers, Duration answering, long failures, Duration failing, int used, int resting) {

    /** Nothing was asked, and nothing is open. */
    public static final ControllerFigures NONE = new ControllerFigures(0, Duration.ZERO, 0, Duration.ZERO, 0, 0);

    ControllerFigures plusAnswer(Duration time) {
        return new ControllerFigures(answers + 1, answering.plus(time), failures, failing, used, resting);
    }

    ControllerFigures plusFailure(Duration time) {
        return new ControllerFigures(answers, answering, failures + 1, failing.plus(time), used, resting);
    }

    ControllerFigures withConnections(int usedNow, int restingNow) {
        return new ControllerFigures(answers, answering, failures, failing, usedNow, restingNow);
    }
}
