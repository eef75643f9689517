package org.latchkey.directory;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import javax.naming.NamingException;
import javax.naming.directory.Attribute;
import javax.naming.directory.Attributes;

/**
 * An entry as a controller sent it.
 *
 * @param dn whole and unescaped for nobody but LDAP: JNDI's own names of results are composite ones, and quote differently
 */
record Entry(String dn, Attributes attributes) {

    /** All text values; empty where the attribute is absent or hidden. */
    List<String> texts(String name) throws NamingException {
        Attribute attribute = attributes.get(name);
        List<String> values = new ArrayList<>();
        if (attribute != null) {
            for (Object value : Collections.list(attribute.getAll())) {
                if (value instanceof String text) {
                    values.add(text);
                }
            }
        }
        return values;
    }

    Optional<String> text(String name) throws NamingException {
        return texts(name).stream().findFirst();
    }

    /** A whole number; empty where the attribute is absent, hidden, or something else. */
    OptionalLong number(String name) throws NamingException {
        try {
            Optional<String> text = text(name);
            return text.isPresent() ? OptionalLong.of(Long.parseLong(text.get())) : OptionalLong.empty();
        } catch (NumberFormatException e) {
            return OptionalLong.empty();
        }
    }

    Optional<byte[]> octets(String name) throws NamingException {
        Attribute attribute = attributes.get(name);
        return attribute != null && attribute.size() > 0 && attribute.get() instanceof byte[] octets
                ? Optional.of(octets)
                : Optional.empty();
    }

    /** All binary values; empty where the attribute is absent or hidden. */
    List<byte[]> allOctets(String name) throws NamingException {
        Attribute attribute = attributes.get(name);
        List<byte[]> values = new ArrayList<>();
        if (attribute != null) {
            for (Object value : Collections.list(attribute.getAll())) {
                if (value instanceof byte[] octets) {
                    values.add(octets);
                }
            }
        }
        return values;
    }

    /** Names of the attributes that came, in their spelling. */
    List<String> names() {
        return Collections.list(attributes.getIDs());
    }
}
