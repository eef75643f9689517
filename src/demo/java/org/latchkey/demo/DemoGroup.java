package org.latchkey.demo;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import javax.naming.ldap.Rdn;

/**
 * A global security group of the demo domain.
 *
 * @param name both CN and sAMAccountName
 * @param memberOf names of the groups this one is a direct member of
 */
public record DemoGroup(String name, List<String> memberOf) {
    /** How many groups {@code Project 001}, {@code Project 002} … there are. */
    public static final int PROJECTS = 250;

    public DemoGroup {
        memberOf = List.copyOf(memberOf);
    }

    /** The groups of the demo domain, each after the groups it is a member of. */
    public static List<DemoGroup> all() {
        List<DemoGroup> groups = new ArrayList<>(List.of(
                new DemoGroup("All Staff", List.of()),
                new DemoGroup("Freshservice Users", List.of("All Staff")),
                new DemoGroup("Helpdesk Admins", List.of("Freshservice Users")),
                new DemoGroup("Finance, Tax + Audit", List.of("Freshservice Users")),
                new DemoGroup("Contractors", List.of())));
        projects().forEach(name -> groups.add(new DemoGroup(name, List.of())));
        return List.copyOf(groups);
    }

    static List<String> projects() {
        return IntStream.rangeClosed(1, PROJECTS)
                .mapToObj("Project %03d"::formatted)
                .toList();
    }

    /**
     * The named groups and every group these are in, however deep: one pass from the last, since containers come first.
     */
    static Set<String> closure(Collection<String> names) {
        Set<String> seen = new LinkedHashSet<>(names);
        List<DemoGroup> groups = all();
        for (int i = groups.size() - 1; i >= 0; i--) {
            if (seen.contains(groups.get(i).name())) {
                seen.addAll(groups.get(i).memberOf());
            }
        }
        return seen;
    }

    public String dn() {
        return dn(name);
    }

    static String dn(String name) {
        return "CN=" + Rdn.escapeValue(name) + ",OU=Groups," + DemoDirectory.BASE;
    }

    static byte[] objectSid(String name) {
        return DemoPerson.domainSid(DemoPerson.relativeId(name));
    }
}
