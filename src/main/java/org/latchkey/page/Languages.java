package org.latchkey.page;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which of the languages that Latchkey speaks a browser gets. A closed list: what a browser asks for is matched against it
 * and never looked up as it came, or a hostile {@code Accept-Language} would fill the cache of resource bundles.
 *
 * @param otherwise for a browser that asks for none of them
 */
public record Languages(Locale otherwise) {

    /** By their primary subtag, without regions: a bundle serves all who share the language. */
    public static final List<Locale> SPOKEN = List.of(
            Locale.ENGLISH,
            Locale.GERMAN,
            Locale.FRENCH,
            Locale.forLanguageTag("es"),
            Locale.forLanguageTag("pt"),
            Locale.forLanguageTag("nl"),
            Locale.JAPANESE);

    /** A language range with its weight (RFC 9110, 12.4.2 and 12.5.4; RFC 4647, 2.1). */
    private static final Pattern RANGE = Pattern.compile(
            "(\\*|[A-Za-z]{1,8})(?:-(?:\\*|[A-Za-z0-9]{1,8}))*+\\s*+(?:;\\s*+[qQ]\\s*+=\\s*+(0(?:\\.[0-9]{0,3})?|1(?:\\.0{0,3})?))?");

    /** Browsers send less than a hundred characters; whoever sends more is judged by the first of them. */
    private static final int LONGEST_HEADER = 512;

    /** The spoken languages by the codes that the configuration uses. */
    public static Map<String, Locale> codes() {
        Map<String, Locale> codes = new LinkedHashMap<>();
        SPOKEN.forEach(language -> codes.put(language.getLanguage(), language));
        return codes;
    }

    /**
     * The language for the answer to this request. The container is not asked: where a header names nothing that it
     * understands, it answers with the server's own language.
     */
    public Locale of(HttpServletRequest request) {
        String header = String.join(",", Collections.list(request.getHeaders("Accept-Language")));
        Locale best = otherwise;
        double bestWeight = 0;
        for (String part :
                header.substring(0, Math.min(header.length(), LONGEST_HEADER)).split(",", -1)) {
            Matcher range = RANGE.matcher(part.strip());
            if (range.matches() && weight(range) > bestWeight) {
                for (Locale spoken : spoken(range.group(1))) {
                    best = spoken;
                    bestWeight = weight(range);
                }
            }
        }
        return best;
    }

    private static double weight(Matcher range) {
        return range.group(2) == null ? 1 : Double.parseDouble(range.group(2));
    }

    /** None or one. Who takes anything gets what the site speaks. */
    private List<Locale> spoken(String language) {
        return language.equals("*")
                ? List.of(otherwise)
                : SPOKEN.stream()
                        .filter(spoken -> spoken.getLanguage().equalsIgnoreCase(language))
                        .toList();
    }
}
