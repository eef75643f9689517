package org.latchkey.config;

import java.util.List;

/**
 * The configuration as it was found at start: which resources, and every problem in them.
 *
 * @param closed whether errors in the site or the directory keep everything but setup, health, metrics and style sheet from
 *     answering
 */
public record Configuration(List<Settings> settings, List<Problem> problems, boolean closed) {

    public Configuration {
        settings = List.copyOf(settings);
        problems = List.copyOf(problems);
    }

    /** Nothing is configured yet: the first-steps page, not an error. */
    public boolean isEmpty() {
        return settings.isEmpty() && problems.isEmpty();
    }
}
