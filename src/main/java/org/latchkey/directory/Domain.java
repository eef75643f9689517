package org.latchkey.directory;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.naming.InvalidNameException;
import javax.naming.NameNotFoundException;
import javax.naming.NamingException;
import javax.naming.NoPermissionException;
import javax.naming.directory.SearchControls;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;
import org.latchkey.refusal.Reason;
import org.latchkey.refusal.Refusal;

/**
 * What a domain is called, and where its people are.
 *
 * @param base searches start here
 * @param dnsName also the suffix of implicit user principal names, and in upper case the Kerberos realm
 * @param scoped whether controllers take {@link Connection#DOMAIN_SCOPE}
 */
record Domain(String base, String dnsName, String netbiosName, boolean scoped) {

    /** Asks a controller for what the configuration does not say. */
    static Domain read(Connection connection, DirectorySettings settings) throws NamingException {
        Entry root =
                connection.read("", "defaultNamingContext", "configurationNamingContext", "supportedControl").stream()
                        .findFirst()
                        .orElseThrow(() -> unnamed(connection));
        String context = root.text("defaultNamingContext").orElse(settings.base());
        String base = settings.base().isEmpty() ? context : settings.base();
        if (base.isEmpty()) {
            throw unnamed(connection);
        }
        String dnsName = settings.domain().isEmpty() ? dnsName(base) : settings.domain();
        String netbiosName = settings.netbiosName();
        if (netbiosName.isEmpty()) {
            netbiosName = netbiosName(connection, root, context).orElse(firstLabel(dnsName));
        }
        boolean scoped = root.texts("supportedControl").contains(Connection.DOMAIN_SCOPE);
        return new Domain(base, dnsName, netbiosName, scoped);
    }

    private static Refusal unnamed(Connection connection) {
        return new Refusal(Reason.DIRECTORY_UNAVAILABLE)
                .with("controller", connection.controller().toString())
                .with("error", "it tells no defaultNamingContext; configure base");
    }

    /** The forest's list of partitions has the name ([MS-ADTS] 6.1.1.2.1.1.5). */
    private static Optional<String> netbiosName(Connection connection, Entry root, String context)
            throws NamingException {
        Optional<String> configuration = root.text("configurationNamingContext");
        if (configuration.isEmpty()) {
            return Optional.empty();
        }
        try {
            List<Entry> partitions = connection.search(
                    SearchControls.ONELEVEL_SCOPE,
                    "CN=Partitions," + configuration.get(),
                    "(&(objectClass=crossRef)(nCName={0}))",
                    List.of(context),
                    "nETBIOSName");
            return partitions.isEmpty() ? Optional.empty() : partitions.get(0).text("nETBIOSName");
        } catch (NameNotFoundException | NoPermissionException e) {
            return Optional.empty();
        }
    }

    /** {@code corp.example.com} of {@code OU=People,DC=corp,DC=example,DC=com}. */
    static String dnsName(String dn) throws InvalidNameException {
        List<String> labels = new ArrayList<>();
        for (Rdn rdn : new LdapName(dn).getRdns()) {
            if (rdn.getType().equalsIgnoreCase("DC")) {
                labels.add(rdn.getValue().toString());
            }
        }
        Collections.reverse(labels);
        return String.join(".", labels);
    }

    /** As {@link #dnsName}, of a name that was checked before. */
    static String nameOf(String dn) {
        try {
            return dnsName(dn);
        } catch (InvalidNameException e) {
            throw new IllegalArgumentException("expected a distinguished name", e);
        }
    }

    /** The domain itself: {@code base} says where the people are, and their groups may be elsewhere. */
    String root() throws NamingException {
        LdapName name = new LdapName(base);
        int length = 0;
        while (length < name.size() && name.getRdn(length).getType().equalsIgnoreCase("DC")) {
            length++;
        }
        return length == 0 ? base : name.getPrefix(length).toString();
    }

    /** Whether an entry is, or is below, another one. */
    static boolean isWithin(String dn, String base) throws InvalidNameException {
        return new LdapName(dn).startsWith(new LdapName(base));
    }

    private static String firstLabel(String dnsName) {
        int dot = dnsName.indexOf('.');
        return (dot < 0 ? dnsName : dnsName.substring(0, dot)).toUpperCase(Locale.ROOT);
    }

    /**
     * Whether the account can be of this domain. A user principal name may have any suffix that the forest knows; who signed
     * a ticket is told by its realm, which is no NetBIOS name.
     */
    boolean mayHold(AccountName account) {
        return switch (account.form()) {
            case PLAIN, USER_PRINCIPAL_NAME -> true;
            case DOWN_LEVEL -> isCalled(account.domain());
            case KERBEROS -> account.domain().equalsIgnoreCase(dnsName);
        };
    }

    /** Whether the domain goes by this NetBIOS name, DNS name or realm, in any letter case. */
    boolean isCalled(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return !name.isEmpty()
                && (lower.equals(netbiosName.toLowerCase(Locale.ROOT))
                        || lower.equals(dnsName.toLowerCase(Locale.ROOT)));
    }

    /** One text for all the spellings by which an account of this name could be meant, whether or not there is one. */
    String oneSpelling(AccountName account) {
        String name = account.name();
        int at = name.lastIndexOf('@');
        if (account.hasSuffix(dnsName) && at > 0) {
            name = name.substring(0, at);
        }
        boolean foreign = account.isUserPrincipalName() && !account.hasSuffix(dnsName);
        String whole = foreign ? name : netbiosName + "\\" + name;
        return Normalizer.normalize(whole, Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
    }
}
