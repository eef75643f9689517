package org.latchkey.setup;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.latchkey.application.Registration;
import org.latchkey.config.Configuration;
import org.latchkey.config.Problem;
import org.latchkey.page.ChecksPage;
import org.latchkey.page.ChecksPage.Finding;
import org.latchkey.page.ChecksPage.State;
import org.latchkey.refusal.Refusal;
import org.latchkey.refusal.Voices;
import org.latchkey.setup.CheckRuns.Check;

/**
 * Everything that a sign-in needs, looked at when somebody asks, each with what it means and what mends it. A check that
 * fails or hangs says so, and hides no other.
 *
 * @param registrations those that are open
 */
public record Checks(
        Configuration configuration,
        List<Registration> registrations,
        ControllerChecks controllers,
        KeyChecks keys,
        ServiceNameCheck serviceName,
        AliasCheck alias,
        PortalClocks clocks,
        ServerChecks server,
        CheckRuns runs) {

    public Checks {
        registrations = List.copyOf(registrations);
    }

    /** @param later problems that were not there at start; looking for them may take its time */
    ChecksPage page(HttpServletRequest request, Supplier<List<Problem>> later, String overview) {
        List<Finding> findings = new ArrayList<>(runs.run(() -> checks(later)));
        findings.addAll(server.address(request));
        findings.addAll(server.tomcat());
        findings.add(server.cookie(request.getServletContext()));
        findings.add(bypass());
        return new ChecksPage(findings, overview);
    }

    private List<Check> checks(Supplier<List<Problem>> later) {
        List<Check> checks = new ArrayList<>();
        checks.add(new Check("Configuration", () -> List.of(problems(later.get()))));
        checks.addAll(controllers.checks());
        checks.add(new Check("Keys and certificates", keys::findings));
        checks.add(new Check("Service principal name", serviceName::findings));
        checks.add(new Check(AliasCheck.SUBJECT, alias::findings));
        checks.addAll(clocks.checks());
        return checks;
    }

    /** In the administrator's voice. */
    static Finding refused(String subject, Refusal refusal) {
        Voices voices = refusal.reason().voices(Locale.ENGLISH);
        String facts =
                refusal.facts().entrySet().stream().map(Checks::written).collect(Collectors.joining(", ", " (", ")"));
        return new Finding(
                State.ERROR,
                subject,
                refusal.reason().name() + ": " + voices.administrator()
                        + (refusal.facts().isEmpty() ? "" : facts),
                voices.remedy());
    }

    private static String written(Map.Entry<String, String> fact) {
        return fact.getKey() + ": " + fact.getValue();
    }

    private Finding problems(List<Problem> later) {
        List<Problem> all = new ArrayList<>(configuration.problems());
        all.addAll(later);
        long errors = all.stream().filter(Problem::isError).count();
        if (all.isEmpty()) {
            return new Finding(State.FINE, "Configuration", "No problems were found.", "");
        }
        return new Finding(
                errors > 0 ? State.ERROR : State.WARNING,
                "Configuration",
                "Errors: " + errors + ". Warnings: " + (all.size() - errors) + ".",
                "The overview lists each of them, with what was expected.");
    }

    private Finding bypass() {
        List<String> addresses = new BypassAddresses(registrations).all();
        return new Finding(
                State.NOTE,
                "Before the switch",
                "Once single sign-on is on, Freshworks sends everybody here, the administrators too.",
                "Write down the address that goes past it, your account's own address followed by /login/normal"
                        + (addresses.isEmpty()
                                ? ""
                                : " (to go by the configuration: " + String.join(", ", addresses) + ")")
                        + ", and try it in a private window while it is not needed.");
    }
}
