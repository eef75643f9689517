package org.latchkey.directory;

import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import javax.naming.NamingException;
import org.jspecify.annotations.Nullable;
import org.latchkey.config.Secret;
import org.latchkey.refusal.Reason;
import org.latchkey.refusal.Refusal;

/** An Active Directory, by LDAP. Opens nothing before it is first asked, and runs no thread before. */
public final class ActiveDirectory implements Directory {

    /** To each controller that is in use. A look-up takes about a millisecond, so these serve thousands a second. */
    private static final int CONNECTIONS = 8;

    private final DirectorySettings settings;
    private final Attempts attempts;
    private final BoundConnections connections;
    private final AccountSearch accounts;
    private final LockoutPolicies lockouts;
    private final PeopleLists people;
    private final Optional<GlobalCatalog> catalog;
    private volatile @Nullable Domain domain;
    private volatile @Nullable Sid domainSid;

    /** @param attributes what applications read of a person */
    public ActiveDirectory(DirectorySettings settings, Set<String> attributes, Clock clock, RandomGenerator random) {
        this(settings, attributes, clock, attempts -> known(settings, attempts, clock, random), CONNECTIONS);
    }

    ActiveDirectory(
            DirectorySettings settings,
            Set<String> attributes,
            Clock clock,
            Function<Attempts, KnownControllers> known,
            int connections) {
        this.settings = settings;
        this.attempts = new Attempts(settings.name(), settings.connectTimeout());
        ServiceAccount account = ServiceAccount.of(settings, attempts, clock);
        this.connections = new BoundConnections(settings, known.apply(attempts), account, attempts, clock, connections);
        this.catalog = Optional.of(settings.globalCatalog())
                .filter(servers -> !servers.isEmpty())
                .map(servers -> new GlobalCatalog(
                        new BoundConnections(settings, () -> servers, account, attempts, clock, connections)));
        this.accounts = new AccountSearch(attributes, new AccountStateReader(clock));
        this.lockouts = new LockoutPolicies(clock);
        this.people = PeopleLists.open(settings, known, account, accounts, clock, this::domain);
    }

    private static KnownControllers known(
            DirectorySettings settings, Attempts attempts, Clock clock, RandomGenerator random) {
        if (!settings.servers().isEmpty()) {
            return settings::servers;
        }
        LdapPing ping = new LdapPing(new Connector(settings, clock), settings.domain());
        ClientSite site = new ClientSite(ping, attempts, settings.connectTimeout(), clock);
        return new ServiceRecords(
                settings.domain(), settings.tls(), new ServiceLookup(new DnsQuestion("dns:")), site, clock, random);
    }

    @Override
    public DirectoryUser find(AccountName account) {
        return find(account, deadline());
    }

