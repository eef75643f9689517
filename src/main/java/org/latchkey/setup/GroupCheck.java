package org.latchkey.setup;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.latchkey.application.AccessRule;
import org.latchkey.application.Application;
import org.latchkey.application.Landing;
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
     * @param effect what happens while the group cannot be found
     */
    public record Use(String resource, String attribute, GroupName group, Effect effect) {

        public static Use ofAdministrators(GroupName group) {
            return new Use("latchkey/site", "adminGroup", group, Effect.LETS_NOBODY_IN);
        }

        public static List<Use> of(Application application) {
            String resource = "latchkey/app/" + application.id();
            AccessRule access = application.access();
            Stream<GroupName> landing = application.landing().rules().stream().map(Landing.Rule::group);
            return Stream.of(
                            uses(resource, Application.ALLOW, access.allow().stream(), Effect.LETS_NOBODY_IN),
                            uses(resource, Application.DENY, access.deny().stream(), Effect.CLOSES),
                            uses(resource, Application.LANDING, landing, Effect.IS_PASSED_OVER))
                    .flatMap(uses -> uses)
                    .toList();
        }

        private static Stream<Use> uses(String resource, Attribute attribute, Stream<GroupName> groups, Effect effect) {
            return groups.map(group -> new Use(resource, attribute.name(), group, effect));
        }
    }

    /** What a group that cannot be found does where it is named. */
    public enum Effect {
        LETS_NOBODY_IN(". It lets nobody in"),
        CLOSES(". Until then nobody may enter this application"),
        IS_PASSED_OVER(". It is passed over, and the next rule counts");

        private final String words;

        Effect(String words) {
            this.words = words;
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
            return new Problem(
                    use.effect() == Effect.CLOSES && missing ? Problem.Severity.ERROR : Problem.Severity.WARNING,
                    use.resource(),
                    use.attribute(),
                    use.group().text(),
                    missing ? text + use.effect().words : text);
        });
    }
}
