package org.latchkey.page;

/**
 * What surrounds every page: its words, and where the application is deployed. Public because templates live in a package of
 * their own.
 */
public record Frame(Texts texts, String contextPath) {

    public String text(String key) {
        return texts.get(key);
    }

    public String text(String key, String value) {
        return texts.get(key, value);
    }

    /** The address of a file of {@code webapp/static}. */
    public String file(String name) {
        return contextPath + "/static/" + name;
    }
}
