package org.latchkey.application;

/**
 * What an {@link AccessRule} says of one person.
 *
 * @param rule the rule that decided, for administrators; empty where there was none to ask
 */
public record Access(Outcome outcome, String rule) {

    public static final Access UNCONDITIONAL = new Access(Outcome.GRANTED, "");

    public enum Outcome {
        GRANTED,
        DENIED,
        /** A group to be kept out cannot be found, so nobody may enter. */
        CLOSED
    }

    public boolean isGranted() {
        return outcome == Outcome.GRANTED;
    }
}
