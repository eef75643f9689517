package org.latchkey.config;

/**
 * Something wrong, or worth a warning, in the configuration.
 *
 * @param resource the {@code <Resource>}'s name, for instance {@code latchkey/app/helpdesk}
 * @param attribute the attribute's name, or empty where the resource as a whole is meant
 * @param seen the value that was found; never a secret's
 * @param expected what was expected, or what to do
 */
public record Problem(Severity severity, String resource, String attribute, String seen, String expected) {

    public enum Severity {
        /** The resource cannot be used. */
        ERROR,
        /** It works, but an administrator should know. */
        WARNING
    }

    public boolean isError() {
        return severity == Severity.ERROR;
    }

    @Override
    public String toString() {
        String where = attribute.isEmpty() ? resource : resource + " " + attribute;
        String what = seen.isEmpty() ? "" : " is \"" + seen + "\",";
        return severity + ": " + where + ":" + what + " " + expected;
    }
}
