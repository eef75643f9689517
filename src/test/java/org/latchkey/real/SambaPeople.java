package org.latchkey.real;

import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import javax.naming.ldap.Rdn;
import org.latchkey.demo.DemoDirectory;
import org.latchkey.demo.DemoGroup;
import org.latchkey.demo.DemoPeople;
import org.latchkey.demo.DemoPerson;
import org.latchkey.demo.DemoPerson.State;

/** The demo's people and groups, as changes to a domain that was just made. */
final class SambaPeople {

    static final String BASE = DemoDirectory.BASE;
    static final String SERVICE_PRINCIPAL = "HTTP/sso.corp.example.com";
    static final String SERVICE_ACCOUNT = "svc-latchkey";
    static final String SERVICE_PASSWORD = "Reads-and-answers-1";
    static final int LOCKOUT_THRESHOLD = 5;

    private static final String GLOBAL_SECURITY_GROUP = "-2147483646";

    /** The domain that {@link SambaDomain#other} serves. */
    static final String OTHER_BASE = "DC=lab,DC=example,DC=com";

    /** There is one of this name in either domain, and they are two people. */
    static final String NAMESAKE = "sam";

    static final String NAMESAKE_PASSWORD = "Corp-has-a-Sam-1";
    static final String NAMESAKE_PASSWORD_IN_OTHER = "Lab-has-a-Sam-too-2";

    /** That of corp.example.com by his user principal name, whose suffix is no domain. */
    static final String NAMESAKE_UPN = "sam@brand.example.org";

    /** For somebody in more than 300 groups, together with the demo's. */
    private static final List<String> MORE_GROUPS =
            IntStream.rangeClosed(1, 60).mapToObj("Committee %03d"::formatted).toList();

    private SambaPeople() {}

    static Ldif everybody() {
        Ldif ldif = new Ldif()
                .replace(BASE, "lockoutThreshold", Integer.toString(LOCKOUT_THRESHOLD))
                .replace(BASE, "lockoutDuration", intervals(24 * 3600))
                .replace(BASE, "lockOutObservationWindow", intervals(24 * 3600));
        for (String unit : List.of("People", "Groups", "Service Accounts")) {
            ldif.add("OU=" + unit + "," + BASE, "organizationalUnit");
        }
        DemoPeople.all().forEach(person -> add(ldif, person));
        DemoGroup.all().forEach(group -> addGroup(ldif, group.name()));
        MORE_GROUPS.forEach(name -> addGroup(ldif, name));
        addMembers(ldif);
        addAccount(ldif, "CN=" + SERVICE_ACCOUNT + ",OU=Service Accounts," + BASE, SERVICE_ACCOUNT, SERVICE_PASSWORD)
                .with("servicePrincipalName", SERVICE_PRINCIPAL)
                // AES128 and AES256; else Samba issues RC4 tickets, which Java refuses.
                .with("msDS-SupportedEncryptionTypes", "24");
        addAccount(ldif, "CN=Sam of Corp,OU=People," + BASE, NAMESAKE, NAMESAKE_PASSWORD)
                .with("mail", "sam@corp.example.com");
        ldif.replace("CN=Sam of Corp,OU=People," + BASE, "userPrincipalName", NAMESAKE_UPN);
        return ldif;
    }

    /** People of the second domain, and its service account. */
    static Ldif ofOther() {
        Ldif ldif = new Ldif();
        addAccount(ldif, "CN=" + SERVICE_ACCOUNT + ",CN=Users," + OTHER_BASE, SERVICE_ACCOUNT, SERVICE_PASSWORD);
        addAccount(ldif, "CN=Sam of Lab,CN=Users," + OTHER_BASE, NAMESAKE, NAMESAKE_PASSWORD_IN_OTHER)
                .with("mail", "sam@lab.example.com");
        return ldif;
    }

    static void add(Ldif ldif, DemoPerson person) {
        addAccount(ldif, person.dn(), person.account(), person.password())
                .with("givenName", person.givenName())
                .with("sn", person.surname())
                .with("displayName", person.displayName())
                .with("mail", person.mail())
                .with("title", person.title())
                .with("telephoneNumber", "+44 20 7946 0123");
    }

    private static Ldif addAccount(Ldif ldif, String dn, String account, String password) {
        return ldif.add(dn, "top", "person", "organizationalPerson", "user")
                .with("sAMAccountName", account)
                .with("userPrincipalName", account + "@corp.example.com")
                .withPassword(password)
                .with("userAccountControl", "512");
    }

