package org.latchkey.real;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.latchkey.MovableClock;
import org.latchkey.application.Access;
import org.latchkey.application.AccessRule;
import org.latchkey.demo.DemoPeople;
import org.latchkey.demo.DemoPerson;
import org.latchkey.directory.AccountName;
import org.latchkey.directory.Directory;
import org.latchkey.directory.GroupName;
import org.latchkey.directory.Groups;
import org.latchkey.directory.Membership;

/** Rules by group, on the tokenGroups that a real controller computes. */
@ExtendWith(RealParts.class)
class GroupsRealIT {

    private static Installation installation;

    @BeforeAll
    static void start(Installation shared) {
        installation = shared;
    }

    private static Curl.Answer signIn(DemoPerson person) {
        SambaDomain domain = installation.domain();
        return Curl.of(domain, domain.tickets(person))
                .get(Installation.signIn(Installation.DISCOVERED, Installation.STAFF));
    }

    private static String audited() {
        return installation.tomcat().lastAudited(Installation.DISCOVERED);
    }

    @Test
    void signInWhenAllowedThroughTwoOtherGroupsThenIn() {
        Curl.Answer answer = signIn(DemoPeople.ADA);

        assertThat(answer.status()).as(answer.body()).isEqualTo(302);
    }

    @Test
    void signInWhenInNoGroupThatMayThenRefused() {
        assertThat(signIn(DemoPeople.CARL).status()).isEqualTo(403);
        assertThat(audited()).contains("\"reason\":\"ACCESS_DENIED\"");
    }

    @Test
    void signInWhenOneOfHundredsOfGroupsIsDeniedThenRefused() {
        assertThat(signIn(DemoPeople.BEATRICE).status()).isEqualTo(403);
        assertThat(audited()).contains("\"reason\":\"ACCESS_DENIED\"", "Committee 007");
    }

    private static Membership groupsOf(DemoPerson person, Directory directory, Groups groups) {
        return groups.of(directory.find(AccountName.ofWindows(person.downLevelName())));
    }

    private static Directory corp() {
        return DirectoryAttributes.ofCorp(installation.domain())
                .with("servers", "dc1.corp.example.com")
                .open();
    }

    private static AccessRule allow(String group) {
        return new AccessRule(List.of(GroupName.parse(group)), List.of());
    }

    /** No memberOf and no member names it: it is a number in the person's own entry. */
    @Test
    void decideWhenAllowedThroughThePrimaryGroupThenIn() {
        try (Directory directory = corp()) {
            Groups groups = new Groups(directory, Clock.systemUTC());

            assertThat(allow("CORP\\Domain Users").decide(groupsOf(DemoPeople.CARL, directory, groups)))
                    .returns(Access.Outcome.GRANTED, Access::outcome);
        }
    }

    @Test
    void decideWhenAGroupThatTheRuleNamesByItsDnIsRenamedThenItCountsOn() {
        SambaDomain domain = installation.domain();
        String groupsUnit = "OU=Groups,DC=corp,DC=example,DC=com";
        domain.modify(new Ldif()
                .add("CN=Door," + groupsUnit, "group")
                .with("sAMAccountName", "Door")
                .with("member", DemoPeople.CARL.dn()));
        MovableClock clock = new MovableClock(Instant.parse("2026-11-23T08:00:00Z"));
        try (Directory directory = corp()) {
            Groups groups = new Groups(directory, clock);
            AccessRule rule = allow("CN=Door," + groupsUnit);
            assertThat(rule.decide(groupsOf(DemoPeople.CARL, directory, groups)).isGranted())
                    .isTrue();

            domain.modify(new Ldif().rename("CN=Door," + groupsUnit, "CN=Gate"));
            clock.advance(Duration.ofMinutes(11));

            assertThat(rule.decide(groupsOf(DemoPeople.CARL, directory, groups)).isGranted())
                    .isTrue();
            assertThat(rule.decide(groupsOf(DemoPeople.ADA, directory, groups)).isGranted())
                    .isFalse();
            assertThat(groups.problem(GroupName.parse("CN=Door," + groupsUnit))).isPresent();
        }
    }
}
