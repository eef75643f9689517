package org.latchkey.setup;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.latchkey.application.Application;
import org.latchkey.application.MailAddress;
import org.latchkey.directory.AccountState;
import org.latchkey.directory.DirectoryUser;
import org.latchkey.directory.ListedPerson;
import org.latchkey.page.Hindrance;
import org.latchkey.page.SurveyPage.Cause;
import org.latchkey.page.SurveyPage.Row;
import org.latchkey.refusal.Reason;
import org.latchkey.refusal.Refusal;

/**
 * What is kept of somebody while a survey runs; there may be thousands of them.
 *
 * @param mail as it would be sent; empty without one
 */
record SurveyedPerson(Optional<UUID> guid, Row row, Optional<String> mail) {

    /** Facts of a refusal that the row tells anyway. */
    private static final List<String> TOLD = List.of("account", "entry", "application", "attributes");

    static SurveyedPerson unfound(ListedPerson person, Reason why) {
        Cause cause = new Cause(Hindrance.of(why), "");
        Row row = new Row("", "", "", person.distinguishedName(), List.of(cause));
        return new SurveyedPerson(Optional.empty(), row, Optional.empty());
    }

    static SurveyedPerson of(DirectoryUser user, Application application, List<Refusal> obstacles) {
        Optional<MailAddress> mail = mailOf(application, user);
        List<Cause> causes = new ArrayList<>();
        obstacles.forEach(refusal -> causes.add(cause(refusal)));
        mail.filter(address -> !address.isUsual())
                .ifPresent(
                        address -> causes.add(new Cause(Hindrance.MAIL_INVALID, "attribute: " + address.attribute())));
        String name = user.attribute("displayName").orElse("");
        Row row = new Row(
                user.account().toString(),
                name,
                mail.map(MailAddress::text).orElse(""),
                user.distinguishedName(),
                causes);
        return new SurveyedPerson(Optional.of(user.objectGuid()), row, mail.map(MailAddress::text));
    }

    private static Cause cause(Refusal refusal) {
        Hindrance hindrance = Hindrance.of(refusal.reason());
        String facts = refusal.facts().entrySet().stream()
                .filter(fact -> !TOLD.contains(fact.getKey()))
                .map(SurveyedPerson::written)
                .collect(Collectors.joining(", "));
        return new Cause(hindrance, hindrance == Hindrance.OTHER ? (refusal.reason() + " " + facts).strip() : facts);
    }

    private static String written(Map.Entry<String, String> fact) {
        return fact.getKey() + ": " + fact.getValue();
    }

    static Optional<MailAddress> mailOf(Application application, DirectoryUser user) {
        try {
            return Optional.of(application.mailOf(user));
        } catch (Refusal e) {
            return Optional.empty();
        }
    }

    /** Addresses are the same in any letter case. */
    static String key(String mail) {
        return mail.toLowerCase(Locale.ROOT);
    }

    /** Whether he may yet come in some day: the account of somebody who has left takes nobody's place. */
    static boolean mayCome(DirectoryUser user) {
        return user.state() != AccountState.DISABLED && user.state() != AccountState.EXPIRED;
    }

    boolean isHindered() {
        return !row.causes().isEmpty();
    }

    SurveyedPerson with(Cause cause) {
        List<Cause> causes = new ArrayList<>(row.causes());
        causes.add(cause);
        return new SurveyedPerson(
                guid, new Row(row.account(), row.name(), row.mail(), row.distinguishedName(), causes), mail);
    }
}
