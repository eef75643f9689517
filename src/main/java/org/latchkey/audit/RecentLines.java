package org.latchkey.audit;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.latchkey.refusal.Reference;

/** The latest lines by their reference, so that a number can be explained where no audit file is configured. */
final class RecentLines {

    /** Some megabytes at most: a morning of a large company. */
    private static final int MOST = 4000;

    private final Map<String, String> lines = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
            return size() > MOST;
        }
    };

    synchronized void add(Reference reference, String line) {
        lines.put(reference.text(), line);
    }

    synchronized Optional<String> find(Reference reference) {
        return Optional.ofNullable(lines.get(reference.text()));
    }

    /** The latest first. */
    synchronized List<String> with(String mark, int most) {
        List<String> found = lines.values().stream()
                .filter(line -> line.contains(mark))
                .collect(Collectors.toCollection(ArrayList::new));
        Collections.reverse(found);
        return List.copyOf(found.subList(0, Math.min(most, found.size())));
    }
}
