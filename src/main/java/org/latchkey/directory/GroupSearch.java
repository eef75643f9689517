package org.latchkey.directory;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import javax.naming.InvalidNameException;
import javax.naming.NameNotFoundException;
import javax.naming.NamingException;
import javax.naming.NoPermissionException;
import javax.naming.directory.SearchControls;
import org.latchkey.refusal.Reason;
import org.latchkey.refusal.Refusal;

/** Finds groups by name, and the groups of a person. */
final class GroupSearch {

    private static final String TOKEN_GROUPS = "tokenGroups";
    private static final String[] ATTRIBUTES = {"sAMAccountName", "objectSid", "groupType"};
    private static final String GROUP = "(objectClass=group)";
    private static final String GROUP_WITH = "(&(objectClass=group)(%s={0}))";

    /** GROUP_TYPE_SECURITY_ENABLED ([MS-ADTS] 2.2.12). */
    private static final long SECURITY_ENABLED = 0x8000_0000L;

    private GroupSearch() {}

    /**
     * Every security group that the person is in, the nested ones and the primary one too, as a controller works them out for
     * a logon ([MS-ADTS] 3.1.1.4.5.19). It answers only to a search of the entry itself.
     *
     * @throws Refusal {@link Reason#DIRECTORY_RIGHTS} when it is hidden: each account has a primary group at least, so nothing
     *     never means "in no group"
     */
    static Set<Sid> of(Connection connection, DirectoryUser user) throws NamingException {
        Set<Sid> sids = new LinkedHashSet<>();
        for (Entry entry : connection.read(user.distinguishedName(), TOKEN_GROUPS)) {
            for (byte[] octets : entry.allOctets(TOKEN_GROUPS)) {
                sids.add(Sid.of(octets));
            }
        }
        if (sids.isEmpty()) {
            throw new Refusal(Reason.DIRECTORY_RIGHTS)
                    .with("account", user.account().toString())
                    .with("entry", user.distinguishedName())
                    .with("hidden", TOKEN_GROUPS);
        }
        return sids;
    }

    /** The group of this name; empty where this domain has none. */
    static Optional<DirectoryGroup> find(Connection connection, Domain domain, GroupName name) throws NamingException {
        return switch (name.form()) {
            case DISTINGUISHED_NAME -> byDistinguishedName(connection, name.text());
            case SID -> group(below(connection, domain, "objectSid", new Sid(name.text()).octets()));
            case DOWN_LEVEL -> domain.isCalled(name.domain()) ? byAccount(connection, domain, name) : Optional.empty();
        };
    }

    /** The domain's own SID, with which those of its accounts and groups begin; empty where it is hidden. */
    static Optional<Sid> ofDomain(Connection connection, Domain domain) throws NamingException {
        try {
            List<Entry> root = connection.read(domain.root(), "objectSid");
            return root.isEmpty()
                    ? Optional.empty()
                    : root.get(0).octets("objectSid").map(Sid::of);
        } catch (NameNotFoundException | NoPermissionException e) {
            return Optional.empty();
        }
    }

    private static Optional<DirectoryGroup> byAccount(Connection connection, Domain domain, GroupName name)
            throws NamingException {
        List<Entry> same = new ArrayList<>();
        for (Entry entry : below(connection, domain, "sAMAccountName", name.account())) {
            if (AccountSearch.isSame(entry.text("sAMAccountName").orElse(""), name.account())) {
                same.add(entry);
            }
        }
        return group(same);
    }

    private static Optional<DirectoryGroup> byDistinguishedName(Connection connection, String name)
            throws NamingException {
        try {
            return group(connection.search(SearchControls.OBJECT_SCOPE, name, GROUP, List.of(), ATTRIBUTES));
        } catch (NameNotFoundException | InvalidNameException e) {
            return Optional.empty();
        } catch (NamingException e) {
            AdError error = AdError.of(e);
            // Controllers say so of what is no name of theirs, too: that must not count against each of them in turn.
            if (error.kind() == AdError.Kind.UNWILLING) {
                throw error.refusal(connection.controller());
            }
            throw e;
        }
    }

    private static List<Entry> below(Connection connection, Domain domain, String attribute, Object value)
            throws NamingException {
        connection.keepToDomain(domain.scoped());
        return connection.search(
                SearchControls.SUBTREE_SCOPE,
                domain.root(),
                GROUP_WITH.formatted(attribute),
                List.of(value),
                ATTRIBUTES);
    }

    private static Optional<DirectoryGroup> group(List<Entry> entries) throws NamingException {
        if (entries.size() != 1) {
            return Optional.empty();
        }
        Entry entry = entries.get(0);
        Optional<byte[]> sid = entry.octets("objectSid");
        OptionalLong type = entry.number("groupType");
        boolean security = type.isPresent() && (type.getAsLong() & SECURITY_ENABLED) != 0;
        return sid.map(octets -> new DirectoryGroup(Sid.of(octets), entry.dn(), security));
    }
}
