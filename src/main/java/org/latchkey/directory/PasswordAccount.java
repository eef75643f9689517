package org.latchkey.directory;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import javax.naming.NamingException;
import org.jspecify.annotations.Nullable;
import org.latchkey.config.Secret;
import org.latchkey.refusal.Reason;
import org.latchkey.refusal.Refusal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A service account that binds with a password, and the care that it is not locked: a wrong password is tried once, on
 * one controller, and not again before somebody did something about it. Monitoring alone would else try it into the lockout.
 * What controllers do not count, say an account that is disabled, is asked for again after five minutes. Binds happen one
 * after another, so that a rush of first requests does not try a wrong password as often as it has threads.
 */
final class PasswordAccount implements ServiceAccount {

    private static final Logger LOG = LoggerFactory.getLogger(PasswordAccount.class);
    private static final Duration REST = Duration.ofMinutes(5);

    private final String name;
    private final Supplier<Secret> password;
    private final Clock clock;
    private final ReentrantLock turn = new ReentrantLock();
    private volatile @Nullable Refused refused;

    /** @param password the very object: a file that was saved again is another one, since the account may be what was mended */
    private record Refused(Secret password, Instant until, Refusal refusal) {}

    PasswordAccount(Credentials.Password credentials, Clock clock) {
        this.name = credentials.account();
        this.password = credentials.password();
        this.clock = clock;
    }

    /** Not while the current password is known to be wrong: then there is no point in connecting. */
    @Override
    public void prepare(Deadline deadline) {
        requireUsable(password.get());
    }

    private void requireUsable(Secret current) {
        Refused last = refused;
        if (last != null && last.password() == current && clock.instant().isBefore(last.until())) {
            throw last.refusal();
        }
    }

    @Override
    public void bind(Connection connection, Deadline deadline) throws NamingException {
        takeTurn(connection, deadline);
        try {
            Secret current = password.get();
            requireUsable(current);
            bind(connection, current);
        } finally {
            turn.unlock();
        }
    }

    private void bind(Connection connection, Secret current) throws NamingException {
        try {
            connection.bind(name, current);
            refused = null;
        } catch (NamingException e) {
            AdError error = AdError.of(e);
            if (error.kind() != AdError.Kind.CREDENTIALS) {
                throw e;
            }
            throw refuse(connection, current, error);
        }
    }

    private Refusal refuse(Connection connection, Secret current, AdError error) {
        boolean lasting = error.isWrongPassword();
        Instant until = lasting ? Instant.MAX : clock.instant().plus(REST);
        String next = lasting
                ? "save passwordFile again, even unchanged, or the descriptor; it is not tried before, lest it be locked"
                : "it is tried again after " + REST.toMinutes() + " minutes, or when passwordFile is saved again";
        Refusal refusal =
                error.refusal(connection.controller()).with("account", name).with("hint", next);
        refused = new Refused(current, until, refusal);
        LOG.error(
                "{} refuses the service account {}, and nobody can sign in: {}. When it is mended: {}",
                connection.controller(),
                name,
                error.detail(),
                next);
        return refusal;
    }

    private void takeTurn(Connection connection, Deadline deadline) {
        try {
            if (turn.tryLock(deadline.millisAtMost(Duration.ofDays(1)), TimeUnit.MILLISECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new Refusal(Reason.DIRECTORY_UNAVAILABLE)
                .with("controller", connection.controller().toString())
                .with("error", "no turn to bind in time");
    }
}
