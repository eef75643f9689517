package org.latchkey.signin;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Duration;
import org.latchkey.config.Secret;
import org.latchkey.directory.AccountName;
import org.latchkey.directory.Directory;
import org.latchkey.directory.DirectoryUser;
import org.latchkey.http.Client;
import org.latchkey.refusal.Reason;
import org.latchkey.refusal.Refusal;

/**
 * What every password from the form goes through: the client's own limit first, which costs nothing; then a turn among those
 * that are checked now; and, once the directory knows whose it is, the account's limit. All of it is this process's alone: two
 * nodes count apart.
 */
public final class PasswordThrottle {

    /** Half of a directory's pooled connections. */
    private static final int CHECKS_AT_ONCE = 4;

    /** Together fewer than {@link AddressThrottle#AT_ONCE}, so that an office full of right passwords is not refused. */
    private static final int CHECKS_WAITING = 16;

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(2);

    private final Client client;
    private final AddressThrottle addresses;
    private final PasswordChecks checks;
    private final AccountThrottle accounts;

    public PasswordThrottle(Client client, Clock clock) {
        this(client, clock, new PasswordChecks(CHECKS_AT_ONCE, CHECKS_WAITING, LONGEST_WAIT));
    }

    PasswordThrottle(Client client, Clock clock, PasswordChecks checks) {
        this.client = client;
        this.addresses = new AddressThrottle(clock);
        this.checks = checks;
        this.accounts = new AccountThrottle(clock);
    }

    /**
     * Checks a password.
     *
     * @throws Refusal {@link Reason#ADDRESS_THROTTLED}, {@link Reason#ACCOUNT_THROTTLED}, {@link Reason#PASSWORD_CHECKS_BUSY},
     *     or as {@link Directory#verify}
     */
    DirectoryUser verify(HttpServletRequest request, Directory directory, AccountName typed, Secret password) {
        String network = client.network(request);
        addresses.take(network);
        boolean counts = true;
        try {
            DirectoryUser user = checks.run(() -> directory.verify(typed, password, accounts));
            counts = false;
            return user;
        } catch (Refusal e) {
            // A directory that is down is nobody's mistake.
            counts = e.reason().status() < 500;
            throw e;
        } finally {
            if (!counts) {
                addresses.giveBack(network);
            }
        }
    }
}
