package org.latchkey.setup;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.latchkey.application.Application;
import org.latchkey.application.Entrance;
import org.latchkey.application.MailAddress;
import org.latchkey.application.Registration;
import org.latchkey.directory.AccountName;
import org.latchkey.directory.DirectoryUser;
import org.latchkey.directory.GroupName;
import org.latchkey.directory.Membership;
import org.latchkey.page.DryRunPage;
import org.latchkey.page.DryRunPage.Fact;
import org.latchkey.refusal.Reason;
import org.latchkey.refusal.Refusal;
import org.latchkey.refusal.Voices;

/** One dry run. It goes on after the first obstacle, so that an administrator sees all of them at once. */
final class DryRun {

    private static final int MOST_VALUES = 20;
    private static final int LONGEST_VALUE = 300;

    private final DryRuns runs;
    private final Registration registration;
    private final Application application;
    private final List<DryRunPage.Obstacle> obstacles = new ArrayList<>();
    private final List<Fact> entry = new ArrayList<>();
    private final List<DryRunPage.Attribute> attributes = new ArrayList<>();
    private final List<DryRunPage.Group> groups = new ArrayList<>();
    private final List<Fact> answer = new ArrayList<>();
    private final List<Fact> written = new ArrayList<>();
    private final List<DryRunPage.Comparison> comparisons = new ArrayList<>();
    private Optional<String> person = Optional.empty();
    private String rule = "";
    private String destination = "";

    DryRun(DryRuns runs, Registration registration) {
        this.runs = runs;
        this.registration = registration;
        this.application = registration.application();
    }

    /** The canonical account, once it was found. */
    Optional<String> person() {
        return person;
    }

    DryRunPage.Result of(String typed) {
        try {
            tell(found(typed));
        } catch (Refusal e) {
            tellObstacle(e);
        }
        return new DryRunPage.Result(
                obstacles, entry, attributes, groups, rule, destination, answer, written, comparisons);
    }

    private DirectoryUser found(String typed) {
        AccountName name =
                AccountName.typed(typed).orElseThrow(() -> new Refusal(Reason.ACCOUNT_UNKNOWN).with("account", typed));
        entry.add(new Fact("read as", words(name.form())));
        return runs.directory().find(name);
    }

    private static String words(AccountName.Form form) {
        return switch (form) {
            case DOWN_LEVEL, KERBEROS -> "DOMAIN\\sAMAccountName";
            case USER_PRINCIPAL_NAME -> "userPrincipalName";
            case PLAIN -> "sAMAccountName";
        };
    }

    private void tell(DirectoryUser user) {
        person = Optional.of(user.account().toString());
        Membership membership = runs.rehearsal().groups().of(user);
        runs.rehearsal().obstacles(registration, user, membership).forEach(this::tellObstacle);
        tellEntry(user);
        asFarAsPossible(() -> tellGroups("deny", application.access().deny(), membership));
        asFarAsPossible(() -> tellGroups("allow", application.access().allow(), membership));
        asFarAsPossible(() -> rule = application.access().decide(membership).rule());
        asFarAsPossible(() -> tellMail(user));
        asFarAsPossible(() -> tellAnswer(user, membership));
        if (!runs.replaced().getOrDefault(application.id(), Set.of()).isEmpty()) {
            comparisons.addAll(new OldScript(user, values()).comparisons());
        }
    }

    /** Why a step fails was told before. */
    private static void asFarAsPossible(Runnable step) {
        try {
            step.run();
        } catch (Refusal e) {
            // Among the obstacles, where a sign-in meets it, too.
        }
    }

    private void tellEntry(DirectoryUser user) {
        entry.add(new Fact("account", user.account().toString()));
        entry.add(new Fact("distinguishedName", user.distinguishedName()));
        entry.add(new Fact("objectGUID", user.objectGuidText()));
        entry.add(new Fact("state", user.state().name()));
        Set<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        names.addAll(user.attributes().keySet());
        names.addAll(registration.directoryAttributes());
        names.remove("objectGUID");
        names.forEach(name -> attributes.add(new DryRunPage.Attribute(
                name,
                user.attributes().getOrDefault(name, List.of()).stream()
                        .limit(MOST_VALUES)
                        .map(DryRun::shortened)
                        .toList())));
    }

    private static String shortened(String value) {
        return value.length() > LONGEST_VALUE ? value.substring(0, LONGEST_VALUE) + " \u2026" : value;
    }

    private void tellGroups(String list, List<GroupName> names, Membership membership) {
        for (GroupName name : names) {
            groups.add(new DryRunPage.Group(
                    list, name.toString(), membership.in(name).name()));
        }
    }

    private void tellMail(DirectoryUser user) {
        MailAddress mail = application.mailOf(user);
        entry.add(new Fact("mail address", mail.text() + " (from " + mail.attribute() + ")"));
    }

    private void tellAnswer(DirectoryUser user, Membership membership) {
        Entrance.Preview preview = runs.rehearsal().preview(registration, user, membership);
        destination = preview.destination();
        preview.parameters().forEach((name, value) -> answer.add(new Fact(name, value)));
        preview.written().get().forEach((name, value) -> written.add(new Fact(name, value)));
    }

    private Map<String, String> values() {
        Map<String, String> values = new LinkedHashMap<>();
        answer.forEach(fact -> values.put(fact.name(), fact.value()));
        return values;
    }

    private void tellObstacle(Refusal refusal) {
        Voices voices = refusal.reason().voices(Locale.ENGLISH);
        obstacles.add(new DryRunPage.Obstacle(
                refusal.reason().name(),
                voices.administrator(),
                voices.remedy(),
                refusal.reason().fixer().name(),
                refusal.facts()));
    }
}
