package org.latchkey.directory;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One SRV record (RFC 2782). */
record ServiceRecord(int priority, int weight, int port, String host) {

    private static final Pattern TEXT = Pattern.compile("(\\d{1,5}) (\\d{1,5}) (\\d{1,5}) ([A-Za-z0-9._-]+?)\\.?");

    /** As JNDI writes it; empty for what is none, and for a lone dot, which says that there is no such service. */
    static Optional<ServiceRecord> parse(String text) {
        Matcher record = TEXT.matcher(text);
        if (!record.matches() || record.group(4).equals(".")) {
            return Optional.empty();
        }
        return Optional.of(new ServiceRecord(
                Integer.parseInt(record.group(1)),
                Integer.parseInt(record.group(2)),
                Integer.parseInt(record.group(3)),
                record.group(4)));
    }

    /** By priority, and within one by chance, the more likely the greater the weight. */
    static List<ServiceRecord> inOrder(Collection<ServiceRecord> records, RandomGenerator random) {
        Map<Integer, List<ServiceRecord>> byPriority = new TreeMap<>();
        records.forEach(record -> byPriority
                .computeIfAbsent(record.priority(), priority -> new ArrayList<>())
                .add(record));
        List<ServiceRecord> ordered = new ArrayList<>();
        for (List<ServiceRecord> left : byPriority.values()) {
            while (!left.isEmpty()) {
                ordered.add(left.remove(drawn(left, random)));
            }
        }
        return ordered;
    }

    /** The RFC's draw: a place on the line on which each record takes as much room as its weight, plus one for the weightless. */
    private static int drawn(List<ServiceRecord> records, RandomGenerator random) {
        int place = random.nextInt(
                records.stream().mapToInt(record -> record.weight() + 1).sum());
        int index = 0;
        while (place > records.get(index).weight()) {
            place -= records.get(index).weight() + 1;
            index++;
        }
        return index;
    }

    /** The controller behind it; DNS knows the plain port only. */
    Controller controller(Tls tls) {
        return new Controller(host.toLowerCase(Locale.ROOT), port == Tls.NONE.port() ? tls.port() : port, tls);
    }
}
