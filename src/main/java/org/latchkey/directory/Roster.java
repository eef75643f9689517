package org.latchkey.directory;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.naming.NamingException;
import javax.naming.ldap.Control;
import org.latchkey.refusal.Refusal;

/**
 * The people of a {@link Population}, page after page, each of them once. It holds a connection of its own, because a page
 * can only be asked for where the one before it was, and none of those that sign-ins use. One thread at a time.
 */
public final class Roster implements AutoCloseable {

    private final BoundConnections connections;
    private final Connection connection;
    private final AccountSearch accounts;
    private final Domain domain;
    private final Deque<EntryQuery> queries;
    private final Set<String> seen = new HashSet<>();
    private Optional<Control> next = Optional.empty();

    Roster(
            BoundConnections connections,
            Connection connection,
            AccountSearch accounts,
            Domain domain,
            List<EntryQuery> queries) {
        this.connections = connections;
        this.connection = connection;
        this.accounts = accounts;
        this.domain = domain;
        this.queries = new ArrayDeque<>(queries);
    }

    /**
     * The next people, some hundreds; none at the end.
     *
     * @throws Refusal one of the 503 reasons; then there is nothing more to be had from this one
     */
    public List<ListedPerson> next() {
        List<ListedPerson> people = List.of();
        while (people.isEmpty() && !queries.isEmpty()) {
            people = connections.askOn(connection, this::page);
        }
        return people;
    }

    private List<ListedPerson> page(Connection own) throws NamingException {
        EntryQuery query = queries.getFirst();
        Connection.Page page =
                next.isPresent() ? own.page(query, domain.scoped(), next.get()) : own.page(query, domain.scoped());
        next = page.next();
        if (next.isEmpty()) {
            queries.removeFirst();
        }
        List<ListedPerson> people = new ArrayList<>();
        for (Entry entry : page.entries()) {
            if (seen.add(entry.dn())) {
                accounts.listed(entry, domain).ifPresent(people::add);
            }
        }
        return people;
    }

    @Override
    public void close() {
        connections.giveBack(connection);
    }
}
