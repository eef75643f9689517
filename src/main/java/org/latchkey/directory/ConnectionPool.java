package org.latchkey.directory;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import javax.naming.NamingException;
import org.jspecify.annotations.Nullable;
import org.latchkey.refusal.Reason;
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
    private final Controller controller;
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

    ConnectionPool(Controller controller, Opener opener, int size, Clock clock) {
        this.controller = controller;
        this.opener = opener;
        this.size = size;
        this.permits = new Semaphore(size, true);
        this.clock = clock;
    }

    /**
     * Works with a connection. One from the pool may have been dropped by the controller, a restart or a firewall without a
     * sign: then, once and silently, a fresh one does.
     *
     * @throws Refusal {@link Reason#DIRECTORY_UNAVAILABLE} when none is free before the deadline
     */
    <T> T use(Deadline deadline, Work<T> work) throws NamingException {
        takePermit(deadline);
        try {
            Connection rested = takeRested();
            if (rested != null) {
                try {
                    return run(rested, work);
                } catch (NamingException e) {
                    if (AdError.of(e).kind() != AdError.Kind.UNREACHABLE) {
                        throw e;
                    }
                    // The others are as old, and broken by the same cause.
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

    private @Nullable Connection takeRested() {
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
        taken.close();
        drop();
        return null;
    }

    private static boolean isAlive(Connection connection) {
        try {
            connection.read("", "supportedLDAPVersion");
            return true;
        } catch (NamingException e) {
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

    /** Closes what rests. */
    void drop() {
        List<Connection> dropped;
        synchronized (resting) {
            dropped = List.copyOf(resting);
            resting.clear();
        }
        dropped.forEach(Connection::close);
    }

    private void takePermit(Deadline deadline) {
        try {
            if (permits.tryAcquire(deadline.millisAtMost(Duration.ofDays(1)), TimeUnit.MILLISECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new Refusal(Reason.DIRECTORY_UNAVAILABLE)
                .with("controller", controller.toString())
                .with("error", "all " + size + " connections are in use");
    }

    @Override
    public void close() {
        synchronized (resting) {
            closed = true;
        }
        drop();
    }
}
