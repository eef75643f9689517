package org.latchkey.refusal;

import java.util.Locale;
import java.util.ResourceBundle;

/**
 * One reason in its three voices. Title and user are in the reader's language, the other two in English everywhere.
 *
 * @param title a short heading for the user's page
 * @param user what the user reads: no attribute names, no hosts, no blame
 * @param administrator what it means to the person who runs Latchkey
 * @param remedy what fixes it
 */
public record Voices(String title, String user, String administrator, String remedy) {

    private static final String BUNDLE = "org.latchkey.refusal.reasons";

    /** The server's own language must not decide what a browser reads, so nothing falls back to the default locale. */
    private static final ResourceBundle.Control NO_FALLBACK =
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);

    static Voices of(Reason reason, Locale locale) {
        ResourceBundle texts = ResourceBundle.getBundle(BUNDLE, locale, Voices.class.getClassLoader(), NO_FALLBACK);
        String name = reason.name();
        return new Voices(
                texts.getString(name + ".title"),
                texts.getString(name + ".user"),
                texts.getString(name + ".administrator"),
                texts.getString(name + ".remedy"));
    }
}
