package org.latchkey.setup;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.latchkey.application.Application;
import org.latchkey.application.MailAddress;
import org.latchkey.directory.DirectoryUser;
import org.latchkey.directory.HolderSearch;
import org.latchkey.directory.Holders;
import org.latchkey.page.Hindrance;
import org.latchkey.page.SurveyPage.Cause;

/** Finds who else has somebody's mail address, among all people of all domains: to Freshworks they would be one. */
final class SharedMail {

    /** Terms of one filter; a mail chain of three makes three times as many. */
    private static final int BATCH = 50;

    private static final int MOST_NAMED = 3;

    private final Application application;
    private final Map<String, Map<UUID, String>> holders = new LinkedHashMap<>();
    private final Map<String, String> addresses = new LinkedHashMap<>();
    private final Set<String> silent = new TreeSet<>();

    SharedMail(Application application) {
        this.application = application;
    }

    /** @param user himself, since a search for what is sent does not find what is stored otherwise */
    void add(SurveyedPerson person, Optional<DirectoryUser> user) {
        person.mail().ifPresent(mail -> addresses.putIfAbsent(SurveyedPerson.key(mail), mail));
        user.filter(SurveyedPerson::mayCome).ifPresent(this::add);
    }

    /** The addresses to look up, in parts. */
    List<List<String>> batches() {
        List<String> all = List.copyOf(addresses.values());
        List<List<String>> batches = new ArrayList<>();
        for (int i = 0; i < all.size(); i += BATCH) {
            batches.add(all.subList(i, Math.min(i + BATCH, all.size())));
        }
        return batches;
    }

    /** @throws org.latchkey.refusal.Refusal when the thread is interrupted */
    void lookUp(HolderSearch search, List<String> batch) {
        Map<String, List<String>> values = new LinkedHashMap<>();
        for (String attribute : new LinkedHashSet<>(application.mail())) {
            values.put(
                    attribute,
                    batch.stream()
                            .flatMap(mail -> MailAddress.variants(attribute, mail).stream())
                            .toList());
        }
        Holders found = search.having(values);
        silent.addAll(found.silent());
        found.people().stream().filter(SurveyedPerson::mayCome).forEach(this::add);
    }

    private void add(DirectoryUser user) {
        SurveyedPerson.mailOf(application, user)
                .map(mail -> SurveyedPerson.key(mail.text()))
                .filter(addresses::containsKey)
                .ifPresent(key -> holders.computeIfAbsent(key, unused -> new LinkedHashMap<>())
                        .put(user.objectGuid(), user.account().toString()));
    }

    /** The same person, with that cause where somebody else has the address. */
    SurveyedPerson judged(SurveyedPerson person) {
        Map<UUID, String> same = person.mail()
                .map(SurveyedPerson::key)
                .map(key -> holders.getOrDefault(key, Map.of()))
                .orElse(Map.of());
        List<String> others = same.entrySet().stream()
                .filter(one -> !Optional.of(one.getKey()).equals(person.guid()))
                .map(Map.Entry::getValue)
                .toList();
        if (others.isEmpty()) {
            return person;
        }
        String named = others.stream().limit(MOST_NAMED).collect(Collectors.joining(", "));
        String more = others.size() > MOST_NAMED ? " and " + (others.size() - MOST_NAMED) + " more" : "";
        return person.with(new Cause(Hindrance.MAIL_SHARED, named + more));
    }

    /** Domains that could not be asked. */
    List<String> silent() {
        return List.copyOf(silent);
    }
}
