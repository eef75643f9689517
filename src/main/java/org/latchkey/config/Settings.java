package org.latchkey.config;

import java.util.Map;

/**
 * The attributes of one {@code <Resource>} as written, after Tomcat replaced {@code ${…}}. Some are secrets, so it prints
 * its name only.
 *
 * @param resource the full name, for instance {@code latchkey/directory/corp}
 */
public record Settings(String resource, Map<String, String> attributes) {

    static final String ROOT = "latchkey";

    public Settings {
        attributes = Map.copyOf(attributes);
    }

    /** The part after {@code latchkey/}, up to the next slash: {@code site}, {@code directory}, {@code app} … */
    public String kind() {
        String rest = resource.substring(Math.min(resource.length(), ROOT.length() + 1));
        int slash = rest.indexOf('/');
        return slash < 0 ? rest : rest.substring(0, slash);
    }

    /** The part after the kind, or empty: {@code corp}, {@code freshservice} … */
    public String id() {
        int start = ROOT.length() + 1 + kind().length() + 1;
        return start > resource.length() ? "" : resource.substring(start);
    }

    Settings named(String name) {
        return new Settings(name, attributes);
    }

    @Override
    public String toString() {
        return resource;
    }
}
