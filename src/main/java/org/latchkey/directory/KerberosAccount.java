package org.latchkey.directory;

import java.io.IOException;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.naming.CommunicationException;
import javax.naming.InterruptedNamingException;
import javax.naming.NamingException;
import javax.security.auth.login.LoginException;
import org.ietf.jgss.GSSException;
import org.jspecify.annotations.Nullable;
import org.latchkey.refusal.Reason;
import org.latchkey.refusal.Refusal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A service account that binds with a Kerberos ticket. The ticket is renewed in the background while the old one is good, and
 * got once for all who wait for it. When the key is wrong, which counts towards the account's lockout as a wrong password
 * does, nobody asks again before the keytab changes; after any other refusal, for five minutes.
 */
final class KerberosAccount implements ServiceAccount {

    private static final Logger LOG = LoggerFactory.getLogger(KerberosAccount.class);

    /** After the Kerberos server refused. */
    private static final Duration LONG_REST = Duration.ofMinutes(5);

    /** After a fault on this side, say an empty ticket cache: nobody counts those. */
    private static final Duration SHORT_REST = Duration.ofSeconds(30);

    /** What a Kerberos server answers ends in the number of an error (RFC 4120, 7.5.9). */
    private static final Pattern ANSWER = Pattern.compile("\\(\\d{1,3}\\)");

    /** KDC_ERR_PREAUTH_FAILED, or KRB_AP_ERR_BAD_INTEGRITY as some servers say it: the key is not the account's. */
    private static final Pattern WRONG_KEY = Pattern.compile("\\((24|31)\\)");

    private final KerberosLogin login;
    private final Duration limit;
    private final Attempts attempts;
    private final Clock clock;
    private final ReentrantLock turn = new ReentrantLock();
    private volatile KerberosLogin.@Nullable LoggedIn current;
    private volatile @Nullable Refused refused;

    /** @param keys what they were like: other ones are worth a try at once */
    private record Refused(Instant until, FileTime keys, Refusal refusal) {}

    KerberosAccount(KerberosLogin login, DirectorySettings settings, Attempts attempts, Clock clock) {
        this.login = login;
        this.limit = settings.connectTimeout().plus(settings.readTimeout());
        this.attempts = attempts;
        this.clock = clock;
    }

    @Override
    public void prepare(Deadline deadline) {
        KerberosLogin.LoggedIn known = valid();
        if (known != null && known.isDue(clock.instant()) && !isResting() && !turn.isLocked()) {
            attempts.inBackground(this::renew);
        }
        if (known == null) {
            requireUsable();
            logIn(deadline);
        }
    }

    /** All that it takes is with the operating system, or here. */
    private boolean isReady() {
        return login.isNeedless() || valid() != null;
    }

    private KerberosLogin.@Nullable LoggedIn valid() {
        KerberosLogin.LoggedIn known = current;
        return known != null && clock.instant().isBefore(known.until()) ? known : null;
    }

    private boolean isResting() {
        Refused last = refused;
        return last != null
                && clock.instant().isBefore(last.until())
                && last.keys().equals(login.keysSince());
    }

    private void requireUsable() {
        Refused last = refused;
        if (last != null && isResting()) {
            throw last.refusal();
        }
    }

    /** Java does not let go of a frozen KDC for 90 seconds, but who waits for it may: then somebody else's log-in goes on. */
    private void logIn(Deadline deadline) {
        if (isReady()) {
            return;
        }
        try {
            attempts.call(login, deadline, limit, this::logInOnce, ticket -> {});
        } catch (NamingException e) {
            throw new Refusal(Reason.DIRECTORY_UNAVAILABLE)
                    .with("account", login.who())
                    .with("error", "no Kerberos ticket: " + AdError.of(e).detail())
                    .with(
                            "hint",
                            "kdc_timeout = 3000 and max_retries = 1 in krb5.conf spare Java the wait for a dead server");
        }
    }

    private boolean logInOnce() throws NamingException {
        try {
            turn.lockInterruptibly();
        } catch (InterruptedException e) {
            throw new InterruptedNamingException("while another request logs in");
        }
        try {
            if (!isReady()) {
                requireUsable();
                current = ticket();
            }
            return true;
        } finally {
            turn.unlock();
        }
    }

    private void renew() {
        if (turn.tryLock()) {
            try {
                current = ticket();
            } catch (NamingException e) {
                LOG.warn(
                        "The Kerberos ticket of {} is not renewed yet: {}",
                        login.who(),
                        AdError.of(e).detail());
            } finally {
                turn.unlock();
            }
        }
    }

    private KerberosLogin.LoggedIn ticket() throws NamingException {
        try {
            KerberosLogin.LoggedIn ticket = login.logIn(clock.instant());
            refused = null;
            return ticket;
        } catch (LoginException e) {
            if (e.getCause() instanceof IOException) {
                throw new CommunicationException("the Kerberos server does not answer: " + e.getMessage());
            }
            throw refuse(new Refusal(Reason.DIRECTORY_ACCOUNT_REFUSED), String.valueOf(e.getMessage()));
        }
    }

    private Refusal refuse(Refusal plain, String error) {
        Refusal refusal = plain.with("account", login.who()).with("error", error);
        Optional<String> hint = login.hint();
        if (hint.isPresent()) {
            refusal = refusal.with("hint", hint.get());
        }
        boolean counted =
                plain.facts().containsKey("controller") || ANSWER.matcher(error).find();
        Duration rest = counted ? LONG_REST : SHORT_REST;
        boolean lasting = WRONG_KEY.matcher(error).find();
        refused = new Refused(lasting ? Instant.MAX : clock.instant().plus(rest), login.keysSince(), refusal);
        LOG.error(
                "Nobody can sign in, because {} gets no access to the directory: {}. Not tried again {} the keytab is saved"
                        + " again, so that the account is not locked. {}",
                login.who(),
                error,
                lasting ? "before" : "for " + rest.toSeconds() + " s, or until",
                hint.orElse(""));
        return refusal;
    }

    @Override
    public void bind(Connection connection, Deadline deadline) throws NamingException {
        requireUsable();
        KerberosLogin.LoggedIn known = current;
        try {
            connection.bindWithTicket(Optional.ofNullable(known).map(KerberosLogin.LoggedIn::subject));
        } catch (NamingException e) {
            throw failure(connection, known == null, e);
        }
    }

    /** @param unproven whether nobody has seen a ticket of this account yet */
    private NamingException failure(Connection connection, boolean unproven, NamingException e) {
        AdError error = AdError.of(e);
        if (error.kind() == AdError.Kind.CREDENTIALS) {
            throw refuse(error.refusal(connection.controller()), error.detail());
        }
        Optional<GSSException> kerberos = Stream.<Throwable>iterate(e, cause -> cause != null, Throwable::getCause)
                .limit(20)
                .filter(GSSException.class::isInstance)
                .map(GSSException.class::cast)
                .findFirst();
        if (kerberos.isEmpty()) {
            return e;
        }
        if (unproven && kerberos.get().getMajor() == GSSException.NO_CRED) {
            throw refuse(
                    new Refusal(Reason.DIRECTORY_ACCOUNT_REFUSED),
                    String.valueOf(kerberos.get().getMessage()));
        }
        // JNDI's own text ends in the innermost cause, which says less than this one.
        return new CommunicationException("no ticket for ldap/"
                + connection.controller().host() + ": " + kerberos.get().getMessage());
    }
}
