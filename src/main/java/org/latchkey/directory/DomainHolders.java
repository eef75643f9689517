package org.latchkey.directory;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.latchkey.refusal.Refusal;

/**
 * Searches one domain for holders of values. A search that is too much for a controller is asked in halves, down to a single
 * value, and later ones begin as small; a domain that does not answer even then is not asked again.
 */
final class DomainHolders implements AutoCloseable {

    private final PeopleLists people;
    private @Nullable Connection own;
    private int most = Integer.MAX_VALUE;
    private boolean silent;

    DomainHolders(PeopleLists people) {
        this.people = people;
    }

    String name() {
        return people.name();
    }

    boolean isSilent() {
        return silent;
    }

    /** Those who were found until the domain fell silent. */
    List<DirectoryUser> having(Map<String, List<String>> values) {
        List<DirectoryUser> found = new ArrayList<>();
        Deque<Map<String, List<String>>> parts = new ArrayDeque<>(List.of(values));
        while (!parts.isEmpty() && !silent) {
            Map<String, List<String>> part = parts.removeFirst();
            int size = size(part);
            if (size > most) {
                split(part).forEach(parts::addFirst);
                continue;
            }
            Optional<List<DirectoryUser>> answer = answer(part);
            if (answer.isPresent()) {
                found.addAll(answer.get());
            } else {
                silent = size <= 1;
                most = (size + 1) / 2;
                parts.addFirst(part);
            }
        }
        return found;
    }

    private Optional<List<DirectoryUser>> answer(Map<String, List<String>> values) {
        Connection open = own;
        if (open == null) {
            try {
                open = people.own();
            } catch (Refusal e) {
                // Nothing to be asked less of.
                requireNotInterrupted(e);
                silent = true;
                return Optional.empty();
            }
            own = open;
        }
        try {
            return Optional.of(people.askOn(open, connection -> people.having(connection, values)));
        } catch (Refusal e) {
            // What is left of an answer may still come on it.
            close();
            requireNotInterrupted(e);
            return Optional.empty();
        }
    }

    /** Whoever stopped it says nothing of the domain. */
    private static void requireNotInterrupted(Refusal refusal) {
        if (Thread.currentThread().isInterrupted()) {
            throw refusal;
        }
    }

    /** The most values of one attribute: the unit is an address, which every attribute of a chain is searched for. */
    private static int size(Map<String, List<String>> values) {
        return values.values().stream().mapToInt(List::size).max().orElse(0);
    }

    private static List<Map<String, List<String>>> split(Map<String, List<String>> values) {
        Map<String, List<String>> first = new LinkedHashMap<>();
        Map<String, List<String>> second = new LinkedHashMap<>();
        values.forEach((attribute, all) -> {
            int half = (all.size() + 1) / 2;
            first.put(attribute, all.subList(0, half));
            second.put(attribute, all.subList(half, all.size()));
        });
        return List.of(second, first);
    }

    @Override
    public void close() {
        Connection open = own;
        own = null;
        if (open != null) {
            people.giveBack(open);
        }
    }
}
