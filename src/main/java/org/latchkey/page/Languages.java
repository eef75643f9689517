package org.latchkey.page;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/**
 * The languages that Latchkey speaks. A closed list: what a browser asks for is matched against it and never looked up as it
 * came, or a hostile {@code Accept-Language} would fill the cache of resource bundles.
 */
public final class Languages {

    private static final List<Locale> SPOKEN = List.of(Locale.ENGLISH);

    private Languages() {}

    /**
     * The spoken language that the browser likes best (RFC 9110, 12.5.4), else English. A browser that names none is not given
     * the server's own language, which is what the container would say.
     */
    public static Locale of(HttpServletRequest request) {
        if (request.getHeader("Accept-Language") == null) {
            return Locale.ENGLISH;
        }
        return Collections.list(request.getLocales()).stream()
                .flatMap(wanted ->
                        SPOKEN.stream().filter(spoken -> spoken.getLanguage().equals(wanted.getLanguage())))
                .findFirst()
                .orElse(Locale.ENGLISH);
    }
}
