package org.latchkey.setup;

import java.util.List;
import org.latchkey.config.Configuration;
import org.latchkey.page.SetupPage;

/** What the setup page works with; there whatever the configuration is like. */
public record Setup(
        SetupCode code,
        Configuration configuration,
        String version,
        List<SetupPage.App> applications,
        List<SetupPage.Fact> facts) {

    public Setup {
        applications = List.copyOf(applications);
        facts = List.copyOf(facts);
    }

    SetupPage page() {
        List<SetupPage.Problem> problems = configuration.problems().stream()
                .map(problem -> new SetupPage.Problem(
                        problem.severity().name(),
                        problem.resource(),
                        problem.attribute(),
                        problem.seen(),
                        problem.expected()))
                .toList();
        return new SetupPage(version, problems, applications, facts);
    }
}
