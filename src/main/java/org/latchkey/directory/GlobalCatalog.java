package org.latchkey.directory;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import javax.naming.NamingException;
import javax.naming.directory.SearchControls;
import org.latchkey.refusal.Reason;
import org.latchkey.refusal.Refusal;

/**
 * The accounts of all domains of a forest, with few of their attributes: it tells in which domain a user principal name is,
 * whose suffix need not be a domain's name.
 */
record GlobalCatalog(BoundConnections connections) implements AutoCloseable {

    private static final String PERSON = "(&(objectCategory=person)(objectClass=user)(userPrincipalName={0}))";

    /**
     * The DNS name of the account's domain; empty where the forest has no such account.
     *
     * @throws Refusal {@link Reason#ACCOUNT_AMBIGUOUS}, or one of the 503 reasons
     */
    Optional<String> domainOf(AccountName account, Deadline deadline) {
        Set<String> domains = connections.ask(deadline, connection -> search(connection, account));
        if (domains.size() > 1) {
            throw new Refusal(Reason.ACCOUNT_AMBIGUOUS)
                    .with("account", account.toString())
                    .with("domains", String.join(", ", domains));
        }
        return domains.stream().findFirst();
    }

    private static Set<String> search(Connection connection, AccountName account) throws NamingException {
        List<Entry> entries = connection.search(
                SearchControls.SUBTREE_SCOPE, "", PERSON, List.of(account.name()), "userPrincipalName");
        Set<String> domains = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        for (Entry entry : entries) {
            if (AccountSearch.isSame(entry.text("userPrincipalName").orElse(""), account.name())) {
                domains.add(Domain.dnsName(entry.dn()));
            }
        }
        return domains;
    }

    @Override
    public void close() {
        connections.close();
    }
}
