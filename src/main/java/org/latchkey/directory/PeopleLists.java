package org.latchkey.directory;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javax.naming.InvalidNameException;
import javax.naming.NameNotFoundException;
import javax.naming.NamingException;
import org.latchkey.refusal.Refusal;

/**
 * Lists people of one domain.
 *
 * @param name of the directory's resource
 * @param domain asks for it on that connection where it is not known yet
 */
record PeopleLists(String name, BoundConnections connections, AccountSearch accounts, Known domain) {

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

    /** What goes by this name; empty where there is no such thing here. A container can only be named by its DN. */
    Optional<Population> population(GroupName named, Deadline deadline) {
        return connections.ask(deadline, connection -> {
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
        boolean within = Domain.isWithin(entry.dn(), here.base());
        return of(within ? Population.Kind.CONTAINER : Population.Kind.OUTSIDE, entry.dn(), Optional.empty());
    }

    private Population of(Population.Kind kind, String dn, Optional<Sid> sid) {
        return new Population(kind, dn, name, sid);
    }

    /** @throws Refusal one of the 503 reasons, also for a group in which too many are nested */
    Roster roster(Population population, Deadline deadline) {
        Connection own = connections.own(deadline);
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

    /** Everybody of whom one of these attributes has one of these values, as far as a controller tells them apart. */
    List<DirectoryUser> having(Map<String, List<String>> values, Deadline deadline) {
        return connections.ask(deadline, connection -> {
            Domain here = domain.by(connection);
            EntryQuery query = EntryQuery.people(here.base(), values, accounts.attributes());
            List<DirectoryUser> people = new ArrayList<>();
            if (query.arguments().isEmpty()) {
                return people;
            }
            for (Entry entry : connection.all(query, here.scoped())) {
                accounts.listed(entry, here).flatMap(ListedPerson::user).ifPresent(people::add);
            }
            return people;
        });
    }
}
