package org.latchkey.directory;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import javax.naming.NamingException;
import org.jspecify.annotations.Nullable;
import org.latchkey.config.Secret;
import org.latchkey.refusal.Reason;
import org.latchkey.refusal.Refusal;

/** An Active Directory, by LDAP. Opens nothing before it is first asked, and runs no thread of its own. */
public final class ActiveDirectory implements Directory {

    /** To each controller that is in use. A look-up takes about a millisecond, so these serve thousands a second. */
    private static final int CONNECTIONS = 8;

    private final DirectorySettings settings;
    private final Clock clock;
    private final Connector connector;
    private final ServiceAccount serviceAccount;
    private final DomainControllers controllers;
    private final AccountSearch accounts;
    private final LockoutPolicies lockouts;
    private final int connections;
    private final Map<Controller, ConnectionPool> pools = new ConcurrentHashMap<>();
    private volatile @Nullable Domain domain;
    private volatile boolean closed;

    /** @param attributes what applications read of a person */
    public ActiveDirectory(DirectorySettings settings, Set<String> attributes, Clock clock, RandomGenerator random) {
        this(settings, attributes, clock, known(settings, clock, random), CONNECTIONS);
    }

    ActiveDirectory(
            DirectorySettings settings,
            Set<String> attributes,
            Clock clock,
            Supplier<List<Controller>> known,
            int connections) {
        this.settings = settings;
        this.clock = clock;
        this.connector = new Connector(settings, clock);
        this.serviceAccount = new ServiceAccount(settings.account(), settings.password(), clock);
        this.controllers = new DomainControllers(known, clock);
        this.accounts = new AccountSearch(attributes, new AccountStateReader(clock));
        this.lockouts = new LockoutPolicies(clock);
        this.connections = connections;
    }

    private static Supplier<List<Controller>> known(DirectorySettings settings, Clock clock, RandomGenerator random) {
        return settings.servers().isEmpty()
                ? new ServiceRecords(settings.domain(), settings.tls(), "dns:", clock, random)
                : settings::servers;
    }

    @Override
    public DirectoryUser find(AccountName account) {
        return find(account, deadline());
    }

    private DirectoryUser find(AccountName account, Deadline deadline) {
        Found found = ask(deadline, connection -> {
            Domain here = domain(connection);
            return new Found(here, here.mayHold(account) ? accounts.find(connection, here, account) : List.of());
        });
        if (!found.domain().mayHold(account)) {
            throw new Refusal(Reason.DOMAIN_UNKNOWN)
                    .with("account", account.toString())
                    .with(
                            "domain",
                            found.domain().netbiosName() + ", " + found.domain().dnsName());
        }
        if (found.users().size() == 1) {
            return found.users().get(0);
        }
        throw new Refusal(found.users().isEmpty() ? Reason.ACCOUNT_UNKNOWN : Reason.ACCOUNT_AMBIGUOUS)
                .with("account", account.toString())
                .with("base", found.domain().base());
    }

    private record Found(Domain domain, List<DirectoryUser> users) {}

    /**
     * {@inheritDoc}
     *
     * <p>The name that is bound is the DN of the entry found, so a typed name means the same person in both steps.
     */
    @Override
    public DirectoryUser verify(AccountName account, Secret password, PasswordGate gate) {
        if (password.isEmpty()) {
            throw new Refusal(Reason.PASSWORD_MISSING).with("account", account.toString());
        }
        Deadline deadline = deadline();
        Optional<DirectoryUser> user = findToVerify(account, deadline);
        PasswordGate.Claim claim = claim(account, user, deadline);
        try (PasswordGate.Attempt attempt = gate.admit(claim);
                Connection connection = controllers.ask(deadline, controller -> connector.open(controller, deadline))) {
            // Before it is sent, since nothing that happens afterwards takes it back.
            attempt.tell(PasswordGate.Outcome.WRONG);
            bind(connection, user.orElseThrow(() -> unknown(account)), password, attempt);
            attempt.tell(PasswordGate.Outcome.RIGHT);
        }
        return user.get();
    }

    private PasswordGate.Claim claim(AccountName account, Optional<DirectoryUser> user, Deadline deadline) {
        return ask(deadline, connection -> {
            Domain here = domain(connection);
            Lockout lockout = lockouts.of(connection, user.map(DirectoryUser::distinguishedName));
            String name = user.map(found -> found.account().toString()).orElseGet(() -> here.oneSpelling(account));
            return new PasswordGate.Claim(user.map(DirectoryUser::objectGuid), name, lockout);
        });
    }

    private Optional<DirectoryUser> findToVerify(AccountName account, Deadline deadline) {
        try {
            return Optional.of(find(account, deadline));
        } catch (Refusal e) {
            if (e.reason() != Reason.ACCOUNT_UNKNOWN) {
                throw e;
            }
            return Optional.empty();
        }
    }

    /**
     * Who does not know a password must not learn which accounts there are, neither from the answer nor from the time that it
     * takes: by now a connection was opened for nobody, which takes much longer than the bind that is left out. To bind a
     * made-up name as well would fill the controllers' security logs.
     */
    private static Refusal unknown(AccountName account) {
        return new Refusal(Reason.PASSWORD_WRONG).with("account", account + " is unknown");
    }

    /** Once: where the connection breaks now, nobody knows whether the controller counted the attempt. */
    private void bind(Connection connection, DirectoryUser user, Secret password, PasswordGate.Attempt attempt) {
        try {
            connection.bind(user.distinguishedName(), password);
        } catch (NamingException e) {
            AdError error = AdError.of(e);
            attempt.tell(error.outcomeOfPerson());
            controllers.noteFailure(connection.controller(), error);
            throw error.refusalOfPerson(connection.controller())
                    .with("account", user.account().toString());
        }
    }

    @Override
    public Set<Sid> groupsOf(DirectoryUser user) {
        return ask(deadline(), connection -> GroupSearch.of(connection, user));
    }

    @Override
    public Optional<DirectoryGroup> findGroup(GroupName group) {
        return ask(deadline(), connection -> GroupSearch.find(connection, domain(connection), group));
    }

    @Override
    public boolean isReady() {
        try {
            return !ask(deadline(), connection -> connection.read("", "supportedLDAPVersion"))
                    .isEmpty();
        } catch (Refusal e) {
            return false;
        }
    }

    private <T> T ask(Deadline deadline, ConnectionPool.Work<T> work) {
        serviceAccount.requireUsable();
        return controllers.ask(deadline, controller -> pool(controller).use(deadline, work));
    }

    private ConnectionPool pool(Controller controller) {
        ConnectionPool pool = pools.computeIfAbsent(
                controller, key -> new ConnectionPool(key, deadline -> openBound(key, deadline), connections, clock));
        if (closed) {
            pool.close();
        }
        return pool;
    }

    private Connection openBound(Controller controller, Deadline deadline) throws NamingException {
        Connection connection = connector.open(controller, deadline);
        boolean bound = false;
        try {
            serviceAccount.bind(connection, deadline);
            bound = true;
            return connection;
        } finally {
            if (!bound) {
                connection.close();
            }
        }
    }

    private Domain domain(Connection connection) throws NamingException {
        Domain known = domain;
        if (known == null) {
            known = Domain.read(connection, settings);
            domain = known;
        }
        return known;
    }

    /** Enough for one controller that does not connect and one that does not answer before a third is asked. */
    private Deadline deadline() {
        Duration both = settings.connectTimeout().plus(settings.readTimeout());
        return Deadline.after(both.multipliedBy(2), clock);
    }

    @Override
    public void close() {
        closed = true;
        pools.values().forEach(ConnectionPool::close);
    }
}
