package org.latchkey.directory;

import java.io.IOException;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Matcher;
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
 * does, nobody asks again before the keytab changes; after any other refusal, for five minutes. When no Kerberos server
 * answers, one request at a time tries, and all others go at once.
 */
final class KerberosAccount implements ServiceAccount {

    private static final Logger LOG = LoggerFactory.getLogger(KerberosAccount.class);

    /** After the Kerberos server refused. */
    private static final Duration LONG_REST = Duration.ofMinutes(5);

    /** After a fault on this side, say an empty ticket cache: nobody counts those. */
    private static final Duration SHORT_REST = Duration.ofSeconds(30);

    /** After no Kerberos server answered. */
    private static final Duration PAUSE = Duration.ofSeconds(10);

    /** What a Kerberos server answers ends in the number of an error (RFC 4120, 7.5.9). */
    private static final Pattern ANSWER = Pattern.compile("\\((\\d{1,3})\\)");

    /**
     * Answers to a ticket-granting ticket that will not get better: the account has expired or was revoked, or the ticket was; its
     * key is another one by now; it is too old (RFC 4120, 7.5.9: 1, 18, 20, 31, 32, 44).
     */
    private static final Set<String> SPENT = Set.of("1", "18", "20", "31", "32", "44");

    /** KDC_ERR_PREAUTH_FAILED, or KRB_AP_ERR_BAD_INTEGRITY as some servers say it: the key is not the account's. */
    private static final Pattern WRONG_KEY = Pattern.compile("\\((24|31)\\)");

    private final KerberosLogin login;
    private final Duration limit;
    private final Attempts attempts;
    private final Clock clock;
    private final ReentrantLock turn = new ReentrantLock();
    private final AtomicReference<KerberosLogin.@Nullable LoggedIn> current = new AtomicReference<>();
    private volatile @Nullable Refused refused;
    private volatile @Nullable Pause pause;

    /**
     * @param keys what they were like: other ones are worth a try at once
     * @param ofController whether a controller refused a good ticket
     */
    private record Refused(Instant until, FileTime keys, Refusal refusal, boolean ofController) {}

    /** @param refusal what all are told until somebody tried again */
    private record Pause(Instant until, Refusal refusal) {}

    KerberosAccount(KerberosLogin login, DirectorySettings settings, Attempts attempts, Clock clock) {
        this.login = login;
        this.limit = settings.connectTimeout().plus(settings.readTimeout());
        this.attempts = attempts;
        this.clock = clock;
    }