    DirectoryUser find(AccountName account, Deadline deadline) {
        Found found = connections.ask(deadline, connection -> {
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
        return verify(account, password, gate, deadline());
    }

    DirectoryUser verify(AccountName account, Secret password, PasswordGate gate, Deadline deadline) {
        if (password.isEmpty()) {
            throw new Refusal(Reason.PASSWORD_MISSING).with("account", account.toString());
        }
        Optional<DirectoryUser> user = findToVerify(account, deadline);
        PasswordGate.Claim claim = claim(account, user, deadline);
        return new PasswordCheck(connections, gate, deadline).check(account, user, claim, password);
    }

    private PasswordGate.Claim claim(AccountName account, Optional<DirectoryUser> user, Deadline deadline) {
        return connections.ask(deadline, connection -> {
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

    @Override
    public Set<Sid> groupsOf(DirectoryUser user) {
        return groupsOf(user, deadline());
    }

    @Override
    public Optional<DirectoryGroup> findGroup(GroupName group) {
        return findGroup(group, deadline());
    }

    Set<Sid> groupsOf(DirectoryUser user, Deadline deadline) {
        return connections.ask(deadline, connection -> GroupSearch.of(connection, user));
    }

    Optional<DirectoryGroup> findGroup(GroupName group, Deadline deadline) {
        return connections.ask(deadline, connection -> GroupSearch.find(connection, domain(connection), group));
    }

    @Override
    public boolean answersFor(Sid sid) {
        return answersFor(sid, deadline());
    }

    boolean answersFor(Sid sid, Deadline deadline) {
        if (sid.ofDomain().isEmpty()) {
            return true;
        }
        Sid own = domainSid;
        if (own == null) {
            own = connections
                    .ask(deadline, connection -> GroupSearch.ofDomain(connection, domain(connection)))
                    .orElse(null);
            domainSid = own;
        }
        return own == null || sid.isOf(own);
    }

    @Override
    public boolean isReady() {
        try {
            List<Entry> root = connections.ask(deadline(), own -> own.read("", "supportedLDAPVersion"));
            return !root.isEmpty();
        } catch (Refusal e) {
            return false;
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

    /** What the domain is called; asks a controller where nobody did before. */
    Domain domain(Deadline deadline) {
        Domain known = domain;
        return known == null ? connections.ask(deadline, this::domain) : known;
    }

    /** Whether the domain is known by that NetBIOS name, DNS name or realm, by the configuration or because a controller told. */
    boolean isCalled(String other) {
        Domain known = domain;
        Stream<String> told = known == null ? Stream.of() : Stream.of(known.netbiosName(), known.dnsName());
        return !other.isEmpty()
                && Stream.concat(told, Stream.of(settings.netbiosName(), settings.domain()))
                        .anyMatch(other::equalsIgnoreCase);
    }

    /** Whether an account of this name is here. */
    boolean holds(AccountName account, Deadline deadline) {
        return connections.ask(
                deadline,
                connection ->
                        !accounts.find(connection, domain(connection), account).isEmpty());
    }

    /** The DNS name of the domain in which the global catalog has the account; empty where it has none, or there is no catalog. */
    Optional<String> catalogued(AccountName account, Deadline deadline) {
        return catalog.flatMap(global -> global.domainOf(account, deadline));
    }

    String name() {
        return settings.name();
    }

    Deadline deadline() {
        return connections.deadline();
    }

    /** How long it is asked where other directories may be meant as well: as long as one controller may take. */
    Deadline turn(Deadline deadline) {
        return deadline.atMost(settings.connectTimeout().plus(settings.readTimeout()));
    }

    /** The best that is known of one of its controllers. */
    ControllerStatus.State outlook() {
        return connections.statuses().stream()
                .map(ControllerStatus::state)
                .min(Comparator.naturalOrder())
                .orElse(ControllerStatus.State.UNTRIED);
    }

    @Override
    public List<ControllerStatus> controllers() {
        return Stream.concat(
                        connections.statuses().stream(),
                        catalog.stream().flatMap(global -> global.connections().statuses().stream()))
                .toList();
    }

    @Override
    public List<ControllerGroup> controllerGroups() {
        ControllerGroup own =
                new ControllerGroup(settings.name(), false, atMost -> connections.examine(settings, atMost));
        return Stream.concat(
                        Stream.of(own),
                        catalog.stream()
                                .map(global -> new ControllerGroup(
                                        settings.name(),
                                        true,
                                        atMost -> global.connections().examine(settings, atMost))))
                .toList();
    }

    @Override
    public List<ServiceHolder> holdersOf(String servicePrincipalName) {
        return connections.ask(
                deadline(), connection -> ServiceHolder.find(connection, domain(connection), servicePrincipalName));
    }

    @Override
    public Optional<Population> population(GroupName group) {
        return people.population(group);
    }

    @Override
    public Roster roster(Population population) {
        return people.roster(population);
    }

    @Override
    public Set<Sid> groupsOfListed(DirectoryUser user) {
        return people.groupsOf(user);
    }

    @Override
    public HolderSearch holderSearch() {
        return new HolderSearch(List.of(new DomainHolders(people)));
    }

    @Override
    public void close() {
        connections.close();
        catalog.ifPresent(GlobalCatalog::close);
        people.close();
        attempts.close();
    }
}
