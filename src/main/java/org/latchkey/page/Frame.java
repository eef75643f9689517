package org.latchkey.page;

import java.util.Locale;
import org.latchkey.refusal.Reason;
import org.latchkey.refusal.Voices;

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

    /** What a page says of a reason in place of a page of its own. */
    public Voices voices(Reason reason) {
        return reason.voices(Locale.forLanguageTag(texts.language()));
    }

    /** The address of a file of {@code webapp/static}. */
    public String file(String name) {
        return contextPath + "/static/" + name;
    }
}
