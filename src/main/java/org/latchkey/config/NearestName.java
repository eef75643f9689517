package org.latchkey.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds the known name that somebody probably meant, by edit distance without regard to case. */
final class NearestName {

    private NearestName() {}

    static Optional<String> of(String seen, Collection<String> known) {
        return known.stream()
                .min(Comparator.comparingInt((String name) -> distance(seen, name))
                        .thenComparing(Comparator.naturalOrder()))
                .filter(name -> distance(seen, name) <= Math.max(2, name.length() / 3));
    }

    /** Levenshtein's distance, one row of the table at a time. */
    static int distance(String left, String right) {
        String a = left.toLowerCase(Locale.ROOT);
        String b = right.toLowerCase(Locale.ROOT);
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int substituted = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(substituted, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.length()];
    }
}
