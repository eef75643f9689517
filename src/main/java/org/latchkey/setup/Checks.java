package org.latchkey.setup;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.latchkey.config.Configuration;
import org.latchkey.config.Problem;
import org.latchkey.page.ChecksPage;
import org.latchkey.page.ChecksPage.Finding;
import org.latchkey.page.ChecksPage.State;
import org.latchkey.refusal.Refusal;
import org.latchkey.refusal.Voices;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Everything that a sign-in needs, looked at when somebody asks, each with what it means and what mends it. A check that
 * fails says so, and hides no other.
 */
public record Checks(
        Configuration configuration,
        ControllerChecks controllers,
        KeyChecks keys,
        ServiceNameCheck serviceName,
        ServerChecks server) {

    private static final Logger LOG = LoggerFactory.getLogger(Checks.class);

    /** @param later problems that were not there at start */
    ChecksPage page(HttpServletRequest request, List<Problem> later, String overview) {
        List<Finding> findings = Stream.of(
                        run("Configuration", () -> List.of(problems(later))),
                        run("Domain controllers", controllers::findings),
                        run("Keys and certificates", keys::findings),
                        run("Service principal name", serviceName::findings),
                        run("Address", () -> server.address(request)),
                        run("Tomcat", server::tomcat),
                        run("Session cookie", () -> List.of(server.cookie(request.getServletContext()))),
                        run("Before the switch", () -> List.of(bypass())))
                .flatMap(List::stream)
                .toList();
        return new ChecksPage(findings, overview);
    }

    private static List<Finding> run(String subject, Supplier<List<Finding>> check) {
        try {
            return check.get();
        } catch (Refusal e) {
            return List.of(refused(subject, e));
        } catch (RuntimeException e) {
            LOG.warn("The check of {} failed", subject, e);
            return List.of(new Finding(
                    State.UNKNOWN, subject, "This could not be checked. Tomcat's log has the details.", ""));
        }
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
                errors + " errors and " + (all.size() - errors) + " warnings.",
                "The overview lists each of them, with what was expected.");
    }

    private static Finding bypass() {
        return new Finding(
                State.NOTE,
                "Before the switch",
                "Once single sign-on is on, Freshworks sends everybody here, the administrators too.",
                "Write down the address that goes past it, your account's own address followed by /login/normal, and try"
                        + " it in a private window while it is not needed.");
    }
}
