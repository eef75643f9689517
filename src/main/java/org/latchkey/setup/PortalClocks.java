package org.latchkey.setup;

import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.latchkey.application.Registration;
import org.latchkey.page.ChecksPage.Finding;
import org.latchkey.page.ChecksPage.State;
import org.latchkey.refusal.Refusal;
import org.latchkey.setup.CheckRuns.Check;

/**
 * This server's clock against those of the sites to which it sends people: that is where an answer is too old or too new. Only
 * hosts of the configuration are asked, and nothing of anybody is told to them.
 *
 * @param asked whether the configuration lets it be asked
 */
public record PortalClocks(boolean asked, List<Registration> registrations, HttpsDate date, Clock clock) {

    /** Simple SSO takes 30 seconds, the way there included. */
    private static final Duration NOTABLE = Duration.ofSeconds(20);

    private static final Duration FATAL = Duration.ofMinutes(2);
    private static final int MOST = 6;

    public PortalClocks {
        registrations = List.copyOf(registrations);
    }

    /** With the authorities that the JVM trusts. */
    public static PortalClocks of(boolean asked, List<Registration> registrations, Clock clock) {
        return new PortalClocks(asked, registrations, new HttpsDate(Optional.empty()), clock);
    }

    /** One for each host, since each may hang. */
    List<Check> checks() {
        return asked
                ? origins().stream()
                        .map(origin -> new Check(subject(origin), () -> List.of(finding(origin))))
                        .toList()
                : List.of();
    }

    private static String subject(URI origin) {
        return "Clock of " + origin.getRawAuthority();
    }

    private Finding finding(URI origin) {
        Instant before = clock.instant();
        try {
            return date.of(origin)
                    .map(theirs -> compared(origin, before, theirs))
                    .orElseGet(() -> unknown(origin, "It does not tell the time."));
        } catch (IOException e) {
            return unknown(origin, "It cannot be told: " + e.getClass().getSimpleName() + ".");
        }
    }

    /** Sign-ins need no way from here to there: the browser carries everything. */
    private static Finding unknown(URI origin, String text) {
        return new Finding(
                State.UNKNOWN,
                subject(origin),
                text + " Nobody's sign-in needs a connection from this server to there.",
                "Compare the clocks by hand; or set portalClocks of latchkey/site to false, and it is not asked any more.");
    }

    /** The header tells whole seconds, and was written somewhere between question and answer. */
    private Finding compared(URI origin, Instant before, Instant theirs) {
        Duration way = Duration.between(before, clock.instant());
        Duration offset = Duration.between(before.plus(way.dividedBy(2)), theirs.plusMillis(500));
        State state = offset.abs().compareTo(FATAL) > 0
                ? State.ERROR
                : offset.abs().compareTo(NOTABLE) > 0 ? State.WARNING : State.FINE;
        long seconds = Math.round(offset.toMillis() / 1000.0);
        String text = seconds == 0
                ? "It agrees with this server's."
                : "It is " + Math.abs(seconds) + " s " + (seconds > 0 ? "ahead of" : "behind") + " this server's.";
        return new Finding(
                state,
                subject(origin),
                text,
                state == State.FINE
                        ? ""
                        : "Set this server's clock by its time service: w32tm /resync, or chrony. Simple SSO takes"
                                + " 30 seconds, SAML and JWT a few minutes.");
    }

    /** Of the sites to which answers go. */
    List<URI> origins() {
        Set<String> origins = new LinkedHashSet<>();
        for (URI address : addresses(registrations)) {
            if ("https".equalsIgnoreCase(address.getScheme()) && address.getHost() != null) {
                int port = address.getPort();
                origins.add("https://" + address.getHost() + (port < 0 ? "" : ":" + port));
            }
        }
        return origins.stream().limit(MOST).map(URI::create).toList();
    }

    static List<URI> addresses(List<Registration> registrations) {
        List<URI> addresses = new ArrayList<>();
        for (Registration registration : registrations) {
            try {
                addresses.addAll(registration.destinations());
            } catch (Refusal e) {
                // Metadata that have expired, which another check tells.
            }
        }
        return addresses;
    }
}
