package org.latchkey.setup;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.latchkey.directory.ControllerCheck;
import org.latchkey.directory.ControllerGroup;
import org.latchkey.directory.Directory;
import org.latchkey.page.ChecksPage.Finding;
import org.latchkey.page.ChecksPage.State;
import org.latchkey.setup.CheckRuns.Check;

/**
 * How each domain controller answers.
 *
 * @param directory absent while the configuration keeps everything closed
 */
public record ControllerChecks(Optional<Directory> directory, Clock clock) {

    /** Kerberos takes five minutes (RFC 4120's usual skew); somebody should know before. */
    private static final Duration MOST_OFFSET = Duration.ofMinutes(2);

    private static final Duration SLOW = Duration.ofMillis(500);
    private static final Duration SOON = Duration.ofDays(30);

    /** Less than the checks have together, so that those that answer are told beside one that hangs. */
    private static final Duration LIMIT = CheckRuns.LIMIT.minusSeconds(2);

    private static final Finding NO_CATALOG = new Finding(
            State.NOTE,
            "Global catalog",
            "None is configured, so a user principal name whose suffix is no domain's name is looked for in each domain.",
            "Name global catalogs in globalCatalog (ports 3269, 3268) where people have such names.");

    /** One for each domain and for its global catalogs: where the way to one of them hangs, the others still tell. */
    List<Check> checks() {
        if (directory.isEmpty()) {
            return List.of(new Check(
                    "Domain controllers",
                    () -> List.of(new Finding(
                            State.UNKNOWN,
                            "Domain controllers",
                            "None is asked while errors in the configuration keep everything closed.",
                            "Mend those first."))));
        }
        List<ControllerGroup> groups = directory.get().controllerGroups();
        List<Check> checks = new ArrayList<>(groups.stream().map(this::check).toList());
        if (groups.size() > 1 && groups.stream().noneMatch(ControllerGroup::catalog)) {
            checks.add(new Check("Global catalog", () -> List.of(NO_CATALOG)));
        }
        return checks;
    }

    private Check check(ControllerGroup group) {
        String subject = group.directory() + (group.catalog() ? ": global catalogs" : ": domain controllers");
        return new Check(
                subject,
                () -> group.examination().apply(LIMIT).stream()
                        .map(check -> finding(check, group.catalog()))
                        .toList());
    }

    private Finding finding(ControllerCheck check, boolean catalog) {
        String subject = check.directory() + ": " + (catalog ? "global catalog " : "") + check.controller();
        String found =
                catalog ? "Listed in globalCatalog. " : check.listed() ? "Listed in servers. " : "Found by DNS. ";
        if (check.failure().isPresent()) {
            Finding refused = Checks.refused(subject, check.failure().get());
            return new Finding(State.ERROR, subject, found + refused.text(), refused.remedy());
        }
        List<String> wrong = new ArrayList<>();
        check.certificateEnds()
                .filter(ends -> ends.isBefore(clock.instant().plus(SOON)))
                .ifPresent(ends -> wrong.add("Renew the controller's certificate."));
        check.clockOffset()
                .filter(offset -> offset.abs().compareTo(MOST_OFFSET) > 0)
                .ifPresent(
                        offset -> wrong.add("Set the clocks: Kerberos refuses tickets at five minutes, and Freshworks"
                                + " refuses answers earlier (w32tm /resync, or chrony)."));
        check.lookUp()
                .filter(took -> took.compareTo(SLOW) > 0)
                .ifPresent(
                        took -> wrong.add("Prefer a nearer controller: name it first in servers, or give this server's"
                                + " network its site in Active Directory."));
        return new Finding(
                wrong.isEmpty() ? State.FINE : State.WARNING, subject, found + told(check), String.join(" ", wrong));
    }

    private static String told(ControllerCheck check) {
        StringBuilder text = new StringBuilder("The service account is bound.");
        if (!check.site().isEmpty()) {
            text.append(" Site ").append(check.site()).append('.');
        }
        check.lookUp()
                .ifPresent(took ->
                        text.append(" Look-up in ").append(took.toMillis()).append(" ms."));
        text.append(check.certificateEnds()
                .map(ends -> " Certificate until " + day(ends) + ".")
                .orElse(" No TLS."));
        text.append(check.clockOffset()
                .map(offset -> " Its clock differs by " + offset.toSeconds() + " s.")
                .orElse(" It does not tell its time."));
        return text.toString();
    }

    static String day(Instant moment) {
        return moment.truncatedTo(ChronoUnit.DAYS).toString().substring(0, 10);
    }
}
