package org.latchkey.page;

import java.util.Optional;

/**
 * Asks for the one-time code that stands in Tomcat's log.
 *
 * @param wrong whether a code was typed that is not the one
 * @param action where the form is posted to
 * @param signIn where members of {@code adminGroup} sign in instead; not while nobody can
 */
public record SetupCodePage(boolean wrong, String action, Optional<String> signIn) implements Page {

    /** The field with the code. */
    public static final String CODE = "code";

    @Override
    public String template() {
        return "setupcode";
    }
}
