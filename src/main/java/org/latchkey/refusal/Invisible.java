package org.latchkey.refusal;

import java.util.regex.Pattern;

/**
 * Characters that cannot be seen. They begin a line, move a terminal's cursor or turn the direction of writing, and two texts
 * that look alike differ by them.
 */
public final class Invisible {

    private static final Pattern ANY = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]");

    /** Without those for formatting, which some people's names are rightly written with: Persian, Indic scripts. */
    private static final Pattern CONTROL = Pattern.compile("[\\p{Cc}\\p{Zl}\\p{Zp}]");

    private Invisible() {}

    public static boolean in(String text) {
        return ANY.matcher(text).find();
    }

    /** Whether there is one that no text for people holds. */
    public static boolean controlIn(String text) {
        return CONTROL.matcher(text).find();
    }

    /** The text with each of them made visible. */
    public static String shown(String text) {
        return ANY.matcher(text).replaceAll("\uFFFD");
    }
}
