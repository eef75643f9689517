package org.latchkey.audit;

import java.util.Comparator;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * Counts decisions since the start. A request cannot make up a new thing to count, which would fill the memory here and in
 * Prometheus: applications that are not configured count as none, and the other names are the program's own.
 */
public final class Tally {

    private final Set<String> applications;
    private final Map<Kind, LongAdder> signIns = new ConcurrentHashMap<>();
    private final Map<Kind, LongAdder> refusals = new ConcurrentHashMap<>();

    /**
     * Decisions that are counted together.
     *
     * @param application empty where it was none that is configured
     * @param how the mechanism of a sign-in, or the reason of a refusal
     */
    public record Kind(String application, String how) implements Comparable<Kind> {

        private static final Comparator<Kind> ORDER =
                Comparator.comparing(Kind::application).thenComparing(Kind::how);

        @Override
        public int compareTo(Kind other) {
            return ORDER.compare(this, other);
        }
    }

    /** @param applications the configured ones */
    public Tally(Set<String> applications) {
        this.applications = Set.copyOf(applications);
    }

    void count(Decision decision) {
        Map<String, String> facts = decision.facts();
        switch (facts.getOrDefault("outcome", "")) {
            case "signed-in" -> count(signIns, facts, "mechanism");
            case "refused" -> count(refusals, facts, "reason");
            default -> {
                // Neither: a sign-out, or a page that was shown.
            }
        }
    }

    private void count(Map<Kind, LongAdder> counts, Map<String, String> facts, String how) {
        String application = facts.getOrDefault("application", "");
        Kind kind = new Kind(applications.contains(application) ? application : "", facts.getOrDefault(how, ""));
        counts.computeIfAbsent(kind, key -> new LongAdder()).increment();
    }

    public SortedMap<Kind, Long> signIns() {
        return sums(signIns);
    }

    public SortedMap<Kind, Long> refusals() {
        return sums(refusals);
    }

    private static SortedMap<Kind, Long> sums(Map<Kind, LongAdder> counts) {
        SortedMap<Kind, Long> sums = new TreeMap<>();
        counts.forEach((kind, count) -> sums.put(kind, count.sum()));
        return sums;
    }
}
