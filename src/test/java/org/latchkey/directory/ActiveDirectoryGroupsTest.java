package org.latchkey.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.latchkey.MovableClock;
import org.latchkey.demo.DemoDirectory;
import org.latchkey.demo.DemoGroup;
import org.latchkey.demo.DemoParts;
import org.latchkey.demo.DemoPeople;
import org.latchkey.demo.DemoPerson;
import org.latchkey.directory.Membership.Answer;
import org.latchkey.refusal.Reason;
import org.latchkey.refusal.Refusal;

/** Groups by any name, nested and primary ones, and what the directory hides. */
class ActiveDirectoryGroupsTest {

    private static final String DOMAIN_USERS = "S-1-5-21-1004336348-1177238915-682003330-513";
    private static final GroupName ADMINS = GroupName.parse("CORP\\Helpdesk Admins");

    private static final DemoDirectory DEMO = DemoParts.directory();

    private static int made;

    private final MovableClock clock = new MovableClock(Instant.now());
    private final ActiveDirectory directory = Corp.ldaps(DEMO).at(clock).open();
    private final Groups groups = new Groups(directory, clock);

    @AfterEach
    void close() {
        directory.close();
    }

    /** A group that no other test knows, with one member. */
    private record Team(DemoGroup group, DemoPerson member) {

        static Team made() {
            made++;
            DemoGroup group = new DemoGroup("Team " + made, List.of());
            DemoPerson member =
                    DemoPerson.of("member" + made, "Member", "Number " + made).withGroups(List.of(group.name()));
            DEMO.add(group);
            DEMO.add(member);
            return new Team(group, member);
        }

        String name() {
            return "CORP\\" + group.name();
        }
    }

    private DirectoryUser user(DemoPerson person) {
        return directory.find(AccountName.ofWindows(person.downLevelName()));
    }

