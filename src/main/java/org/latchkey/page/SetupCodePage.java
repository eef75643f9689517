package org.latchkey.page;

import java.util.Optional;

/**
 * Asks for the one-time code that stands in Tomcat's log.
 *
 * @param action where the form is posted to
 * @param message why the last code was not accepted
 */
public record SetupCodePage(String action, Optional<String> message) implements Page {

    /** The field with the code. */
    public static final String CODE = "code";

    @Override
    public String template() {
        return "setupcode";
    }
}
