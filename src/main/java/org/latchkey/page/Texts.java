package org.latchkey.page;

import java.util.Locale;
import java.util.ResourceBundle;

/**
 * The words on the pages, in one language, from the bundle {@code org/latchkey/page/texts} (UTF-8). Plain text with at most
 * one gap, written <code>{}</code>; not {@code MessageFormat}, in whose patterns an apostrophe is not an apostrophe.
 */
public final class Texts {

    private static final String BUNDLE = "org.latchkey.page.texts";

    /** The server's own language must not decide what a browser reads, so nothing falls back to the default locale. */
    private static final ResourceBundle.Control NO_FALLBACK =
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);

    private final ResourceBundle bundle;

    private Texts(ResourceBundle bundle) {
        this.bundle = bundle;
    }

    /** The texts in the language nearest to {@code locale}, English where there is none. */
    public static Texts of(Locale locale) {
        return new Texts(ResourceBundle.getBundle(BUNDLE, locale, Texts.class.getClassLoader(), NO_FALLBACK));
    }

    /** The language that the texts are really in, for the {@code lang} attribute (BCP 47). */
    public String language() {
        String tag = bundle.getLocale().toLanguageTag();
        return bundle.getLocale().getLanguage().isEmpty() ? "en" : tag;
    }

    /** @throws java.util.MissingResourceException when there is no such text */
    public String get(String key) {
        return bundle.getString(key);
    }

    /** The text with {@code value} in its gap. */
    public String get(String key, String value) {
        return get(key).replace("{}", value);
    }
}
