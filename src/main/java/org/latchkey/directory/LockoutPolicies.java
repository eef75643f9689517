package org.latchkey.directory;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import javax.naming.NameNotFoundException;
import javax.naming.NamingException;
import javax.naming.NoPermissionException;
import org.jspecify.annotations.Nullable;

/**
 * Reads when accounts are locked: from the domain's root entry, or from the fine-grained policy (password settings object) that
 * the directory works out for a person. Only administrators can read such policies unless that is delegated, and where the
 * person's own is not told, the domain's is all there is to go by.
 */
final class LockoutPolicies {

    /** Policies hardly ever change, and the domain's is needed at each password. */
    private static final Duration FRESH = Duration.ofMinutes(5);

    /** Durations are negative numbers of 100 ns, like a relative FILETIME. */
    private static final long UNITS_PER_MILLI = 10_000;

    /** More than the 99,999 minutes that Windows' own editor takes. */
    private static final Duration LONGEST = Duration.ofDays(100);

    private final Clock clock;
    private volatile @Nullable OfDomain known;

    /** @param root the domain's root entry; empty where the controller names none */
    private record OfDomain(String root, Lockout lockout, Instant read) {}

    LockoutPolicies(Clock clock) {
        this.clock = clock;
    }

    /**
     * What holds for a person.
     *
     * @param dn of the person's entry; where it is empty, somebody is asked for who does not exist: then the domain's policy
     *     holds, and as much is read for it, so that the time it takes does not tell
     */
    Lockout of(Connection connection, Optional<String> dn) throws NamingException {
        OfDomain domain = domain(connection);
        String entry = dn.orElse(domain.root());
        Optional<String> own = Optional.empty();
        if (!entry.isEmpty()) {
            Optional<Entry> person = read(connection, entry, "msDS-ResultantPSO");
            own = person.isPresent() ? person.get().text("msDS-ResultantPSO") : Optional.empty();
        }
        return own.isPresent()
                ? lockout(connection, own.get(), "msDS-LockoutThreshold", "msDS-LockoutObservationWindow")
                : domain.lockout();
    }

    private OfDomain domain(Connection connection) throws NamingException {
        OfDomain last = known;
        Instant now = clock.instant();
        if (last != null && now.isBefore(last.read().plus(FRESH))) {
            return last;
        }
        Optional<Entry> rootDse = read(connection, "", "defaultNamingContext");
        String root =
                rootDse.isPresent() ? rootDse.get().text("defaultNamingContext").orElse("") : "";
        Lockout lockout = root.isEmpty()
                ? Lockout.HIDDEN
                : lockout(connection, root, "lockoutThreshold", "lockOutObservationWindow");
        OfDomain read = new OfDomain(root, lockout, now);
        known = read;
        return read;
    }

    /** Both attributes are mandatory or have a default, so an absent one is a hidden one. */
    private static Lockout lockout(Connection connection, String dn, String threshold, String window)
            throws NamingException {
        Optional<Entry> policy = read(connection, dn, threshold, window);
        if (policy.isEmpty()) {
            return Lockout.HIDDEN;
        }
        OptionalLong count = policy.get().number(threshold);
        OptionalLong units = policy.get().number(window);
        return new Lockout(
                (int) Math.max(0, Math.min(count.orElse(Lockout.HIDDEN.threshold()), Integer.MAX_VALUE)),
                units.isPresent() ? duration(units.getAsLong()) : Lockout.HIDDEN.window());
    }

    private static Duration duration(long units) {
        Duration duration = Duration.ofMillis(Math.abs(units / UNITS_PER_MILLI));
        return duration.compareTo(LONGEST) < 0 ? duration : LONGEST;
    }

    private static Optional<Entry> read(Connection connection, String dn, String... attributes) throws NamingException {
        try {
            List<Entry> entries = connection.read(dn, attributes);
            return entries.stream().findFirst();
        } catch (NameNotFoundException | NoPermissionException e) {
            return Optional.empty();
        }
    }
}
