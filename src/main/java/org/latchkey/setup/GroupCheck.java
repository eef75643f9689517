package org.latchkey.setup;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.latchkey.application.Application;
import org.latchkey.config.Attribute;
import org.latchkey.config.Problem;
import org.latchkey.directory.GroupName;
import org.latchkey.directory.Groups;
import org.latchkey.refusal.Refusal;

/** Whether the groups that the configuration names are there. The directory is asked when somebody looks, not at start. */
public record GroupCheck(Groups groups, List<Use> uses) {

    /**
     * A group and what it is named for.
     *
     * @param vital whether nothing works while the group cannot be found
     */
    public record Use(String resource, String attribute, GroupName group, boolean vital) {

        public static Use ofAdministrators(GroupName group) {
            return new Use("latchkey/site", "adminGroup", group, false);
        }

        public static List<Use> of(Application application) {
            String resource = "latchkey/app/" + application.id();
            return Stream.concat(
                            uses(
                                    resource,
                                    Application.ALLOW,
                                    application.access().allow(),
                                    false),
                            uses(
                                    resource,
                                    Application.DENY,
                                    application.access().deny(),
                                    true))
                    .toList();
        }

        private static Stream<Use> uses(String resource, Attribute attribute, List<GroupName> groups, boolean vital) {
            return groups.stream().map(group -> new Use(resource, attribute.name(), group, vital));
        }
    }

    public GroupCheck {
        uses = List.copyOf(uses);
    }

    /** What is wrong with them; that nothing can be said at the moment is told once. */
    List<Problem> problems() {
        List<Problem> problems = new ArrayList<>();
        for (Use use : uses) {
            try {
                problem(use).ifPresent(problems::add);
            } catch (Refusal e) {
                problems.add(new Problem(
                        Problem.Severity.WARNING,
                        use.resource(),
                        use.attribute(),
                        use.group().text(),
                        "groups cannot be looked up at the moment: " + e.reason()));
                return problems;
            }
        }
        return problems;
    }

    private Optional<Problem> problem(Use use) {
        return groups.problem(use.group()).map(text -> {
            boolean missing = !groups.isResolved(use.group());
            String effect = use.vital() ? ". Until then nobody may enter this application" : ". It lets nobody in";
            return new Problem(
                    use.vital() && missing ? Problem.Severity.ERROR : Problem.Severity.WARNING,
                    use.resource(),
                    use.attribute(),
                    use.group().text(),
                    missing ? text + effect : text);
        });
    }
}
