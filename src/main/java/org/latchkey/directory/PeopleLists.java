package org.latchkey.directory;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.naming.InvalidNameException;
import javax.naming.NameNotFoundException;
import javax.naming.NamingException;
import org.latchkey.refusal.Refusal;

/**
 * Lists people of one domain. That is heavy work, so it has connections of its own, and an own opinion of which controllers
 * answer: one that is slow for this is none that sign-ins have to leave alone.
 *
 * @param name of the directory's resource
 * @param attempts of these connections only
 * @param domain asks for it on that connection where it is not known yet
 */
record PeopleLists(String name, BoundConnections connections, Attempts attempts, AccountSearch accounts, Known domain)
        implements AutoCloseable {

    /** One survey runs at a time; the other one is for the form. */
    private static final int CONNECTIONS = 2;

    private static final Set<String> CONTAINERS = Set.of(
            "organizationalunit",
            "container",
            "domain",
            "domaindns",
            "builtindomain",
            "organization",
            "msexchsystemobjectscontainer");

    /** What is known of the domain. */
    interface Known {
        Domain by(Connection connection) throws NamingException;
    }

    static PeopleLists open(
            DirectorySettings settings,
            Function<Attempts, KnownControllers> known,
            ServiceAccount account,
            AccountSearch accounts,
            Clock clock,
            Known domain) {
        Attempts attempts = new Attempts(settings.name() + "-people", settings.connectTimeout());
        BoundConnections connections =
                new BoundConnections(settings, known.apply(attempts), account, attempts, clock, CONNECTIONS);
        return new PeopleLists(settings.name(), connections, attempts, accounts, domain);
    }

    /** What goes by this name; empty where there is no such thing here. A container can only be named by its DN. */
    Optional<Population> population(GroupName named) {
        return connections.ask(connections.deadline(), connection -> {
            Domain here = domain.by(connection);
            return named.form() == GroupName.Form.DISTINGUISHED_NAME
                    ? byDistinguishedName(connection, here, named.text())
                    : GroupSearch.find(connection, here, named)
                            .map(group ->
                                    of(Population.Kind.GROUP, group.distinguishedName(), Optional.of(group.sid())));
        });
    }

    private Optional<Population> byDistinguishedName(Connection connection, Domain here, String dn)
            throws NamingException {
        if (!Domain.isWithin(dn, here.root())) {
            return Optional.of(of(Population.Kind.OUTSIDE, dn, Optional.empty()));
        }
        try {
            List<Entry> entries = connection.read(dn, "objectClass", "objectSid");
            return entries.isEmpty() ? Optional.empty() : Optional.of(of(entries.get(0), here));
        } catch (NameNotFoundException | InvalidNameException e) {
            return Optional.empty();
        } catch (NamingException e) {
            // Controllers have many answers to what is no name of theirs, and none of them speaks against the
            // controller.
            AdError.Kind kind = AdError.of(e).kind();
            if (kind == AdError.Kind.OTHER || kind == AdError.Kind.UNWILLING) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private Population of(Entry entry, Domain here) throws NamingException {
        Set<String> classes = entry.texts("objectClass").stream()
                .map(one -> one.toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
        if (classes.contains("group")) {
            return of(
                    Population.Kind.GROUP, entry.dn(), entry.octets("objectSid").map(Sid::of));
        }
        if (CONTAINERS.stream().noneMatch(classes::contains)) {
            return of(Population.Kind.OTHER, entry.dn(), Optional.empty());
        }
        if (Domain.isWithin(here.base(), entry.dn())) {
            // The domain, say: of it, sign-ins look at the base.
            return of(Population.Kind.CONTAINER, here.base(), Optional.empty());
        }
        boolean within = Domain.isWithin(entry.dn(), here.base());
        return of(within ? Population.Kind.CONTAINER : Population.Kind.OUTSIDE, entry.dn(), Optional.empty());
    }

    private Population of(Population.Kind kind, String dn, Optional<Sid> sid) {
        return new Population(kind, dn, name, sid);
    }

    /**
     * Begins to list them.
     *
     * @throws Refusal one of the 503 reasons
     * @throws TooManyGroups where too many groups are nested in this one
     */
    Roster roster(Population population) {
        Connection own = own();
        boolean begun = false;
        try {
            Domain here = connections.askOn(own, domain::by);
            List<EntryQuery> queries = connections.askOn(own, connection -> queries(connection, here, population));
            begun = true;
            return new Roster(connections, own, accounts, here, queries);
        } finally {
            if (!begun) {
                connections.giveBack(own);
            }
        }
    }

    private List<EntryQuery> queries(Connection own, Domain here, Population population) throws NamingException {
        if (population.kind() == Population.Kind.CONTAINER) {
            return List.of(EntryQuery.everybody(population.distinguishedName(), accounts.attributes()));
        }
        NestedGroups groups = new NestedGroups(here.root());
        groups.addAll(own, here.scoped(), population);
        return groups.people(accounts.attributes());
    }

    /** As {@link Directory#groupsOf}. */
    Set<Sid> groupsOf(DirectoryUser user) {
        return connections.ask(connections.deadline(), connection -> GroupSearch.of(connection, user));
    }

    Connection own() {
        return connections.own(connections.deadline());
    }

    <T> T askOn(Connection own, ConnectionPool.Work<T> work) {
        return connections.askOn(own, work);
    }

    void giveBack(Connection own) {
        connections.giveBack(own);
    }

    /** Everybody of whom one of these attributes has one of these values, as far as a controller tells them apart. */
    List<DirectoryUser> having(Connection own, Map<String, List<String>> values) throws NamingException {
        Domain here = domain.by(own);
        EntryQuery query = EntryQuery.people(here.base(), values, accounts.attributes());
        List<DirectoryUser> people = new ArrayList<>();
        if (query.arguments().isEmpty()) {
            return people;
        }
        for (Entry entry : own.all(query, here.scoped())) {
            accounts.listed(entry, here).flatMap(ListedPerson::user).ifPresent(people::add);
        }
        return people;
    }

    @Override
    public void close() {
        connections.close();
        attempts.close();
    }
}
