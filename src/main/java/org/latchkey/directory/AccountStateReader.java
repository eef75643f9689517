package org.latchkey.directory;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import javax.naming.NamingException;

/**
 * Judges the state of an account by what the service account may read. {@code userAccountControl} and its like belong to one
 * property set (User-Account-Restrictions), which a hardened directory hides as a whole and without an error.
 */
record AccountStateReader(Clock clock) {

    static final List<String> ATTRIBUTES =
            List.of("userAccountControl", "msDS-User-Account-Control-Computed", "accountExpires", "pwdLastSet");

    /** Bits of userAccountControl and its computed sister ([MS-ADTS] 2.2.16). */
    private static final long ACCOUNT_DISABLE = 0x2;

    private static final long LOCKOUT = 0x10;
    private static final long DONT_EXPIRE_PASSWORD = 0x10000;
    private static final long PASSWORD_EXPIRED = 0x800000;

    /** Seconds from the epoch of FILETIME, 1601, to that of Unix ([MS-DTYP] 2.3.3: units of 100 ns). */
    private static final long EPOCHS_APART = 11_644_473_600L;

    private static final long UNITS_PER_SECOND = 10_000_000L;

    AccountState read(Entry account) throws NamingException {
        OptionalLong control = account.number("userAccountControl");
        if (control.isEmpty()) {
            return AccountState.HIDDEN;
        }
        if ((control.getAsLong() & ACCOUNT_DISABLE) != 0) {
            return AccountState.DISABLED;
        }
        if (isExpired(account.number("accountExpires").orElse(0))) {
            return AccountState.EXPIRED;
        }
        // Locked only by the computed bit: lockoutTime stays on the account after the lock has run out, until the next
        // sign-in.
        OptionalLong computed = account.number("msDS-User-Account-Control-Computed");
        if ((computed.orElse(0) & LOCKOUT) != 0) {
            return AccountState.LOCKED;
        }
        boolean mustChange =
                account.number("pwdLastSet").orElse(1) == 0 && (control.getAsLong() & DONT_EXPIRE_PASSWORD) == 0;
        return (computed.orElse(0) & PASSWORD_EXPIRED) != 0 || (computed.isEmpty() && mustChange)
                ? AccountState.PASSWORD_EXPIRED
                : AccountState.ACTIVE;
    }

    /** Zero and the largest number both mean never. */
    private boolean isExpired(long accountExpires) {
        return accountExpires != 0
                && accountExpires != Long.MAX_VALUE
                && !clock.instant().isBefore(instant(accountExpires));
    }

    private static Instant instant(long filetime) {
        return Instant.ofEpochSecond(
                Math.floorDiv(filetime, UNITS_PER_SECOND) - EPOCHS_APART,
                Math.floorMod(filetime, UNITS_PER_SECOND) * 100);
    }
}
