package org.latchkey.directory;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.naming.NamingException;
import org.latchkey.config.Secret;
import org.latchkey.refusal.Refusal;

/**
 * Connections to the controllers of one domain, bound as the service account: whoever asks gets an answer from the first
 * controller that has one, or a refusal in time.
 */
final class BoundConnections implements DomainControllers.Care, AutoCloseable {

    private final Duration connectTimeout;
    private final Duration limit;
    private final Clock clock;
    private final Connector connector;
    private final ServiceAccount account;
    private final Attempts attempts;
    private final DomainControllers controllers;
    private final int size;
    private final Map<Controller, ConnectionPool> pools = new ConcurrentHashMap<>();
    private volatile boolean closed;

    /** @param size connections to each controller that is in use */
    BoundConnections(
            DirectorySettings settings,
            KnownControllers known,
            ServiceAccount account,
            Attempts attempts,
            Clock clock,
            int size) {
        this.connectTimeout = settings.connectTimeout();
        this.limit = settings.connectTimeout().plus(settings.readTimeout());
        this.clock = clock;
        this.connector = new Connector(settings, clock);
        this.account = account;
        this.attempts = attempts;
        this.controllers = new DomainControllers(settings.name(), known, attempts, limit, this, clock);
        this.size = size;
    }

    /** Enough for one controller that does not answer, whatever it is that it does not do, before a second one is asked. */
    Deadline deadline() {
        return Deadline.after(limit.multipliedBy(2), clock);
    }

    /**
     * Works with a connection that is bound as the service account.
     *
     * @throws Refusal as {@link DomainControllers#ask}, or because the account is refused
     */
    <T> T ask(Deadline deadline, ConnectionPool.Work<T> work) {
        account.prepare(deadline);
        return controllers.ask(deadline, controller -> pool(controller).use(deadline, work), unused -> {});
    }

    /**
     * Opens a connection that is bound as the service account and not of the pool, for work that takes long. Whoever has it
     * gives it back.
     */
    Connection own(Deadline deadline) {
        account.prepare(deadline);
        return controllers.ask(deadline, controller -> openBound(controller, deadline), Connection::close);
    }

    /**
     * Works with a connection of one's own; no other controller is asked when this one fails. Nor is it left alone then: what
     * takes long may be too much for one that answers all else.
     *
     * @throws Refusal one of the 503 reasons
     */
    <T> T askOn(Connection own, ConnectionPool.Work<T> work) {
        Controller controller = own.controller();
        try {
            return attempts.call(controller, Deadline.after(limit, clock), limit, () -> work.with(own), unused -> {});
        } catch (NamingException e) {
            throw AdError.of(e).refusal(controller);
        }
    }

    /** In the background, since the controller may not listen any more. */
    void giveBack(Connection own) {
        if (!attempts.inBackground(own::close)) {
            own.close();
        }
    }

    /** Opens a connection that is bound as nobody, and not kept. */
    Connection open(Deadline deadline) {
        return controllers.ask(deadline, controller -> connector.open(controller, deadline), Connection::close);
    }

    /**
     * Checks a password by one bind, and closes the connection. Once: where it breaks now, nobody knows whether the controller
     * counted the attempt.
     */
    void check(Connection connection, String dn, Secret password, Deadline deadline) throws NamingException {
        AtomicBoolean taken = new AtomicBoolean();
        try {
            attempts.call(connection, deadline, limit, () -> bind(connection, dn, password, taken), bound -> {});
        } catch (NamingException e) {
            AdError error = AdError.of(e);
            // What is said of one person's bind says nothing of what others ask.
            if (!(e instanceof Attempts.LeftEarly) && error.kind() != AdError.Kind.UNWILLING) {
                controllers.noteFailure(connection.controller(), error);
            }
            throw e;
        } finally {
            if (taken.compareAndSet(false, true)) {
                connection.close();
            }
        }
    }

    /** Closes the connection too, since whoever waits for this must not wait for the lock of a bind that hangs. */
    private static boolean bind(Connection connection, String dn, Secret password, AtomicBoolean taken)
            throws NamingException {
        if (!taken.compareAndSet(false, true)) {
            return false;
        }
        try (connection) {
            connection.bind(dn, password);
            return true;
        }
    }

    private ConnectionPool pool(Controller controller) {
        ConnectionPool pool = pools.computeIfAbsent(
                controller,
                key -> new ConnectionPool(deadline -> openBound(key, deadline), size, connectTimeout, clock));
        if (closed) {
            pool.close();
        }
        return pool;
    }

    private Connection openBound(Controller controller, Deadline deadline) throws NamingException {
        Connection connection = connector.open(controller, deadline);
        boolean bound = false;
        try {
            account.bind(connection, deadline);
            bound = true;
            return connection;
        } finally {
            if (!bound) {
                connection.close();
            }
        }
    }

    @Override
    public void probe(Controller controller) throws NamingException {
        Deadline deadline = Deadline.after(limit, clock);
        pool(controller).use(deadline, connection -> connection.read("", "supportedLDAPVersion"));
    }

    /** In the background, since to close is to say goodbye, to somebody who may not listen. */
    @Override
    public void drop(Controller controller) {
        List<Connection> dropped = pool(controller).takeAll();
        if (!dropped.isEmpty() && !attempts.inBackground(() -> dropped.forEach(Connection::close))) {
            dropped.forEach(Connection::close);
        }
    }

    @Override
    public void forget(Controller controller) {
        ConnectionPool pool = pools.remove(controller);
        if (pool != null && !attempts.inBackground(pool::close)) {
            pool.close();
        }
    }

    List<ControllerStatus> statuses() {
        return controllers.statuses(this::withConnections);
    }

    private ControllerStatus withConnections(Controller controller, ControllerStatus status) {
        ConnectionPool pool = pools.get(controller);
        return pool == null ? status : status.withConnections(pool.used(), pool.resting());
    }

    /** Where the controllers are not known, that is told instead of theirs: other domains may be well. */
    List<ControllerCheck> examine(DirectorySettings settings, Duration atMost) {
        Examination examination = new Examination(settings, connector, account, attempts, clock, atMost);
        try {
            return examination.of(controllers.all(deadline()));
        } catch (Refusal e) {
            return List.of(examination.failed(settings.domain(), e));
        }
    }

    @Override
    public void close() {
        closed = true;
        pools.values().forEach(ConnectionPool::close);
    }
}
