package org.latchkey.directory;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A search of a subtree.
 *
 * @param filter with {@code {0}}, {@code {1}} … for the arguments, which JNDI escapes
 * @param attributes what is read of each entry
 */
record EntryQuery(String base, String filter, List<String> arguments, List<String> attributes) {

    /** People only, as a sign-in looks for them. */
    private static final String PERSON = "(objectCategory=person)(objectClass=user)";

    /** RFC 4512, 1.4. Whatever else a configuration names has no value anywhere, and would spoil the filter. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9-]*");

    EntryQuery {
        arguments = List.copyOf(arguments);
        attributes = List.copyOf(attributes);
    }

    static EntryQuery everybody(String base, List<String> attributes) {
        return new EntryQuery(base, "(&" + PERSON + ")", List.of(), attributes);
    }

    /** People of whom one of the attributes has one of the values. */
    static EntryQuery people(String base, Map<String, List<String>> values, List<String> attributes) {
        return either(base, PERSON, values, attributes);
    }

    /** Groups that are members of one of these, directly. */
    static EntryQuery groupsIn(String base, List<String> groups) {
        return either(base, "(objectClass=group)", Map.of("memberOf", groups), List.of("objectSid"));
    }

    private static EntryQuery either(
            String base, String kind, Map<String, List<String>> values, List<String> attributes) {
        List<String> names = new ArrayList<>();
        List<String> arguments = new ArrayList<>();
        values.forEach((name, all) -> all.forEach(value -> {
            if (NAME.matcher(name).matches()) {
                names.add(name);
                arguments.add(value);
            }
        }));
        String one = IntStream.range(0, names.size())
                .mapToObj(i -> "(" + names.get(i) + "={" + i + "})")
                .collect(Collectors.joining());
        return new EntryQuery(base, "(&" + kind + "(|" + one + "))", arguments, attributes);
    }
}