    /** People without a password, which never expires, of many names. Every second one is of the staff, through two groups. */
    static Ldif crowd(int size) {
        Ldif ldif = new Ldif().add("OU=Crowd," + BASE, "organizationalUnit");
        for (int i = 1; i <= size; i++) {
            String account = "crowd%05d".formatted(i);
            ldif.add(crowdDn(i), "top", "person", "organizationalPerson", "user")
                    .with("sAMAccountName", account)
                    .with("userPrincipalName", account + "@corp.example.com")
                    .with("givenName", "Crowd")
                    .with("sn", "%05d".formatted(i))
                    .with("displayName", "Crowd %05d".formatted(i))
                    .with("mail", account + "@corp.example.com")
                    .with("userAccountControl", "66080");
        }
        for (String name : List.of("Crowd Odd", "Crowd Even", "Crowd All")) {
            addGroup(ldif, name);
        }
        ldif.addValue(groupDn("Crowd All"), "member", groupDn("Crowd Odd"));
        ldif.addValue(groupDn("Crowd All"), "member", groupDn("Crowd Even"));
        ldif.addValue(groupDn("All Staff"), "member", groupDn("Crowd Odd"));
        addCrowd(ldif, "Crowd Odd", 1, size);
        addCrowd(ldif, "Crowd Even", 2, size);
        return ldif.replace(crowdDn(1), "mail", DemoPeople.ADA.mail())
                .replace(crowdDn(3), "userAccountControl", "66082")
                .replace(crowdDn(5), "mail", "crowd at home");
    }

    /** In one change: one by one, each would take longer than the one before. */
    private static void addCrowd(Ldif ldif, String group, int first, int last) {
        ldif.addValue(groupDn(group), "member", crowdDn(first));
        for (int i = first + 2; i <= last; i += 2) {
            ldif.with("member", crowdDn(i));
        }
    }

    private static String crowdDn(int number) {
        return "CN=Crowd %05d,OU=Crowd,%s".formatted(number, BASE);
    }

    private static void addGroup(Ldif ldif, String name) {
        // [MS-ADTS] 3.1.1.6.1 keeps these out of an account's name, though not out of a DN.
        String account = name.replaceAll("[\"/\\\\\\[\\]:;|=,+*?<>]", "");
        ldif.add(groupDn(name), "group").with("sAMAccountName", account).with("groupType", GLOBAL_SECURITY_GROUP);
    }

    private static void addMembers(Ldif ldif) {
        for (DemoGroup group : DemoGroup.all()) {
            group.memberOf().forEach(container -> ldif.addValue(groupDn(container), "member", group.dn()));
        }
        for (DemoPerson person : DemoPeople.all()) {
            person.groups().forEach(group -> ldif.addValue(groupDn(group), "member", person.dn()));
        }
        MORE_GROUPS.forEach(group -> ldif.addValue(groupDn(group), "member", DemoPeople.BEATRICE.dn()));
    }

    private static String groupDn(String name) {
        return "CN=" + Rdn.escapeValue(name) + ",OU=Groups," + BASE;
    }

    /** What is wrong with some people's accounts. A lockout only a controller itself can set, and an old password only time. */
    static Ldif states() {
        Ldif ldif = new Ldif();
        for (DemoPerson person : DemoPeople.all()) {
            switch (person.state()) {
                case DISABLED -> ldif.replace(person.dn(), "userAccountControl", "514");
                case EXPIRED -> ldif.replace(person.dn(), "accountExpires", yesterday());
                case MUST_CHANGE_PASSWORD -> ldif.replace(person.dn(), "pwdLastSet", "0");
                // A bit for each of the week's hours.
                case OUTSIDE_LOGON_HOURS -> ldif.replace(person.dn(), "logonHours", "\0".repeat(21));
                case BOUND_TO_A_WORKSTATION -> ldif.replace(person.dn(), "userWorkstations", "PC-4711");
                case ENABLED, LOCKED, HIDDEN, PASSWORD_EXPIRED -> {}
            }
        }
        return ldif;
    }

    static List<DemoPerson> lockedOut() {
        return DemoPeople.all().stream()
                .filter(person -> person.state() == State.LOCKED)
                .toList();
    }

    /** A length of time as Active Directory stores it: negative, in units of 100 ns. */
    private static String intervals(long seconds) {
        return Long.toString(-seconds * 10_000_000);
    }

    private static String yesterday() {
        return Long.toString((Instant.now().getEpochSecond() - 86_400 + 11_644_473_600L) * 10_000_000);
    }
}
