package org.latchkey.directory;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import javax.naming.NamingException;
import javax.naming.directory.SearchControls;
import org.latchkey.refusal.Reason;
import org.latchkey.refusal.Refusal;

/** Finds a person by name and reads what applications and the sign-in need, in one search. */
final class AccountSearch {

    private static final Set<String> ALWAYS =
            Set.of("sAMAccountName", "userPrincipalName", "displayName", "givenName", "sn", "mail", "objectGUID");

    /** People only: computers and managed service accounts are of class user too, but of another category. */
    private static final String PERSON = "(&(%s={0})(objectCategory=person)(objectClass=user))";

    private final AccountStateReader states;
    private final String[] attributes;

    /** @param names the attributes that applications use, beside those that everybody needs */
    AccountSearch(Set<String> names, AccountStateReader states) {
        this.states = states;
        Set<String> all = new LinkedHashSet<>(ALWAYS);
        all.addAll(AccountStateReader.ATTRIBUTES);
        all.addAll(names);
        this.attributes = all.toArray(String[]::new);
    }

    /** What is read of each person. */
    List<String> attributes() {
        return List.of(attributes);
    }

    /** Everybody of that name: one, unless the name is unknown or ambiguous. Where a SID is told, it alone counts. */
    List<DirectoryUser> find(Connection connection, Domain domain, AccountName account) throws NamingException {
        if (!account.sid().isEmpty()) {
            return users(people(connection, domain, "objectSid", new Sid(account.sid()).octets()), domain);
        }
        if (!account.isUserPrincipalName()) {
            return find(connection, domain, "sAMAccountName", account.name());
        }
        List<DirectoryUser> explicit = find(connection, domain, "userPrincipalName", account.name());
        if (!explicit.isEmpty() || !account.hasSuffix(domain.dnsName())) {
            return explicit;
        }
        // Every account also answers to sAMAccountName@domain, unless that is somebody's explicit name.
        String name = account.name().substring(0, account.name().lastIndexOf('@'));
        return find(connection, domain, "sAMAccountName", name);
    }

    private List<DirectoryUser> find(Connection connection, Domain domain, String attribute, String name)
            throws NamingException {
        List<Entry> same = new ArrayList<>();
        for (Entry entry : people(connection, domain, attribute, name)) {
            if (isSame(entry.text(attribute).orElse(""), name)) {
                same.add(entry);
            }
        }
        return users(same, domain);
    }

    private List<Entry> people(Connection connection, Domain domain, String attribute, Object value)
            throws NamingException {
        connection.keepToDomain(domain.scoped());
        return connection.search(
                SearchControls.SUBTREE_SCOPE, domain.base(), PERSON.formatted(attribute), List.of(value), attributes);
    }

    private List<DirectoryUser> users(List<Entry> entries, Domain domain) throws NamingException {
        List<DirectoryUser> users = new ArrayList<>();
        for (Entry entry : entries) {
            if (!isTrust(entry)) {
                users.add(user(entry, domain));
            }
        }
        return users;
    }

    /** A person whom a search found that asked for nobody by name; empty where it is none. */
    Optional<ListedPerson> listed(Entry entry, Domain domain) throws NamingException {
        if (isTrust(entry)) {
            return Optional.empty();
        }
        if (!Domain.isWithin(entry.dn(), domain.base())) {
            return Optional.of(ListedPerson.unfound(entry, Reason.ACCOUNT_UNKNOWN));
        }
        try {
            return Optional.of(ListedPerson.found(user(entry, domain)));
        } catch (Refusal e) {
            return Optional.of(ListedPerson.unfound(entry, e.reason()));
        } catch (IllegalArgumentException e) {
            // A name with a character that none may have.
            return Optional.of(ListedPerson.unfound(entry, Reason.ATTRIBUTE_UNUSABLE));
        }
    }

    /** Controllers compare without accents too; whoever is signed in as {@code rene} must not become {@code rené}. */
    static boolean isSame(String found, String asked) {
        return Normalizer.normalize(found, Normalizer.Form.NFC)
                .equalsIgnoreCase(Normalizer.normalize(asked, Normalizer.Form.NFC));
    }

    /** The account of a trusted domain has the category of a person; like a computer's, its name ends in a dollar sign. */
    private static boolean isTrust(Entry entry) throws NamingException {
        return entry.text("sAMAccountName").orElse("").endsWith("$");
    }

    private DirectoryUser user(Entry entry, Domain domain) throws NamingException {
        byte[] guid = entry.octets("objectGUID").orElseThrow(() -> hidden(entry, "objectGUID"));
        String name = entry.text("sAMAccountName").orElseThrow(() -> hidden(entry, "sAMAccountName"));
        Map<String, List<String>> values = new LinkedHashMap<>();
        for (String attribute : entry.names()) {
            values.put(attribute, entry.texts(attribute));
        }
        AccountName account = new AccountName(AccountName.Form.DOWN_LEVEL, name, domain.netbiosName());
        return new DirectoryUser(account, entry.dn(), uuid(guid), states.read(entry), values);
    }

    private static Refusal hidden(Entry entry, String attribute) {
        return new Refusal(Reason.DIRECTORY_RIGHTS).with("entry", entry.dn()).with("attribute", attribute);
    }

    /** As Windows shows it: the first three parts are stored little-endian, the rest in order ([MS-DTYP] 2.3.4.2). */
    static UUID uuid(byte[] octets) {
        ByteBuffer buffer = ByteBuffer.wrap(octets).order(ByteOrder.LITTLE_ENDIAN);
        long first = Integer.toUnsignedLong(buffer.getInt()) << 32;
        long second = Short.toUnsignedLong(buffer.getShort()) << 16;
        long third = Short.toUnsignedLong(buffer.getShort());
        return new UUID(
                first | second | third, buffer.order(ByteOrder.BIG_ENDIAN).getLong());
    }
}
