package org.latchkey.application;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.latchkey.config.Problems;
import org.latchkey.config.Settings;
import org.latchkey.config.SettingsReader;
import org.latchkey.demo.DemoDirectory;
import org.latchkey.demo.DemoParts;
import org.latchkey.demo.DemoPeople;
import org.latchkey.demo.DemoPerson;
import org.latchkey.directory.AccountName;
import org.latchkey.directory.ActiveDirectory;
import org.latchkey.directory.Directory;
import org.latchkey.directory.DirectorySettings;
import org.latchkey.directory.GroupName;
import org.latchkey.directory.Groups;
import org.latchkey.directory.Membership;

/** Who may enter, decided on a real directory: Ada is a Helpdesk Admin, and so one of the Freshservice Users. */
class AccessRuleTest {

    private static final DemoDirectory DEMO = DemoParts.directory();
    private static final Directory DIRECTORY = new ActiveDirectory(
            DirectorySettings.read(
                            new SettingsReader(
                                    new Settings(
                                            "latchkey/directory/corp",
                                            Map.of(
                                                    "servers", "localhost:" + DEMO.ldapsPort(),
                                                    "account", DEMO.serviceAccount(),
                                                    "password", DEMO.servicePassword(),
                                                    "trustFile",
                                                            DEMO.trustFile().toString())),
                                    new Problems(),
                                    DirectorySettings.ATTRIBUTES),
                            Optional.empty())
                    .orElseThrow(),
            Set.of(),
            Clock.systemUTC(),
            new Random(1));
    private static final Groups GROUPS = new Groups(DIRECTORY, Clock.systemUTC());

    @AfterAll
    static void close() {
        DIRECTORY.close();
    }

    private static Membership groupsOf(DemoPerson person) {
        return GROUPS.of(DIRECTORY.find(AccountName.ofWindows(person.downLevelName())));
    }

    private static List<GroupName> groups(String... names) {
        return Arrays.stream(names)
                .map(name -> GroupName.parse("CORP\\" + name))
                .toList();
    }

    private static void assertDecided(AccessRule rule, DemoPerson person, Access.Outcome outcome, String deciding) {
        assertThat(rule.decide(groupsOf(person))).isEqualTo(new Access(outcome, deciding));
    }

    @Test
    void decideWhenThereIsNoRuleThenGrantedAndNothingIsRead() {
        Membership ada = groupsOf(DemoPeople.ADA);
        int before = DEMO.searchCount();

        assertThat(AccessRule.EVERYBODY.decide(ada)).isEqualTo(Access.UNCONDITIONAL);
        assertThat(DEMO.searchCount()).isEqualTo(before);
    }

    @Test
    void decideWhenInOneOfAllowThenGrantedByThatOne() {
        AccessRule rule = new AccessRule(groups("Contractors", "Freshservice Users"), List.of());

        assertDecided(rule, DemoPeople.ADA, Access.Outcome.GRANTED, "allow CORP\\Freshservice Users");
        assertDecided(rule, DemoPeople.CARL, Access.Outcome.GRANTED, "allow CORP\\Contractors");
    }

    @Test
    void decideWhenInNoneOfAllowThenDenied() {
        AccessRule rule = new AccessRule(groups("Helpdesk Admins"), List.of());

        assertDecided(rule, DemoPeople.GRACE, Access.Outcome.DENIED, "in no group of allow");
    }

    @Test
    void decideWhenOnlyDenyThenEverybodyElseIsGranted() {
        AccessRule rule = new AccessRule(List.of(), groups("Contractors"));

        assertDecided(rule, DemoPeople.CARL, Access.Outcome.DENIED, "deny CORP\\Contractors");
        assertDecided(rule, DemoPeople.ADA, Access.Outcome.GRANTED, "in no group of deny");
    }

    @Test
    void decideWhenInBothThenDenyWins() {
        AccessRule rule = new AccessRule(groups("Helpdesk Admins"), groups("Contractors", "All Staff"));

        assertDecided(rule, DemoPeople.ADA, Access.Outcome.DENIED, "deny CORP\\All Staff");
    }

    @Test
    void decideWhenADeniedGroupCannotBeFoundThenClosedForEverybody() {
        AccessRule rule = new AccessRule(groups("Helpdesk Admins"), groups("Contractors", "Gone"));

        assertDecided(rule, DemoPeople.ADA, Access.Outcome.CLOSED, "deny CORP\\Gone, which cannot be found");
        assertDecided(rule, DemoPeople.CARL, Access.Outcome.CLOSED, "deny CORP\\Gone, which cannot be found");
    }

    @Test
    void decideWhenADeniedSidIsMistypedThenClosedForEverybody() {
        GroupName mistyped = GroupName.parse("S-1-5-21-1004336348-1177238915-682003330-9");
        AccessRule rule = new AccessRule(groups("Helpdesk Admins"), List.of(mistyped));

        assertDecided(rule, DemoPeople.ADA, Access.Outcome.CLOSED, "deny " + mistyped + ", which cannot be found");
    }

    @Test
    void decideWhenAnAllowedGroupCannotBeFoundThenTheOthersCountAndTheRuleTells() {
        AccessRule rule = new AccessRule(groups("Gone", "Helpdesk Admins"), List.of());

        assertDecided(rule, DemoPeople.ADA, Access.Outcome.GRANTED, "allow CORP\\Helpdesk Admins");
        assertDecided(
                rule, DemoPeople.CARL, Access.Outcome.DENIED, "in no group of allow; cannot be found: CORP\\Gone");
    }
}
