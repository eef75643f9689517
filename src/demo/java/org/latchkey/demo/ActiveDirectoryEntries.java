package org.latchkey.demo;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.apache.directory.api.ldap.model.entry.DefaultEntry;
import org.apache.directory.api.ldap.model.entry.Entry;
import org.apache.directory.api.ldap.model.exception.LdapException;
import org.apache.directory.api.ldap.model.name.Dn;
import org.apache.directory.api.ldap.model.schema.SchemaManager;
import org.jspecify.annotations.Nullable;
import org.latchkey.demo.DemoPerson.State;

/** Entries with the attributes and encodings that Active Directory gives its own. */
record ActiveDirectoryEntries(SchemaManager schema, DemoDomain domain) {
    private static final String NEVER = Long.toString(Long.MAX_VALUE);
    private static final Instant FILETIME_EPOCH = Instant.parse("1601-01-01T00:00:00Z");
    private static final int GLOBAL_SECURITY_GROUP = 0x80000002;
    private static final int BUILTIN_SECURITY_GROUP = 0x80000005;
    private static final int DOMAIN_USERS = 513;

    /** The containers, the service's group and the partition that names the domain, in the order to add them. */
    List<Entry> containers() throws LdapException {
        String configuration = "CN=Configuration," + DemoDomain.CORP.base();
        List<Entry> entries = new ArrayList<>();
        Entry root = entry(DemoDomain.CORP.base(), "top", "domainDNS");
        root.add("lockoutThreshold", "5");
        root.add("lockOutObservationWindow", duration(Duration.ofMinutes(30)));
        root.add("objectSid", DemoPerson.sid(21, 1_004_336_348, 1_177_238_915, 682_003_330));
        entries.add(root);
        for (String unit : List.of("People", "Groups", "Service Accounts")) {
            entries.add(entry("OU=" + unit + "," + DemoDomain.CORP.base(), "top", "organizationalUnit"));
        }
        entries.add(entry(configuration, "top", "container"));
        entries.add(entry("CN=Partitions," + configuration, "top", "container"));
        Entry crossRef = entry("CN=corp,CN=Partitions," + configuration, "top", "crossRef");
        crossRef.add("nCName", domain.base());
        crossRef.add("nETBIOSName", domain.netbiosName());
        crossRef.add("dnsRoot", domain.dnsName());
        entries.add(crossRef);
        entries.add(entry("CN=Builtin," + DemoDirectory.BASE, "top", "container"));
        Entry administrators = entry("CN=Administrators,CN=Builtin," + DemoDirectory.BASE, "top", "group");
        administrators.add("sAMAccountName", "Administrators");
        administrators.add("groupType", Integer.toString(BUILTIN_SECURITY_GROUP));
        administrators.add("objectSid", DemoPerson.sid(32, 544));
        entries.add(administrators);
        entries.add(entry("CN=System," + DemoDirectory.BASE, "top", "container"));
        entries.add(entry("CN=Password Settings Container,CN=System," + DemoDirectory.BASE, "top", "container"));
        Entry strict = entry(DemoDirectory.STRICT_POLICY, "top", "msDS-PasswordSettings");
        strict.add("msDS-LockoutThreshold", "3");
        strict.add("msDS-LockoutObservationWindow", duration(Duration.ofHours(2)));
        entries.add(strict);
        return entries;
    }

    Entry group(DemoGroup group) throws LdapException {
        Entry entry = entry(group.dn(), "top", "group");
        entry.add("sAMAccountName", group.name());
        entry.add("groupType", Integer.toString(GLOBAL_SECURITY_GROUP));
        entry.add("objectCategory", "group");
        entry.add("objectGUID", DemoPerson.guidBytes(domain.objectGuid("group " + group.name())));
        entry.add("objectSid", DemoGroup.objectSid(group.name()));
        for (String container : group.memberOf()) {
            entry.add("memberOf", domain.moved(DemoGroup.dn(container)));
        }
        return entry;
    }

    Entry person(DemoPerson person) throws LdapException {
        Entry entry = account(person.dn(), person.account(), person.password());
        entry.add("objectSid", person.objectSid());
        add(entry, "givenName", person.givenName());
        add(entry, "sn", person.surname());
        add(entry, "displayName", person.displayName());
        add(entry, "mail", person.mail());
        entry.add("title", person.title());
        entry.add("department", "Demonstrations");
        entry.add("company", "Example Corporation");
        int number = Math.floorMod(DemoPerson.relativeId(person.account()), 1_000);
        entry.add("employeeID", "E%04d".formatted(number));
        entry.add("telephoneNumber", "+44 20 7946 0%03d".formatted(number));
        for (String address : person.proxyAddresses()) {
            entry.add("proxyAddresses", address);
        }
        if (person.state() != State.HIDDEN) {
            addState(entry, person.state());
            addRestriction(entry, person.state());
            addMembership(entry, person.groups());
        }
        return entry;
    }

