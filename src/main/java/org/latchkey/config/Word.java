package org.latchkey.config;

import java.util.Locale;

/** A constant of an enum that the configuration names. */
public interface Word {

    /** As {@link Enum#name}. */
    String name();

    /** What stands in the configuration. */
    default String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
