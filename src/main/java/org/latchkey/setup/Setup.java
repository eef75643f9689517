package org.latchkey.setup;

import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.latchkey.config.Configuration;
import org.latchkey.config.Problem;
import org.latchkey.page.SetupPage;

/**
 * What the setup page works with; there whatever the configuration is like.
 *
 * @param facts asked for each time that somebody looks
 */
public record Setup(
        SetupCode code,
        Configuration configuration,
        String version,
        List<SetupPage.App> applications,
        PasteSheets sheets,
        Supplier<List<SetupPage.Fact>> facts) {

    public Setup {
        applications = List.copyOf(applications);
    }

    /**
     * @param later problems that were not there at start, or could not be seen then
     * @param overview the address of this page
     */
    SetupPage page(List<Problem> later, String overview) {
        List<SetupPage.Problem> problems = Stream.concat(configuration.problems().stream(), later.stream())
                .map(problem -> new SetupPage.Problem(
                        problem.severity().name(),
                        problem.resource(),
                        problem.attribute(),
                        problem.seen(),
                        problem.expected()))
                .toList();
        List<SetupPage.App> states = applications.stream()
                .map(application -> later.stream().anyMatch(problem -> closes(problem, application))
                        ? new SetupPage.App(application.id(), application.title(), application.protocol(), "BROKEN")
                        : application)
                .toList();
        return new SetupPage(version, problems, states, facts.get(), overview);
    }

    private static boolean closes(Problem problem, SetupPage.App application) {
        return problem.isError() && problem.resource().equals("latchkey/app/" + application.id());
    }
}
