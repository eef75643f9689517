package org.latchkey.setup;

import java.net.URI;
import java.util.Collection;
import java.util.Comparator;
import org.latchkey.page.TroublePage.Finding;

/** Names the character from which on an address differs from the configured one that is most like it. */
final class Difference {

    private static final int SHOWN = 40;

    private Difference() {}

    /** @param configured one at least */
    static Finding of(String name, String asked, Collection<URI> configured) {
        return ofTexts(name, asked, configured.stream().map(URI::toString).toList());
    }

    /** @param configured one at least */
    static Finding ofTexts(String name, String asked, Collection<String> configured) {
        String like = configured.stream()
                .max(Comparator.comparingInt(text -> common(text, asked)))
                .orElseThrow();
        if (like.equals(asked)) {
            return Finding.fine(name + " is configured.");
        }
        int same = common(like, asked);
        return Finding.wrong(name + " is not configured. The nearest is " + like + "; from character "
                + (like.codePointCount(0, same) + 1) + " on they differ: " + rest(asked, same) + " here, "
                + rest(like, same) + " there.");
    }

    private static int common(String a, String b) {
        int i = 0;
        while (i < a.length() && i < b.length() && a.codePointAt(i) == b.codePointAt(i)) {
            i += Character.charCount(a.codePointAt(i));
        }
        return i;
    }

    private static String rest(String text, int from) {
        if (from >= text.length()) {
            return "nothing more";
        }
        return "\u201c" + Quoted.beginning(Quoted.of(text.substring(from)), SHOWN) + "\u201d";
    }
}
