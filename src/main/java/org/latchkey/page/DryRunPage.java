package org.latchkey.page;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What would be sent for a person to an application, and why not. It holds no signature and no hash, so that nobody is signed
 * in by it.
 *
 * @param account as it was typed
 * @param application the id of the one that was chosen; empty where none was
 * @param result empty where nothing was asked
 * @param overview the address of the setup pages
 */
public record DryRunPage(
        String account, String application, List<Choice> applications, Optional<Result> result, String overview)
        implements Page {

    /** The field with somebody's account. */
    public static final String ACCOUNT = "person";

    /** The field with an application's id. */
    public static final String APPLICATION = "application";

    /** An application to choose. */
    public record Choice(String id, String title) {}

    /** A value by its name. */
    public record Fact(String name, String value) {}

    /**
     * Something that a sign-in would be refused for.
     *
     * @param meaning the administrator's voice
     * @param fixer the name of a {@code Fixer}
     */
    public record Obstacle(String reason, String meaning, String remedy, String fixer, Map<String, String> facts) {}

    /**
     * An attribute of the directory.
     *
     * @param values none where it is empty, hidden, or not text
     */
    public record Attribute(String name, List<String> values) {
        public Attribute {
            values = List.copyOf(values);
        }
    }

    /**
     * A group of the application's rule.
     *
     * @param list {@code allow} or {@code deny}
     * @param member {@code IN}, {@code NOT_IN}, or {@code UNRESOLVED} where there is no such group
     */
    public record Group(String list, String name, String member) {}

    /**
     * A value as a script sent it, beside what is sent now.
     *
     * @param source where the script took it from
     * @param same whether they are the same octets
     * @param difference in octets of UTF-8
     */
    public record Comparison(
            String parameter, String source, String before, String now, boolean same, String difference) {}

    /**
     * What was found out.
     *
     * @param rule that decided who may enter; empty where there is none
     * @param destination where the answer would go; empty where there would be none
     * @param answer what it would say
     * @param written the same in the form in which it is sent, by the name of each part
     * @param comparisons empty where the application replaces no script
     */
    public record Result(
            List<Obstacle> obstacles,
            List<Fact> entry,
            List<Attribute> attributes,
            List<Group> groups,
            String rule,
            String destination,
            List<Fact> answer,
            List<Fact> written,
            List<Comparison> comparisons) {
        public Result {
            obstacles = List.copyOf(obstacles);
            entry = List.copyOf(entry);
            attributes = List.copyOf(attributes);
            groups = List.copyOf(groups);
            answer = List.copyOf(answer);
            written = List.copyOf(written);
            comparisons = List.copyOf(comparisons);
        }
    }

    public DryRunPage {
        applications = List.copyOf(applications);
    }

    @Override
    public String template() {
        return "dryrun";
    }
}
