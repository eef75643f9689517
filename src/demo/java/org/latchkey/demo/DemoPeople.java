package org.latchkey.demo;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.latchkey.demo.DemoPerson.State;

/** The people of the demo domain. Each is there for one thing that a sign-in must get right. */
public final class DemoPeople {
    /** The main one: complete, and an administrator of the helpdesk. */
    public static final DemoPerson ADA = DemoPerson.of("ada", "Ada", "Lovelace")
            .withTitle("Analytical Engineer")
            .withGroups(List.of("Helpdesk Admins"));

    /** Letters outside ASCII in every name, and in the password. */
    public static final DemoPerson ZOE = DemoPerson.of("zoe.angstrom", "Zoë", "Ångström")
            .withTitle("Bücherwärterin")
            .withPassword("Grüße-von-Zoë-1");

    /** An apostrophe in the account, the name and the mail address. */
    public static final DemoPerson SEAN = DemoPerson.of("sean.o'brien", "Seán", "O'Brien")
            .withTitle("Service Desk Agent")
            .withPassword("Passw0rd-sean");

    /** A distinguished name that needs escaping: comma, quotation marks, number sign, plus. */
    public static final DemoPerson GRACE = DemoPerson.of("grace", "Grace", "Hopper")
            .withCommonName("#1 Hopper, Grace \"Amazing\" + Crew")
            .withTitle("Rear Admiral")
            .withGroups(List.of("Finance, Tax + Audit"));

    /** No mail address: Freshworks could not recognise him. */
    public static final DemoPerson ALAN =
            DemoPerson.of("alan", "Alan", "Turing").withMail(null);

    public static final DemoPerson DENNIS =
            DemoPerson.of("dennis", "Dennis", "Nedry").withState(State.DISABLED);

    public static final DemoPerson EVE = DemoPerson.of("eve", "Eve", "Polastri").withState(State.EXPIRED);

    public static final DemoPerson LOUIS =
            DemoPerson.of("louis", "Louis", "Lock").withState(State.LOCKED);

    public static final DemoPerson MARIE =
            DemoPerson.of("marie", "Marie", "Neuf").withState(State.MUST_CHANGE_PASSWORD);

    public static final DemoPerson PETER =
            DemoPerson.of("peter", "Peter", "Stale").withState(State.PASSWORD_EXPIRED);

    /** Her account may be used at no hour of the week. */
    public static final DemoPerson NOCTURNE =
            DemoPerson.of("nocturne", "Nocturne", "Late").withState(State.OUTSIDE_LOGON_HOURS);

    /** Her account may be used on one computer only. */
    public static final DemoPerson FRONTDESK =
            DemoPerson.of("frontdesk", "Frieda", "Empfang").withState(State.BOUND_TO_A_WORKSTATION);

    /** Her address stands nowhere but among those of the mail system, and is not the first of them. */
    public static final DemoPerson ROSA = DemoPerson.of("rosa", "Rosa", "Post")
            .withMail(null)
            .withProxyAddresses(List.of(
                    "smtp:rosa@old.example.com",
                    "SIP:rosa@chat.example.com",
                    "X500:/o=Example/ou=Exchange/cn=Recipients/cn=rosa",
                    "SMTP:rosa.post@corp.example.com"));

    /** Neither givenName nor sn, only displayName, as accounts made by scripts are. */
    public static final DemoPerson MADONNA = DemoPerson.of("madonna", "Madonna", "Ciccone")
            .withCommonName("Madonna")
            .withNames(null, null, "Madonna Ciccone");

    /** In hundreds of groups. */
    public static final DemoPerson BEATRICE = DemoPerson.of("beatrice", "Beatrice", "Everywhere")
            .withGroups(Stream.concat(Stream.of("Freshservice Users"), DemoGroup.projects().stream())
                    .toList());

    /** The directory hides whether she is enabled and which groups she is in. */
    public static final DemoPerson HEDY =
            DemoPerson.of("hedy", "Hedy", "Lamarr").withState(State.HIDDEN);

    /** Complete, and in no group that may use Freshservice. */
    public static final DemoPerson CARL =
            DemoPerson.of("carl", "Carl", "Outside").withGroups(List.of("Contractors"));

    private DemoPeople() {}

    /** The people to try by hand, each with what is to be seen. */
    public static Map<DemoPerson, String> toTry() {
        Map<DemoPerson, String> people = new LinkedHashMap<>();
        people.put(ADA, "gets in");
        people.put(ZOE, "gets in, letters outside ASCII intact (in the password too)");
        people.put(SEAN, "gets in, apostrophe intact in account and mail");
        people.put(GRACE, "gets in, though her distinguished name needs escaping");
        people.put(MADONNA, "gets in, names taken from displayName");
        people.put(BEATRICE, "gets in, with " + DemoGroup.PROJECTS + " groups");
        people.put(ROSA, "gets in, mail taken from proxyAddresses");
        people.put(ALAN, "refused: no mail address");
        people.put(DENNIS, "refused: account disabled");
        people.put(EVE, "refused: account expired");
        people.put(LOUIS, "refused: account locked");
        people.put(MARIE, "refused: must change the password first");
        people.put(NOCTURNE, "refused in the form: not at this hour");
        people.put(FRONTDESK, "refused in the form: on her own computer only");
        people.put(HEDY, "refused: the directory hides whether she is enabled");
        people.put(CARL, "refused: in no group that may use the service desk");
        return Collections.unmodifiableMap(people);
    }

    /** The person of an account's name. */
    public static Optional<DemoPerson> named(String account) {
        return all().stream().filter(person -> person.account().equals(account)).findFirst();
    }

    /** Everybody who is in the directory at its start, the main one first. */
    public static List<DemoPerson> all() {
        return List.of(
                ADA, ZOE, SEAN, GRACE, BEATRICE, MADONNA, ROSA, ALAN, DENNIS, EVE, LOUIS, MARIE, PETER, NOCTURNE,
                FRONTDESK, HEDY, CARL);
    }
}