    @Override
    public void prepare(Deadline deadline) {
        KerberosLogin.LoggedIn known = valid();
        if (known != null && known.isDue(clock.instant()) && !isResting() && !isPausing()) {
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
        KerberosLogin.LoggedIn known = current.get();
        return known != null && clock.instant().isBefore(known.until()) ? known : null;
    }

    private boolean isResting() {
        Refused last = refused;
        return last != null
                && clock.instant().isBefore(last.until())
                && last.keys().equals(login.keysSince());
    }

    /** A ticket that is good is not given up because its renewal was refused. */
    private void requireUsable() {
        Refused last = refused;
        if (last != null && isResting() && (last.ofController() || valid() == null)) {
            throw last.refusal();
        }
    }

    /** Whether somebody is asking, or nobody answered just now. */
    private boolean isPausing() {
        Pause last = pause;
        return turn.isLocked() || (last != null && clock.instant().isBefore(last.until()));
    }

    /** Java does not let go of a frozen KDC for 90 seconds, but who waits for it may: then somebody else's log-in goes on. */
    private void logIn(Deadline deadline) {
        if (isReady()) {
            return;
        }
        Pause last = pause;
        if (last != null && isPausing()) {
            throw last.refusal();
        }
        try {
            attempts.call(login, deadline, limit, this::logInOnce, ticket -> {});
        } catch (NamingException e) {
            throw unanswered(e);
        }
    }

    private Refusal unanswered(NamingException e) {
        Refusal refusal = new Refusal(Reason.DIRECTORY_UNAVAILABLE)
                .with("account", login.who())
                .with("error", "no Kerberos ticket: " + AdError.of(e).detail())
                .with(
                        "hint",
                        "kdc_timeout = 3000 and max_retries = 1 in krb5.conf spare Java the wait for a dead server");
        if (!(e instanceof Attempts.LeftEarly)) {
            pause = new Pause(clock.instant().plus(PAUSE), refusal);
        }
        return refusal;
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
                current.set(ticket());
            }
            return true;
        } finally {
            turn.unlock();
        }
    }

    private void renew() {
        if (turn.tryLock()) {
            try {
                current.set(ticket());
            } catch (NamingException e) {
                LOG.warn(
                        "The Kerberos ticket of {} is not renewed yet: {}",
                        login.who(),
                        unanswered(e).facts().get("error"));
            } finally {
                turn.unlock();
            }
        }
    }

    private KerberosLogin.LoggedIn ticket() throws NamingException {
        try {
            KerberosLogin.LoggedIn ticket = login.logIn(clock.instant());
            refused = null;
            pause = null;
            return ticket;
        } catch (LoginException e) {
            if (e.getCause() instanceof IOException) {
                throw new CommunicationException("the Kerberos server does not answer: " + e.getMessage());
            }
            throw refuse(new Refusal(Reason.DIRECTORY_ACCOUNT_REFUSED), String.valueOf(e.getMessage()));
        }
    }

    /** @param plain names the controller, where it was one that refused */
    private Refusal refuse(Refusal plain, String error) {
        Refusal refusal = plain.with("account", login.who()).with("error", error);
        Optional<String> hint = login.hint();
        if (hint.isPresent()) {
            refusal = refusal.with("hint", hint.get());
        }
        boolean ofController = plain.facts().containsKey("controller");
        boolean counted = ofController || ANSWER.matcher(error).find();
        Duration rest = counted ? LONG_REST : SHORT_REST;
        boolean lasting = WRONG_KEY.matcher(error).find();
        Instant until = lasting ? Instant.MAX : clock.instant().plus(rest);
        refused = new Refused(until, login.keysSince(), refusal, ofController);
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
        if (!isReady()) {
            logInOnce();
        }
        KerberosLogin.LoggedIn known = current.get();
        try {
            connection.bindWithTicket(Optional.ofNullable(known).map(KerberosLogin.LoggedIn::subject));
        } catch (NamingException e) {
            throw failure(connection, known, e);
        }
    }

    /** @param known the ticket; nothing where nobody has seen one of this account yet */
    private NamingException failure(Connection connection, KerberosLogin.@Nullable LoggedIn known, NamingException e) {
        AdError error = AdError.of(e);
        if (error.kind() == AdError.Kind.CREDENTIALS) {
            throw refuse(error.refusal(connection.controller()), error.detail());
        }
        return Stream.<Throwable>iterate(e, cause -> cause != null, Throwable::getCause)
                .limit(20)
                .filter(GSSException.class::isInstance)
                .map(GSSException.class::cast)
                .findFirst()
                .map(kerberos -> withoutTicket(connection, known, kerberos))
                .orElse(e);
    }

    private NamingException withoutTicket(
            Connection connection, KerberosLogin.@Nullable LoggedIn known, GSSException e) {
        // JNDI's own text ends in the innermost cause, which says less than this one.
        String error = String.valueOf(e.getMessage());
        if (known == null && e.getMajor() == GSSException.NO_CRED) {
            throw refuse(new Refusal(Reason.DIRECTORY_ACCOUNT_REFUSED), error);
        }
        String text = "no ticket for ldap/" + connection.controller().host() + ": " + error;
        Matcher answer = ANSWER.matcher(error);
        if (known != null && answer.find() && SPENT.contains(answer.group(1))) {
            LOG.info("The Kerberos ticket of {} is good no more, and got anew: {}", login.who(), error);
            current.compareAndSet(known, null);
            return new Attempts.LeftEarly(text);
        }
        return new CommunicationException(text);
    }
}
