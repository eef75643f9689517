package org.latchkey.page;

import java.util.List;

/**
 * How everything that a sign-in needs is now, for administrators.
 *
 * @param overview the address of the setup pages
 */
public record ChecksPage(List<Finding> findings, String overview) implements Page {

    /** How it stands with what was checked. */
    public enum State {
        ERROR,
        WARNING,
        /** It could not be found out. */
        UNKNOWN,
        /** Nothing was checked; it is for somebody to keep in mind. */
        NOTE,
        FINE
    }

    /**
     * One thing that was checked, in English.
     *
     * @param remedy empty where nothing is to be done
     */
    public record Finding(State state, String subject, String text, String remedy) {}

    public ChecksPage {
        findings = List.copyOf(findings);
    }

    @Override
    public String template() {
        return "checks";
    }
}
