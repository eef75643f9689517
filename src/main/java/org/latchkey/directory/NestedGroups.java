package org.latchkey.directory;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.naming.InvalidNameException;
import javax.naming.NamingException;
import javax.naming.ldap.LdapName;

/**
 * A group and all that are nested in it. Asked by {@code memberOf}, level by level: {@code member} of a large group comes in
 * ranges of 1,500, and the in-chain rule walks up from each person anew. Circles end where they began.
 */
final class NestedGroups {

    /** Each is a part of a filter, and a filter of this many is parsed in no time. */
    static final int BATCH = 25;

    private static final int MOST = 2_000;

    private final String root;
    private final Map<LdapName, Optional<Sid>> found = new LinkedHashMap<>();
    private final List<LdapName> unasked = new ArrayList<>();

    /** @param root the domain itself, in which the groups are */
    NestedGroups(String root) {
        this.root = root;
    }

    /**
     * Finds them.
     *
     * @throws TooManyGroups beyond two thousand
     */
    void addAll(Connection connection, boolean scoped, Population group) throws NamingException {
        add(group.distinguishedName(), group.sid());
        while (!unasked.isEmpty()) {
            List<LdapName> batch = List.copyOf(unasked.subList(0, Math.min(BATCH, unasked.size())));
            unasked.subList(0, batch.size()).clear();
            List<String> names = batch.stream().map(LdapName::toString).toList();
            for (Entry entry : connection.all(EntryQuery.groupsIn(root, names), scoped)) {
                add(entry.dn(), entry.octets("objectSid").map(Sid::of));
            }
        }
    }

    private void add(String dn, Optional<Sid> sid) throws InvalidNameException {
        LdapName name = new LdapName(dn);
        if (found.putIfAbsent(name, sid) == null) {
            unasked.add(name);
        }
        if (found.size() > MOST) {
            throw new TooManyGroups(MOST);
        }
    }

    /** Searches that find everybody who is in one of them, directly or by his primary group; some people by several. */
    List<EntryQuery> people(List<String> attributes) {
        List<EntryQuery> queries = new ArrayList<>();
        List<LdapName> names = List.copyOf(found.keySet());
        for (int i = 0; i < names.size(); i += BATCH) {
            List<LdapName> batch = names.subList(i, Math.min(i + BATCH, names.size()));
            Map<String, List<String>> values = new LinkedHashMap<>();
            values.put("memberOf", batch.stream().map(LdapName::toString).toList());
            values.put(
                    "primaryGroupID",
                    batch.stream()
                            .flatMap(name -> found.getOrDefault(name, Optional.empty()).stream())
                            .flatMap(sid -> sid.ofDomain().stream())
                            .toList());
            queries.add(EntryQuery.people(root, values, attributes));
        }
        return queries;
    }
}
