package org.latchkey.directory;

import java.time.Instant;
import java.util.Optional;

/**
 * How it went with one controller so far: for administrators.
 *
 * @param directory the name of the directory, as in {@code latchkey/directory/corp}
 * @param controller {@code host:port}
 * @param lastAnswer when it answered last
 * @param lastFailure when it failed last, which may be long ago
 * @param failure what happened then; empty where it never failed
 * @param figures what it was asked
 */
public record ControllerStatus(
        String directory,
        String controller,
        State state,
        Optional<Instant> lastAnswer,
        Optional<Instant> lastFailure,
        String failure,
        ControllerFigures figures) {

    /** The best comes first. */
    public enum State {
        ANSWERS,
        /** Never needed yet. */
        UNTRIED,
        /** It failed, and the others are asked instead until it answers a trial. */
        LEFT_ALONE
    }

    ControllerStatus withConnections(int used, int resting) {
        return new ControllerStatus(
                directory, controller, state, lastAnswer, lastFailure, failure, figures.withConnections(used, resting));
    }
}
