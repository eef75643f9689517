package org.latchkey.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.latchkey.demo.DemoDirectory;
import org.latchkey.demo.DemoGroup;
import org.latchkey.demo.DemoPeople;
import org.latchkey.demo.DemoPerson;
import org.latchkey.refusal.Reason;
import org.latchkey.refusal.Refusal;

/** The people of groups and containers, page after page. */
class RosterTest {

    /** More than three pages, and more than one answer of a controller may hold. */
    private static final int CROWD = 1_700;

    private static DemoDirectory demo;

    private final ActiveDirectory directory = Corp.ldaps(demo).open();

    @BeforeAll
    static void start() {
        demo = DemoDirectory.start();
        demo.add(new DemoGroup("Crowd", List.of("All Staff")));
        for (int i = 0; i < CROWD; i++) {
            demo.add(DemoPerson.of("crowd" + i, "Crowd", "Number " + i).withGroups(List.of("Crowd")));
        }
    }

    @AfterAll
    static void stop() {
        demo.close();
    }

    @AfterEach
    void close() {
        directory.close();
    }

    private Population population(String name) {
        return directory.population(GroupName.parse(name)).orElseThrow();
    }

    private static List<ListedPerson> all(Directory directory, Population population) {
        List<ListedPerson> people = new ArrayList<>();
        try (Roster roster = directory.roster(population)) {
            for (List<ListedPerson> page = roster.next(); !page.isEmpty(); page = roster.next()) {
                people.addAll(page);
            }
        }
        return people;
    }

    private List<String> accounts(String population) {
        return all(directory, population(population)).stream()
                .flatMap(person -> person.user().stream())
                .map(user -> user.account().name())
                .toList();
    }

    @Test
    void nextWhenThousandsThenEachOnceByPages() {
        List<String> crowd = accounts("CORP\\Crowd");

        assertThat(crowd).hasSize(CROWD);
        assertThat(new HashSet<>(crowd)).hasSize(CROWD);
    }

    @Test
    void nextWhenGroupsAreNestedThenAllTheirMembers() {
        assertThat(accounts("CORP\\All Staff"))
                .contains("crowd7", DemoPeople.ADA.account(), DemoPeople.GRACE.account(), DemoPeople.DENNIS.account())
                .doesNotContain(DemoPeople.CARL.account())
                .hasSizeGreaterThan(CROWD)
                .doesNotHaveDuplicates();
        assertThat(accounts("CN=Finance\\, Tax \\+ Audit,OU=Groups," + DemoDirectory.BASE))
                .containsExactly("grace");
    }

    @Test
    void nextWhenGroupsAreInACircleThenEndsAllTheSame() {
        demo.modify(
                new DemoGroup("Project 001", List.of()).dn(), "memberOf", new DemoGroup("Project 002", List.of()).dn());
        demo.modify(
                new DemoGroup("Project 002", List.of()).dn(), "memberOf", new DemoGroup("Project 001", List.of()).dn());

        assertThat(accounts("CORP\\Project 001")).containsExactly(DemoPeople.BEATRICE.account());
    }

    @Test
    void rosterWhenTooManyGroupsAreNestedThenThatIsSaid() {
        demo.add(new DemoGroup("Forest", List.of()));
        for (int i = 0; i < 2_000; i++) {
            demo.add(new DemoGroup("Tree " + i, List.of("Forest")));
        }
        Population forest = population("CORP\\Forest");

        assertThatThrownBy(() -> directory.roster(forest)).isInstanceOf(TooManyGroups.class);
    }

    @Test
    void nextWhenAGroupIsThePrimaryOneThenItsPeople() {
        Sid contractors = population("CORP\\Contractors").sid().orElseThrow();
        demo.modify(
                DemoPeople.SEAN.dn(), "primaryGroupID", contractors.ofDomain().orElseThrow());

        assertThat(accounts(contractors.text()))
                .containsExactlyInAnyOrder(DemoPeople.CARL.account(), DemoPeople.SEAN.account());
    }

