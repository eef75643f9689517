package org.latchkey.signin;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.latchkey.directory.Lockout;
import org.latchkey.directory.PasswordGate;
import org.latchkey.refusal.Reason;
import org.latchkey.refusal.Throttled;

/**
 * Counts wrong passwords for each account as the domain does, and stops one short of its lockout: anybody can type anybody's
 * name into the form, and must not be able to lock him out of Windows. A try is counted before it is sent, so that many at
 * once are no way past. An unknown account is counted like a known one, or the difference would tell which exist.
 */
final class AccountThrottle implements PasswordGate {

    /** However much the domain allows, or if it never locks: enough for a person, and next to nothing for who guesses. */
    static final int MOST_TRIES = 10;

    /** How long it takes to forget where the domain never locks. */
    static final Duration OWN_WINDOW = Duration.ofMinutes(15);

    /** Each needs a right guess of an account's name to begin with. About 100 octets each. */
    static final int MOST_ACCOUNTS = 50_000;

    /** Apart from the known ones, or made-up names would push those out. */
    static final int MOST_UNKNOWN = 10_000;

    private final Clock clock;
    private final RecentlyUsed<UUID, Tries> accounts = new RecentlyUsed<>(MOST_ACCOUNTS);
    private final RecentlyUsed<UUID, Tries> unknown = new RecentlyUsed<>(MOST_UNKNOWN);

    AccountThrottle(Clock clock) {
        this.clock = clock;
    }

    /** @throws Throttled {@link Reason#ACCOUNT_THROTTLED} */
    @Override
    public synchronized Attempt admit(Claim claim) {
        Tries tries = claim.objectGuid()
                .map(guid -> accounts.get(guid, Tries::new))
                .orElseGet(() -> unknown.get(digest(claim.name()), Tries::new));
        Instant now = clock.instant();
        Duration window = window(claim.lockout());
        tries.forgetBefore(now.minus(window));
        int allowed = allowed(claim.lockout());
        if (tries.counted() >= allowed) {
            // With some still under way, the next answer may free one.
            boolean full = tries.counted() - tries.underWay >= allowed;
            throw throttled(claim, full ? Duration.between(now, tries.lastWrong.plus(window)) : Duration.ZERO);
        }
        return new Admitted(tries);
    }

    /** A name can be long, and this is short. */
    private static UUID digest(String name) {
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
    }

    /** One less than what locks; one at least, since a domain that locks at the first mistake cannot be protected. */
    static int allowed(Lockout lockout) {
        return lockout.threshold() == 0 ? MOST_TRIES : Math.max(1, Math.min(MOST_TRIES, lockout.threshold() - 1));
    }

    static Duration window(Lockout lockout) {
        return lockout.threshold() == 0 ? OWN_WINDOW : lockout.window();
    }

    private static Throttled throttled(Claim claim, Duration wait) {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("account", claim.objectGuid().isPresent() ? claim.name() : claim.name() + " is unknown");
        facts.put("tries", Integer.toString(allowed(claim.lockout())));
        facts.put("lockoutThreshold", Integer.toString(claim.lockout().threshold()));
        return new Throttled(Reason.ACCOUNT_THROTTLED, wait, facts);
    }

    private final class Admitted implements Attempt {

        private final Tries tries;
        private final long before;
        private Outcome outcome = Outcome.UNCOUNTED;

        /** Within the lock of {@link #admit}. */
        Admitted(Tries tries) {
            this.tries = tries;
            this.before = tries.wrong;
            tries.underWay++;
        }

        @Override
        public void tell(Outcome latest) {
            outcome = latest;
        }

        @Override
        public void close() {
            synchronized (AccountThrottle.this) {
                tries.underWay--;
                if (outcome == Outcome.WRONG) {
                    tries.wrong++;
                    tries.lastWrong = clock.instant();
                } else if (outcome == Outcome.RIGHT) {
                    // Those that ended while this one was under way may have reached the controller after it.
                    tries.forgotten = Math.max(tries.forgotten, before);
                }
            }
        }
    }

    /** Guarded by the throttle. */
    private static final class Tries {

        /** Wrong ones, ever, and how many of those count no more. */
        private long wrong;

        private long forgotten;
        private int underWay;
        private Instant lastWrong = Instant.EPOCH;

        /** @param start of the domain's window; at this very instant the domain has forgotten, too */
        void forgetBefore(Instant start) {
            if (!lastWrong.isAfter(start)) {
                forgotten = wrong;
            }
        }

        long counted() {
            return wrong - forgotten + underWay;
        }
    }
}
