package org.latchkey.directory;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import javax.naming.CommunicationException;
import javax.naming.InterruptedNamingException;
import javax.naming.NamingException;
import javax.naming.ServiceUnavailableException;
import org.jspecify.annotations.Nullable;
import org.latchkey.refusal.Refusal;

/**
 * Bound connections to one controller, a few, used again and again. JNDI's own pool is of no use to a web application: its
 * settings are the JVM's, read once, and leave out TLS.
 */
final class ConnectionPool implements AutoCloseable {

    /** A connection that rested longer is asked for a sign of life first. */
    private static final Duration RESTED = Duration.ofSeconds(30);

    /** Controllers drop idle connections after 15 minutes, hardened ones after 5: be there first. */
    private static final Duration LONGEST_REST = Duration.ofMinutes(4);

    private final Opener opener;
    private final Duration patience;
    private final Clock clock;
    private final int size;
    private final Semaphore permits;

    /** The one used last on top, so that those beyond what the load needs grow old and go. Guarded by itself. */
    private final Deque<Connection> resting = new ArrayDeque<>();

    private boolean closed;

    /** Opens a bound connection. */
    interface Opener {
        Connection open(Deadline deadline) throws NamingException;
    }

    /** What is done with a connection; it may run twice, so it only reads. */
    interface Work<T> {
        T with(Connection connection) throws NamingException;
    }

    /** All connections are in use: nothing that speaks against the controller. */
    static final class Busy extends ServiceUnavailableException {

        private static final long serialVersionUID = 1L;

        Busy(int size) {
            super("all " + size + " connections are in use");
        }
    }

    /**
     * No answer on a connection that rested. The controller hangs, or a firewall forgot the connection: not to be waited for
     * a second time where another controller can be asked.
     */
    static final class Stale extends CommunicationException {

        private static final long serialVersionUID = 1L;

        Stale(NamingException cause) {
            super("no answer on a connection that was open before");
            initCause(cause);
        }
    }

    /** @param patience how long to wait for a free connection */
    ConnectionPool(Opener opener, int size, Duration patience, Clock clock) {
        this.opener = opener;
        this.size = size;
        this.patience = patience;
        this.permits = new Semaphore(size, true);
        this.clock = clock;
    }

    /**
     * Works with a connection. One from the pool may have been dropped by the controller, a restart or a firewall without a
     * sign: then, once and silently, a fresh one does.
     *
     * @throws Busy when none is free in time
     * @throws Stale when one from the pool got no answer
     */
    <T> T use(Deadline deadline, Work<T> work) throws NamingException {
        takePermit(deadline);
        try {
            Connection rested = takeRested();
            if (rested != null) {
                try {
                    return run(rested, work);
                } catch (NamingException e) {
                    // The others are as old, and broken by the same cause.
                    requireBroken(e);
                    drop();
                }
            }
            return run(opener.open(deadline), work);
        } finally {
            permits.release();
        }
    }

    private <T> T run(Connection connection, Work<T> work) throws NamingException {
        boolean sound = false;
        try {
            T result = work.with(connection);
            sound = true;
            return result;
        } catch (Refusal e) {
            sound = true;
            throw e;
        } catch (NamingException e) {
            sound = !AdError.of(e).isBroken();
            throw e;
        } finally {
            if (sound) {
                putBack(connection);
            } else {
                connection.close();
            }
        }
    }

    /** @throws NamingException when a fresh connection would not do better */
    private static void requireBroken(NamingException e) throws NamingException {
        AdError error = AdError.of(e);
        if (error.isTimeout()) {
            throw new Stale(e);
        }
        if (error.kind() != AdError.Kind.UNREACHABLE) {
            throw e;
        }
    }

    private @Nullable Connection takeRested() throws NamingException {
        List<Connection> old = new ArrayList<>();
        Connection taken;
        synchronized (resting) {
            while (!resting.isEmpty()
                    && resting.getLast().idleAt(clock.instant()).compareTo(LONGEST_REST) >= 0) {
                old.add(resting.removeLast());
            }
            taken = resting.pollFirst();
        }
        old.forEach(Connection::close);
        if (taken == null || taken.idleAt(clock.instant()).compareTo(RESTED) < 0 || isAlive(taken)) {
            return taken;
        }
        drop();
        return null;
    }

    private static boolean isAlive(Connection connection) throws NamingException {
        try {
            connection.read("", "supportedLDAPVersion");
            return true;
        } catch (NamingException e) {
            connection.close();
            requireBroken(e);
            return false;
        }
    }

    private void putBack(Connection connection) {
        connection.usedAt(clock.instant());
        synchronized (resting) {
            if (!closed) {
                resting.addFirst(connection);
                return;
            }
        }
        connection.close();
    }

    private void drop() {
        takeAll().forEach(Connection::close);
    }

    /** What rests, for the caller to close. */
    List<Connection> takeAll() {
        synchronized (resting) {
            List<Connection> taken = List.copyOf(resting);
            resting.clear();
            return taken;
        }
    }

    private void takePermit(Deadline deadline) throws NamingException {
        try {
            if (!permits.tryAcquire(deadline.millisAtMost(patience), TimeUnit.MILLISECONDS)) {
                throw new Busy(size);
            }
        } catch (InterruptedException e) {
            throw new InterruptedNamingException("while all connections were in use");
        }
    }

    int used() {
        return size - permits.availablePermits();
    }

    int resting() {
        synchronized (resting) {
            return resting.size();
        }
    }

    @Override
    public void close() {
        synchronized (resting) {
            closed = true;
        }
        drop();
    }
}
