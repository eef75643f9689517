package org.latchkey.config;

import java.util.Objects;

/** A password or shared secret. It prints as dots wherever it ends up by mistake: a log, a page, a record's {@code toString}. */
public final class Secret {

    private final String value;

    public Secret(String value) {
        this.value = Objects.requireNonNull(value);
    }

    /** The secret itself, for the one call that needs it. */
    public String reveal() {
        return value;
    }

    public boolean isEmpty() {
        return value.isEmpty();
    }

    @Override
    public String toString() {
        return "••••••";
    }
}
