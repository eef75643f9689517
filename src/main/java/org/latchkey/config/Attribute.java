package org.latchkey.config;

/**
 * One attribute that a {@code <Resource>} of the configuration may carry. The features declare theirs as constants; reading,
 * unknown names, the sample descriptor's test and the reference documentation all use the same constants.
 *
 * @param name as written in the descriptor
 * @param form what is expected, in words that an administrator can compare with what he wrote
 * @param fallback the value that holds where the attribute is absent, or empty
 * @param needed when it is required: {@code always}, or the case; empty for an attribute that may always be left out
 * @param meaning one sentence, with Markdown's back-quotes around names
 */
public record Attribute(String name, String form, String fallback, String needed, String meaning) {

    public static Attribute of(String name, String form, String meaning) {
        return new Attribute(name, form, "", "", meaning);
    }

    public Attribute orElse(String fallback) {
        return new Attribute(name, form, fallback, needed, meaning);
    }

    /** @param when in a few words, of which {@code always} is one */
    public Attribute needed(String when) {
        return new Attribute(name, form, fallback, when, meaning);
    }
}
