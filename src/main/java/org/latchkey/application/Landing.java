package org.latchkey.application;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.latchkey.directory.GroupName;
import org.latchkey.directory.Membership;
import org.latchkey.refusal.Refusal;

/**
 * On which page people land, by group: an agent on the dashboard, everybody else on his tickets. The first rule that fits
 * counts; a group that cannot be found fits nobody.
 *
 * @param fallback for whom no rule fits; else the other side decides
 */
public record Landing(List<Rule> rules, Optional<String> fallback) {

    public static final Landing NONE = new Landing(List.of(), Optional.empty());

    static final String EXPECTED = "group = https://…; …; default = https://…, each group " + GroupName.EXPECTED;

    /** A DN holds equals signs, too: what counts is the first one with an address behind it. */
    private static final Pattern ENTRY = Pattern.compile("(?s)(.+?)\\s*=\\s*(https?://\\S+)");

    /** Members of a group and their page. */
    public record Rule(GroupName group, String address) {}

    public Landing {
        rules = List.copyOf(rules);
    }

    /** @throws IllegalArgumentException with what was expected */
    static Landing parse(String text) {
        List<Rule> rules = new ArrayList<>();
        Optional<String> fallback = Optional.empty();
        for (String entry : GroupName.split(text)) {
            Matcher matcher = ENTRY.matcher(entry);
            if (!matcher.matches()) {
                throw new IllegalArgumentException("expected " + EXPECTED);
            }
            String address = matcher.group(2);
            if (!matcher.group(1).equalsIgnoreCase("default")) {
                rules.add(new Rule(GroupName.parse(matcher.group(1)), address));
            } else if (fallback.isPresent()) {
                throw new IllegalArgumentException("names default twice");
            } else {
                fallback = Optional.of(address);
            }
        }
        return new Landing(rules, fallback);
    }

    public boolean isEmpty() {
        return rules.isEmpty() && fallback.isEmpty();
    }

    /** What is left where some addresses do not count; a rule that is passed over keeps nobody from the next. */
    public Landing only(Predicate<String> address) {
        return new Landing(
                rules.stream().filter(rule -> address.test(rule.address())).toList(), fallback.filter(address));
    }

    /**
     * Where somebody lands. Where there is no rule, his groups are not read.
     *
     * @throws Refusal as {@link Membership#in}
     */
    public Optional<String> of(Membership person) {
        return rules.stream()
                .filter(rule -> person.in(rule.group()) == Membership.Answer.IN)
                .map(Rule::address)
                .findFirst()
                .or(() -> fallback);
    }

    /** All addresses that it names. */
    List<String> addresses() {
        List<String> addresses =
                new ArrayList<>(rules.stream().map(Rule::address).toList());
        fallback.ifPresent(addresses::add);
        return addresses;
    }
}
