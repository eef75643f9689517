package org.latchkey.directory;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.naming.InvalidNameException;
import javax.naming.NamingException;
import javax.naming.directory.SearchControls;
import javax.naming.ldap.LdapName;
import org.latchkey.refusal.Reason;
import org.latchkey.refusal.Refusal;

/**
 * Asks each controller by a fresh connection, all at the same time, so that those that hang cost one limit together. Binds are
 * the service account's own, with its care not to be locked.
 */
record Examination(
        DirectorySettings settings,
        Connector connector,
        ServiceAccount account,
        Attempts attempts,
        Clock clock,
        Duration atMost) {

    private static final int MOST = 16;

    /** GeneralizedTime (RFC 4517, 3.3.13) as controllers write it, {@code 20261122055522.0Z}, up to the seconds. */
    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("uuuuMMddHHmmss", Locale.ROOT);

    private static final int SECONDS_LENGTH = 14;

    /** Of a form that no account has, so that a look-up of it tells of nobody. */
    private static final String NOBODY = "latchkey/examination";

    List<ControllerCheck> of(List<Controller> controllers) {
        Deadline deadline = Deadline.after(limit(), clock);
        Map<Controller, CompletableFuture<ControllerCheck>> running = new LinkedHashMap<>();
        for (Controller controller : controllers.subList(0, Math.min(MOST, controllers.size()))) {
            CompletableFuture<ControllerCheck> outcome = new CompletableFuture<>();
            running.put(controller, outcome);
            if (!attempts.inBackground(() -> outcome.complete(examined(controller, deadline)))) {
                outcome.complete(failed(controller.toString(), unavailable(controller, "no thread is free")));
            }
        }
        return running.entrySet().stream()
                .map(entry -> outcome(entry.getKey(), entry.getValue(), deadline))
                .toList();
    }

    private Duration limit() {
        Duration usual = settings.connectTimeout().multipliedBy(2).plus(settings.readTimeout());
        return usual.compareTo(atMost) < 0 ? usual : atMost;
    }

    private ControllerCheck outcome(
            Controller controller, CompletableFuture<ControllerCheck> running, Deadline deadline) {
        try {
            return running.get(deadline.millisLeft(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            return failed(controller.toString(), unavailable(controller, "no answer in time"));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return failed(controller.toString(), unavailable(controller, "interrupted"));
        }
    }

    private ControllerCheck examined(Controller controller, Deadline deadline) {
        try {
            Optional<Instant> ends = connector
                    .certificate(controller, deadline)
                    .map(certificate -> certificate.getNotAfter().toInstant());
            account.prepare(deadline);
            try (Connection connection = connector.open(controller, deadline)) {
                account.bind(connection, deadline);
                return asked(connection, ends);
            }
        } catch (NamingException e) {
            return failed(controller.toString(), AdError.of(e).refusal(controller));
        } catch (Refusal e) {
            return failed(controller.toString(), e);
        }
    }

    private ControllerCheck asked(Connection connection, Optional<Instant> ends) throws NamingException {
        Instant before = clock.instant();
        List<Entry> root = connection.read("", "currentTime", "serverName", "defaultNamingContext");
        String time = root.isEmpty() ? "" : root.get(0).text("currentTime").orElse("");
        String server = root.isEmpty() ? "" : root.get(0).text("serverName").orElse("");
        return new ControllerCheck(
                settings.name(),
                connection.controller().toString(),
                isListed(connection.controller().toString()),
                site(server),
                ends,
                Optional.of(lookUp(connection, root)),
                instant(time).map(theirs -> Duration.between(before, theirs)),
                Optional.empty());
    }

    /** As a sign-in looks for a person: the root entry, which each controller has in memory, would tell little. */
    private Duration lookUp(Connection connection, List<Entry> root) throws NamingException {
        String context =
                root.isEmpty() ? "" : root.get(0).text("defaultNamingContext").orElse("");
        String base = settings.base().isEmpty() ? context : settings.base();
        Instant before = clock.instant();
        connection.search(
                SearchControls.SUBTREE_SCOPE, base, "(sAMAccountName={0})", List.of(NOBODY), "sAMAccountName");
        return Duration.between(before, clock.instant());
    }

    /** Global catalogs always are. */
    private boolean isListed(String controller) {
        return !settings.servers().isEmpty()
                || settings.globalCatalog().stream()
                        .anyMatch(listed -> listed.toString().equals(controller));
    }

    static Optional<Instant> instant(String generalizedTime) {
        try {
            return generalizedTime.length() < SECONDS_LENGTH
                    ? Optional.empty()
                    : Optional.of(LocalDateTime.parse(generalizedTime.substring(0, SECONDS_LENGTH), SECONDS)
                            .toInstant(ZoneOffset.UTC));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** {@code London} of {@code CN=DC1,CN=Servers,CN=London,CN=Sites,…} ([MS-ADTS] 3.1.1.3.2.20). */
    static String site(String serverName) {
        try {
            LdapName name = new LdapName(serverName);
            return name.size() < 3
                    ? ""
                    : String.valueOf(name.getRdn(name.size() - 3).getValue());
        } catch (InvalidNameException e) {
            return "";
        }
    }

    /** @param controller or the domain, where none is known */
    ControllerCheck failed(String controller, Refusal failure) {
        return new ControllerCheck(
                settings.name(),
                controller,
                isListed(controller),
                "",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(failure));
    }

    private static Refusal unavailable(Controller controller, String error) {
        return new Refusal(Reason.DIRECTORY_UNAVAILABLE)
                .with("controller", controller.toString())
                .with("error", error);
    }
}
