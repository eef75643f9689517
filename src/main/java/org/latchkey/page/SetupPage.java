package org.latchkey.page;

import java.util.List;

/**
 * The administrator's overview. Only what may be read over a shoulder: names and counts, never a secret.
 *
 * @param version Latchkey's
 * @param problems all that is wrong with the configuration
 * @param applications in the order of their names
 * @param overview the address of this page, under which the others are
 * @param facts what else is worth knowing, for instance the provider of the Windows sign-in
 */
public record SetupPage(
        String version, List<Problem> problems, List<App> applications, List<Fact> facts, String overview)
        implements Page {

    /**
     * Something wrong, or worth a warning.
     *
     * @param severity {@code ERROR} or {@code WARNING}
     * @param resource the {@code <Resource>}'s name
     * @param attribute the attribute's name; empty where the resource as a whole is meant
     * @param seen the value that was found; empty where it is absent or secret
     * @param expected what was expected, or what to do
     */
    public record Problem(String severity, String resource, String attribute, String seen, String expected) {}

    /**
     * One application.
     *
     * @param protocol for instance {@code jwt}
     * @param state {@code WORKS} or {@code BROKEN}
     */
    public record App(String id, String title, String protocol, String state) {}

    /** A fact, already in words. */
    public record Fact(String name, String value) {}

    public SetupPage {
        problems = List.copyOf(problems);
        applications = List.copyOf(applications);
        facts = List.copyOf(facts);
    }

    @Override
    public String template() {
        return "setup";
    }
}