    private Answer answer(DemoPerson person, String group) {
        return groups.of(user(person)).in(GroupName.parse(group));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CN=Helpdesk Admins,OU=Groups,DC=corp,DC=example,DC=com",
                "cn=helpdesk admins, ou=groups, dc=CORP, dc=example, dc=com",
                "CORP\\Helpdesk Admins",
                "corp\\helpdesk admins",
                "corp.example.com\\Helpdesk Admins",
                "CORP\\Freshservice Users",
                "CORP\\All Staff",
                DOMAIN_USERS,
                "S-1-5-32-545"
            })
    void inWhenMemberDirectlyOrNestedOrByThePrimaryGroupThenIn(String group) {
        assertThat(answer(DemoPeople.ADA, group)).isEqualTo(Answer.IN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"CORP\\Contractors", "CORP\\Project 001", "S-1-5-32-544"})
    void inWhenNoMemberThenNotIn(String group) {
        assertThat(answer(DemoPeople.ADA, group)).isEqualTo(Answer.NOT_IN);
    }

    @Test
    void inWhenTheNameHasACommaAndAPlusThenBothFormsFindIt() {
        assertThat(answer(DemoPeople.GRACE, "CN=Finance\\, Tax \\+ Audit,OU=Groups,DC=corp,DC=example,DC=com"))
                .isEqualTo(Answer.IN);
        assertThat(answer(DemoPeople.GRACE, "CN=Finance\\2C Tax \\2B Audit,OU=Groups,DC=corp,DC=example,DC=com"))
                .isEqualTo(Answer.IN);
        assertThat(answer(DemoPeople.ADA, "CN=Finance\\, Tax \\+ Audit,OU=Groups,DC=corp,DC=example,DC=com"))
                .isEqualTo(Answer.NOT_IN);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CORP\\Nobody",
                "OTHER\\Helpdesk Admins",
                "CORP\\ada",
                "CORP\\Helpdesk (Admins)",
                "CN=Nobody,OU=Groups,DC=corp,DC=example,DC=com",
                "CN=Helpdesk Admins,DC=other,DC=example",
                "CN=Ada Lovelace,OU=People,DC=corp,DC=example,DC=com",
                "XX=Helpdesk Admins,DC=corp,DC=example,DC=com"
            })
    void inWhenThereIsNoSuchGroupThenUnresolvedAndAProblem(String group) {
        assertThat(answer(DemoPeople.ADA, group)).isEqualTo(Answer.UNRESOLVED);
        assertThat(groups.problem(GroupName.parse(group))).isPresent();
    }

    /** Controllers answer so to what is no name of theirs, which an administrator may have mistyped. */
    @ParameterizedTest
    @ValueSource(ints = {1, 80})
    void findGroupWhenTheControllerMakesNothingOfTheNameThenItIsNotLeftAlone(int code) {
        try (FaultyServer relay = FaultyServer.relayRefusingBeyond(
                        code, 0, "Odd", DEMO.ldapPort(), new CopyOnWriteArrayList<>());
                ActiveDirectory odd = Corp.plain(DEMO)
                        .with("servers", "localhost:" + relay.port())
                        .open()) {
            GroupName name = GroupName.parse("CN=Odd," + DemoDirectory.BASE);

            assertThat(catchThrowableOfType(Refusal.class, () -> odd.findGroup(name))
                            .reason())
                    .isEqualTo(Reason.DIRECTORY_UNAVAILABLE);
            assertThat(odd.controllers().get(0).state()).isNotEqualTo(ControllerStatus.State.LEFT_ALONE);
        }
    }

    @Test
    void inWhenADistributionGroupThenUnresolvedAndTheProblemSaysSo() {
        Team team = Team.made();
        DEMO.modify(team.group().dn(), "groupType", "2");

        assertThat(answer(team.member(), team.name())).isEqualTo(Answer.UNRESOLVED);
        assertThat(groups.problem(GroupName.parse(team.name())))
                .hasValueSatisfying(problem -> assertThat(problem).contains("distribution group"));
    }

    @Test
    void inWhenInHundredsOfGroupsThenTheLastCountsToo() {
        assertThat(answer(DemoPeople.BEATRICE, "CORP\\Project " + DemoGroup.PROJECTS))
                .isEqualTo(Answer.IN);
        assertThat(directory.groupsOf(user(DemoPeople.BEATRICE))).hasSize(DemoGroup.PROJECTS + 4);
    }

    @Test
    void inWhenAskedOftenThenThePersonsGroupsAreReadOnceAndNamesAreRemembered() {
        Membership ada = groups.of(user(DemoPeople.ADA));
        int before = DEMO.searchCount();

        ada.in(ADMINS);
        ada.in(ADMINS);
        ada.in(GroupName.parse("S-1-5-32-545"));
        assertThat(DEMO.searchCount() - before).isEqualTo(2);
        groups.of(user(DemoPeople.GRACE)).in(ADMINS);
        assertThat(DEMO.searchCount() - before).isEqualTo(4);
    }

    @Test
    void inWhenAbsentNameIsAskedOftenThenTheDirectoryIsNot() {
        answer(DemoPeople.ADA, "CORP\\Nobody");
        Membership ada = groups.of(user(DemoPeople.ADA));
        int before = DEMO.searchCount();

        ada.in(GroupName.parse("CORP\\Nobody"));
        assertThat(DEMO.searchCount()).isEqualTo(before);
    }

    @Test
    void inWhenTheGroupIsMadeLaterThenItCountsAfterAMinute() {
        Team team = Team.made();
        assertThat(answer(team.member(), "CORP\\Later")).isEqualTo(Answer.UNRESOLVED);
        DEMO.modify(team.group().dn(), "sAMAccountName", "Later");

        assertThat(answer(team.member(), "CORP\\Later")).isEqualTo(Answer.UNRESOLVED);
        clock.advance(Duration.ofMinutes(1));
        assertThat(answer(team.member(), "CORP\\Later")).isEqualTo(Answer.IN);
    }

    @Test
    void inWhenTheGroupIsRenamedThenItCountsOnAndTheProblemNamesItsSid() {
        Team team = Team.made();
        answer(team.member(), team.name());
        DEMO.modify(team.group().dn(), "sAMAccountName", "Renamed " + made);
        clock.advance(Duration.ofMinutes(10));

        assertThat(answer(team.member(), team.name())).isEqualTo(Answer.IN);
        assertThat(answer(DemoPeople.ADA, team.name())).isEqualTo(Answer.NOT_IN);
        assertThat(groups.problem(GroupName.parse(team.name())))
                .hasValueSatisfying(problem ->
                        assertThat(problem).contains("CN=" + team.group().name(), "S-1-5-21-"));
    }

    @Test
    void inWhenTheGroupIsGoneThenUnresolved() {
        Team team = Team.made();
        answer(team.member(), team.name());
        DEMO.hide(team.group());
        clock.advance(Duration.ofMinutes(10));

        assertThat(answer(team.member(), team.name())).isEqualTo(Answer.UNRESOLVED);
    }

    @Test
    void problemWhenTheDirectoryIsDownThenWhatIsKnownHolds() {
        assertThat(groups.problem(ADMINS)).isEmpty();
        directory.close();
        clock.advance(Duration.ofMinutes(10));
        DEMO.stopListening();
        try {
            assertThat(groups.problem(ADMINS)).isEmpty();
            assertThat(groups.isResolved(ADMINS)).isTrue();
            assertThat(catchThrowableOfType(
                                    Refusal.class, () -> groups.isResolved(GroupName.parse("CORP\\Contractors")))
                            .reason())
                    .isEqualTo(Reason.DIRECTORY_UNAVAILABLE);
        } finally {
            DEMO.startListening();
        }
    }

    @Test
    void inWhenTheSidIsOfAnotherDomainThenComparedAsItIsAndTold() {
        GroupName foreign = GroupName.parse("S-1-5-21-1-2-3-4");

        assertThat(answer(DemoPeople.ADA, foreign.text())).isEqualTo(Answer.NOT_IN);
        assertThat(groups.problem(foreign))
                .hasValueSatisfying(problem -> assertThat(problem).contains("not configured"));
    }

    /** In {@code deny} these would keep nobody out. */
    @ParameterizedTest
    @ValueSource(strings = {"S-1-5-21-1004336348-1177238915-682003330-9", "S-1-5-32-5440"})
    void inWhenADomainOfHereHasNoGroupOfTheSidThenUnresolvedAndAProblem(String sid) {
        assertThat(answer(DemoPeople.ADA, sid)).isEqualTo(Answer.UNRESOLVED);
        assertThat(groups.problem(GroupName.parse(sid))).contains("cannot be found");
    }

    @Test
    void inWhenTheGroupOfTheSidIsGoneThenUnresolved() {
        Team team = Team.made();
        GroupName group = GroupName.of(sid(GroupName.parse(team.name())));
        assertThat(groups.problem(group)).isEmpty();
        assertThat(answer(DemoPeople.ADA, group.text())).isEqualTo(Answer.NOT_IN);

        DEMO.hide(team.group());
        clock.advance(Duration.ofMinutes(10));

        assertThat(answer(DemoPeople.ADA, group.text())).isEqualTo(Answer.UNRESOLVED);
    }

    @Test
    void inWhenTheDomainDoesNotTellItsSidThenNoSidIsTakenOnTrust() {
        try (DemoDirectory silent = DemoDirectory.start()) {
            silent.modify(DemoDirectory.BASE, "objectSid");
            try (ActiveDirectory hidden = Corp.ldaps(silent).at(clock).open()) {
                DirectoryUser ada = hidden.find(AccountName.ofWindows("CORP\\ada"));

                assertThat(new Groups(hidden, clock).of(ada).in(GroupName.parse("S-1-5-21-1-2-3-4")))
                        .isEqualTo(Answer.UNRESOLVED);
            }
        }
    }

    private Sid sid(GroupName name) {
        Optional<DirectoryGroup> group = directory.findGroup(name);
        return group.orElseThrow().sid();
    }

    @Test
    void inWhenGroupsAreHiddenThenDirectoryRightsAndNeverNotIn() {
        Team team = Team.made();
        DEMO.modify(team.member().dn(), "tokenGroups");
        DirectoryUser user = user(team.member());
        Refusal refusal =
                catchThrowableOfType(Refusal.class, () -> groups.of(user).in(ADMINS));

        assertThat(user.state()).isEqualTo(AccountState.ACTIVE);
        assertThat(refusal.reason()).isEqualTo(Reason.DIRECTORY_RIGHTS);
        assertThat(refusal.facts())
                .containsEntry("hidden", "tokenGroups")
                .containsEntry("account", team.member().downLevelName());
    }

    @Test
    void findGroupWhenTheBaseIsThePeoplesUnitThenGroupsElsewhereAreFound() {
        try (ActiveDirectory people =
                Corp.ldaps(DEMO).with("base", "OU=People," + DEMO.base()).open()) {
            assertThat(people.findGroup(ADMINS)).isPresent();
        }
    }
}
