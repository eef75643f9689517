package org.latchkey.directory;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/**
 * A person as the directory has him at this moment.
 *
 * @param account {@code DOMAIN\name}, canonical, whatever was typed
 * @param distinguishedName for administrators only
 * @param objectGuid survives renames and moves
 * @param attributes text values by attribute name, without regard to the name's case; absent ones are missing
 */
public record DirectoryUser(
        AccountName account,
        String distinguishedName,
        UUID objectGuid,
        AccountState state,
        Map<String, List<String>> attributes) {

    public DirectoryUser {
        Map<String, List<String>> copy = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        attributes.forEach((name, values) -> copy.put(name, List.copyOf(values)));
        attributes = copy;
    }

    /** The same person, if he had this value and no other in an attribute. */
    public DirectoryUser having(String name, String value) {
        Map<String, List<String>> others = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        others.putAll(attributes);
        others.put(name, List.of(value));
        return new DirectoryUser(account, distinguishedName, objectGuid, state, others);
    }

    /** The first value, without surrounding white space; empty when there is none or only white space. */
    public Optional<String> attribute(String name) {
        return attributes.getOrDefault(name, List.of()).stream()
                .map(String::strip)
                .filter(value -> !value.isEmpty())
                .findFirst();
    }

    /** {@code objectGUID} as text, lower case, the octets in the order in which Windows shows them. */
    public String objectGuidText() {
        return objectGuid.toString().toLowerCase(Locale.ROOT);
    }
}