    @Test
    void nextWhenAContainerThenEverybodyBelowItAndNobodyElse() {
        assertThat(accounts("OU=Service Accounts," + DemoDirectory.BASE)).containsExactly("svc-latchkey");
        assertThat(accounts("OU=People," + DemoDirectory.BASE))
                .contains(DemoPeople.HEDY.account(), DemoPeople.CARL.account())
                .doesNotContain("svc-latchkey");
        assertThat(accounts("OU=Groups," + DemoDirectory.BASE)).isEmpty();
    }

    @Test
    void nextWhenMembersAreOutsideOfTheBaseThenTheyAreListedAsUnknown() {
        try (ActiveDirectory narrow = Corp.ldaps(demo)
                .with("base", "OU=Service Accounts," + DemoDirectory.BASE)
                .open()) {
            Population contractors =
                    narrow.population(GroupName.parse("CORP\\Contractors")).orElseThrow();

            assertThat(all(narrow, contractors))
                    .isNotEmpty()
                    .allSatisfy(person -> assertThat(person.unfound()).contains(Reason.ACCOUNT_UNKNOWN));
            assertThat(narrow.population(GroupName.parse("OU=People," + DemoDirectory.BASE)))
                    .map(Population::kind)
                    .contains(Population.Kind.OUTSIDE);
            assertThat(narrow.population(GroupName.parse(DemoDirectory.BASE)))
                    .as("the domain holds the base")
                    .hasValueSatisfying(domain -> {
                        assertThat(domain.kind()).isEqualTo(Population.Kind.CONTAINER);
                        assertThat(domain.distinguishedName()).isEqualTo("OU=Service Accounts," + DemoDirectory.BASE);
                    });
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 21, 64, 80})
    void populationWhenTheControllerMakesNothingOfTheNameThenNothing(int code) {
        List<String> refused = new CopyOnWriteArrayList<>();
        try (FaultyServer relay = FaultyServer.relayRefusingBeyond(code, 0, "Odd", demo.ldapPort(), refused);
                ActiveDirectory odd = Corp.plain(demo)
                        .with("servers", "localhost:" + relay.port())
                        .open()) {
            assertThat(odd.population(GroupName.parse("OU=Odd," + DemoDirectory.BASE)))
                    .isEmpty();
            assertThat(refused).hasSize(1);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ou=people, dc=CORP, dc=example, dc=com         | CONTAINER",
                "DC=corp,DC=example,DC=com                      | CONTAINER",
                "CN=System,DC=corp,DC=example,DC=com            | CONTAINER",
                "CN=All Staff,OU=Groups,DC=corp,DC=example,DC=com | GROUP",
                "CORP\\All Staff                                | GROUP",
                "CN=Ada Lovelace,OU=People,DC=corp,DC=example,DC=com | OTHER",
                "OU=People,DC=other,DC=example,DC=com           | OUTSIDE",
                "DC=com                                         | OUTSIDE",
                "OU=Nowhere,DC=corp,DC=example,DC=com           | ",
                "CORP\\Nobody                                   | ",
                "CN=a)(cn=\\2a\\00,DC=corp,DC=example,DC=com     | ",
                "S-1-5-21-1-2-3-4                               | "
            })
    void populationThenItsKindOrNothing(String name, String kind) {
        Optional<Population> found = directory.population(GroupName.parse(name));

        assertThat(found.map(population -> population.kind().name())).isEqualTo(Optional.ofNullable(kind));
    }

    @Test
    void nextWhenControllerStopsMidwayThenARefusalAndNoShorterList() {
        try (Roster roster = directory.roster(population("CORP\\Crowd"))) {
            assertThat(roster.next()).hasSize(500);
            demo.stopListening();

            assertThat(catchThrowableOfType(Refusal.class, roster::next).reason())
                    .isEqualTo(Reason.DIRECTORY_UNAVAILABLE);
        } finally {
            demo.startListening();
        }
    }

    @Test
    void rosterWhenOpenThenNoneOfThePoolsConnectionsIsTaken() {
        try (ActiveDirectory small = Corp.ldaps(demo).connections(1).open();
                Roster roster = small.roster(population("CORP\\Crowd"))) {
            assertThat(roster.next()).isNotEmpty();
            assertThat(small.find(AccountName.ofWindows("CORP\\ada")).objectGuid())
                    .isNotNull();
            assertThat(roster.next()).isNotEmpty();
        }
    }
}