    /** The account by which Latchkey reads the directory. */
    Entry serviceAccount() throws LdapException {
        Entry entry = account(DemoDirectory.SERVICE_ACCOUNT_DN, "svc-latchkey", DemoDirectory.SERVICE_PASSWORD);
        entry.add("objectSid", DemoPerson.domainSid(DemoPerson.relativeId("svc-latchkey")));
        entry.add("servicePrincipalName", "HTTP/sso." + domain.dnsName(), "HTTP/localhost");
        addState(entry, State.ENABLED);
        addMembership(entry, List.of());
        return entry;
    }

    private Entry account(String dn, String account, String password) throws LdapException {
        Entry entry = entry(dn, "top", "person", "organizationalPerson", "user");
        entry.add("sAMAccountName", account);
        entry.add("userPrincipalName", account + "@" + domain.dnsName());
        // A real controller expands (objectCategory=person) to the class's DN; here the short form is stored.
        entry.add("objectCategory", "person");
        entry.add("objectGUID", DemoPerson.guidBytes(domain.objectGuid(account)));
        entry.add("userPassword", password.getBytes(StandardCharsets.UTF_8));
        return entry;
    }

    private static void addState(Entry entry, State state) throws LdapException {
        Instant now = Instant.now();
        boolean mustChange = state == State.MUST_CHANGE_PASSWORD;
        boolean locked = state == State.LOCKED;
        entry.add("userAccountControl", state == State.DISABLED ? "514" : "512");
        entry.add("accountExpires", state == State.EXPIRED ? filetime(now.minus(Duration.ofDays(400))) : NEVER);
        entry.add("pwdLastSet", mustChange ? "0" : filetime(now.minus(Duration.ofDays(30))));
        entry.add("lockoutTime", locked ? filetime(now) : "0");
        int computed = locked ? 0x10 : state == State.PASSWORD_EXPIRED || mustChange ? 0x800000 : 0;
        entry.add("msDS-User-Account-Control-Computed", Integer.toString(computed));
    }

    private static void addRestriction(Entry entry, State state) throws LdapException {
        if (state == State.OUTSIDE_LOGON_HOURS) {
            // One bit for each hour of the week, and none is set.
            entry.add("logonHours", new byte[21]);
        } else if (state == State.BOUND_TO_A_WORKSTATION) {
            entry.add("userWorkstations", "FRONTDESK1");
        }
    }

    private void addMembership(Entry entry, List<String> groups) throws LdapException {
        entry.add("primaryGroupID", Integer.toString(DOMAIN_USERS));
        for (String group : groups) {
            entry.add("memberOf", domain.moved(DemoGroup.dn(group)));
        }
        Set<String> closure = DemoGroup.closure(groups);
        for (String group : closure) {
            entry.add("tokenGroups", DemoGroup.objectSid(group));
        }
        entry.add("tokenGroups", DemoPerson.domainSid(DOMAIN_USERS), DemoPerson.sid(32, 545));
    }

    static long filetimeNow() {
        return Long.parseLong(filetime(Instant.now()));
    }

    private Entry entry(String dn, String... objectClasses) throws LdapException {
        Dn name = new Dn(schema, domain.moved(dn));
        Entry entry = new DefaultEntry(schema, name);
        entry.add("objectClass", objectClasses);
        entry.add(
                name.getRdn().getType(),
                Objects.requireNonNull(name.getRdn().getAva().getValue()).getString());
        return entry;
    }

    /** Hundreds of nanoseconds since 1601, as text ([MS-DTYP] 2.3.3). */
    private static String filetime(Instant instant) {
        Duration since = Duration.between(FILETIME_EPOCH, instant);
        return Long.toString(since.getSeconds() * 10_000_000 + since.getNano() / 100);
    }

    /** Durations are negative. */
    private static String duration(Duration duration) {
        return Long.toString(-10_000 * duration.toMillis());
    }

    private static void add(Entry entry, String attribute, @Nullable String value) throws LdapException {
        if (value != null) {
            entry.add(attribute, value);
        }
    }
}
