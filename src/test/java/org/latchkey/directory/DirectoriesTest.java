package org.latchkey.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.latchkey.config.Secret;
import org.latchkey.demo.DemoDirectory;
import org.latchkey.demo.DemoDomain;
import org.latchkey.demo.DemoPeople;
import org.latchkey.refusal.Reason;
import org.latchkey.refusal.Refusal;

/** Two domains in which the same names stand for different people. */
class DirectoriesTest {

    private static final DemoDomain EUROPE = new DemoDomain("eu.example.net", "EUROPE");
    private static final String ADA_DN = DemoPeople.ADA.dn();
    private static final String CARL_DN = DemoPeople.CARL.dn();
    private static final String SERVICE_DN = "CN=svc-latchkey,OU=Service Accounts," + DemoDirectory.BASE;

    private static DemoDirectory corp;
    private static DemoDirectory europe;

    private final List<ActiveDirectory> opened = new ArrayList<>();

    @BeforeAll
    static void start() {
        corp = DemoDirectory.start();
        europe = DemoDirectory.start(EUROPE);
        europe.modify(ADA_DN, "displayName", "Ada of Europe");
        europe.modify(ADA_DN, "userPassword", "Another-Passw0rd");
        europe.modify(CARL_DN, "userPrincipalName", "carl@brand.example");
    }

    @AfterAll
    static void stop() {
        corp.close();
        europe.close();
    }

    @AfterEach
    void close() {
        opened.forEach(ActiveDirectory::close);
        corp.thaw();
    }

    @Test
    void findWhenTwoDomainsHaveTheNameThenThatOfTheDomain() {
        Directories directories = both();

        for (String name :
                List.of("CORP\\ada", "corp.example.com\\ada", "ada@corp.example.com", "ADA@CORP.example.com")) {
            assertThat(displayName(directories, name)).as(name).isEqualTo("Ada Lovelace");
        }
        for (String name : List.of("europe\\ada", "EU.EXAMPLE.NET\\ada", "ada@eu.example.net")) {
            assertThat(displayName(directories, name)).as(name).isEqualTo("Ada of Europe");
        }
        assertThat(directories
                        .find(AccountName.ofKerberos("ada@EU.EXAMPLE.NET"))
                        .account())
                .hasToString("EUROPE\\ada");
    }

    @Test
    void findWhenTwoDomainsHaveTheNameThenTwoPeople() {
        Directories directories = both();
        List<UUID> people = List.of(
                directories.find(AccountName.ofWindows("CORP\\ada")).objectGuid(),
                directories.find(AccountName.ofWindows("EUROPE\\ada")).objectGuid());

        assertThat(people).doesNotHaveDuplicates();
    }

    @Test
    void findWhenTheConfigurationNamesTheDomainThenTheOtherOneIsNotAsked() {
        Directories directories = of(
                directory("corp", corp).with("netbiosName", "CORP").with("domain", "corp.example.com"),
                directory("europe", europe));
        int before = europe.connectionCount();

        assertThat(displayName(directories, "CORP\\ada")).isEqualTo("Ada Lovelace");
        assertThat(europe.connectionCount()).isEqualTo(before);
    }

    private static Holders having(Directory directory, Map<String, List<String>> values) {
        try (HolderSearch search = directory.holderSearch()) {
            return search.having(values);
        }
    }

    @Test
    void havingWhenTwoDomainsThenThePeopleOfBothAndWhoWasSilent() {
        Directories directories = both();
        Map<String, List<String>> ada = Map.of("mail", List.of("ADA@corp.example.com"));

        assertThat(having(directories, ada).people())
                .extracting(user -> user.account().toString())
                .containsExactlyInAnyOrder("CORP\\ada", "EUROPE\\ada");
        corp.stopListening();
        try {
            Holders holders = having(directories, ada);
            assertThat(holders.people()).hasSize(1);
            assertThat(holders.silent()).containsExactly("corp");
        } finally {
            corp.startListening();
        }
    }

    @Test
    void populationWhenTwoDomainsThenOfTheOneThatIsMeant() {
        Directories directories = both();
        Population people = directories
                .population(GroupName.parse("OU=People,DC=eu,DC=example,DC=net"))
                .orElseThrow();
        Population staff =
                directories.population(GroupName.parse("EUROPE\\All Staff")).orElseThrow();

        assertThat(people.directory()).isEqualTo("europe");
        assertThat(staff.directory()).isEqualTo("europe");
        assertThat(directories.population(GroupName.parse("OU=People,DC=elsewhere")))
                .map(Population::kind)
                .contains(Population.Kind.OUTSIDE);
        assertThat(directories.population(GroupName.parse("OTHER\\All Staff"))).isEmpty();
        try (Roster roster = directories.roster(people)) {
            assertThat(roster.next())
                    .isNotEmpty()
                    .allSatisfy(person -> assertThat(person.distinguishedName()).endsWith("DC=net"));
        }
    }

    @Test
    void verifyThenThePasswordIsTriedInThatDomainOnly() {
        Directories directories = both();
        directories.find(AccountName.ofWindows("EUROPE\\ada"));
        int before = europe.bindCount();

        assertThat(directories
                        .verify(
                                AccountName.ofWindows("CORP\\ada"),
                                new Secret(DemoPeople.ADA.password()),
                                new RecordingGate())
                        .account())
                .hasToString("CORP\\ada");
        assertThat(reason(() -> directories.verify(
                        AccountName.ofWindows("CORP\\ada"), new Secret("Another-Passw0rd"), new RecordingGate())))
                .isEqualTo(Reason.PASSWORD_WRONG);
        assertThat(europe.bindCount()).isEqualTo(before);
        assertThat(directories
                        .verify(typed("ada@eu.example.net"), new Secret("Another-Passw0rd"), new RecordingGate())
                        .account())
                .hasToString("EUROPE\\ada");
    }

    @Test
    void findWhenTheDomainIsNoneOfThemThenUnknown() {
        Directories directories = both();

        assertThat(reason(() -> directories.find(AccountName.ofWindows("ASIA\\ada"))))
                .isEqualTo(Reason.DOMAIN_UNKNOWN);
        assertThat(reason(() -> directories.find(AccountName.ofKerberos("ada@ASIA.EXAMPLE.COM"))))
                .isEqualTo(Reason.DOMAIN_UNKNOWN);
        assertThat(reason(() ->
                        directories.verify(AccountName.ofWindows("ASIA\\ada"), new Secret("x"), new RecordingGate())))
                .isEqualTo(Reason.DOMAIN_UNKNOWN);
    }

    @Test
    void findWhenTheNameHasNoDomainThenItIsAskedFor() {
        Directories directories = both();

        Refusal refusal = catchThrowableOfType(
                Refusal.class, () -> directories.verify(typed("ada"), new Secret("x"), new RecordingGate()));

        assertThat(refusal.reason()).isEqualTo(Reason.DOMAIN_NEEDED);
        assertThat(refusal.reason().status()).isEqualTo(401);
    }

    @Test
    void findWhenTheSuffixIsNoDomainThenTheOneThatHasTheName() {
        Directories directories = both();

        assertThat(directories.find(typed("carl@brand.example")).account()).hasToString("EUROPE\\carl");
        assertThat(directories
                        .verify(
                                typed("carl@brand.example"),
                                new Secret(DemoPeople.CARL.password()),
                                new RecordingGate())
                        .account())
                .hasToString("EUROPE\\carl");
    }

    @Test
    void findWhenTheSuffixIsOfOneDomainAndThePersonOfAnotherThenThatOther() {
        Directories directories = both();
        europe.modify(CARL_DN, "userPrincipalName", "charles@corp.example.com");
        try {
            assertThat(directories.find(typed("charles@corp.example.com")).account())
                    .hasToString("EUROPE\\carl");
        } finally {
            europe.modify(CARL_DN, "userPrincipalName", "carl@brand.example");
        }
    }

    @Test
    void findWhenTwoDomainsHaveTheSameForeignNameThenAmbiguous() {
        Directories directories = both();
        corp.modify(CARL_DN, "userPrincipalName", "carl@brand.example");
        try {
            assertThat(reason(() -> directories.find(typed("carl@brand.example"))))
                    .isEqualTo(Reason.ACCOUNT_AMBIGUOUS);
        } finally {
            corp.modify(CARL_DN, "userPrincipalName", "carl@corp.example.com");
        }
    }

    @Test
    void verifyWhenNobodyHasTheNameThenAsAWrongPassword() {
        Directories directories = both();

        assertThat(reason(() -> directories.find(typed("nobody@brand.example"))))
                .isEqualTo(Reason.DOMAIN_UNKNOWN);
        assertThat(reason(
                        () -> directories.verify(typed("nobody@brand.example"), new Secret("x"), new RecordingGate())))
                .isEqualTo(Reason.PASSWORD_WRONG);
        assertThat(reason(() ->
                        directories.verify(typed("nobody@corp.example.com"), new Secret("x"), new RecordingGate())))
                .isEqualTo(Reason.PASSWORD_WRONG);
        assertThat(reason(() -> directories.find(typed("nobody@corp.example.com"))))
                .isEqualTo(Reason.ACCOUNT_UNKNOWN);
        assertThat(reason(() -> directories.verify(typed("nobody@brand.example"), new Secret(""), new RecordingGate())))
                .isEqualTo(Reason.PASSWORD_MISSING);
    }

    @Test
    void findWhenTheGlobalCatalogKnowsTheNameThenItsDomainIsAsked() {
        // A catalog takes the accounts of all domains of its forest.
        europe.modify(SERVICE_DN, "userPrincipalName", "svc-latchkey@corp.example.com");
        try {
            Directories directories = of(
                    directory("corp", corp).with("globalCatalog", "localhost:" + europe.ldapPort()),
                    directory("europe", europe).with("account", "EUROPE\\svc-latchkey"));

            assertThat(directories.find(typed("carl@brand.example")).account()).hasToString("EUROPE\\carl");
            assertThat(directories.controllers())
                    .extracting(ControllerStatus::directory)
                    .containsExactly("corp", "corp", "europe");
        } finally {
            europe.modify(SERVICE_DN, "userPrincipalName", "svc-latchkey@eu.example.net");
        }
    }

    @Test
    void findWhenTheGlobalCatalogNamesADomainThatIsNotConfiguredThenUnknown() {
        europe.modify(SERVICE_DN, "userPrincipalName", "svc-latchkey@corp.example.com");
        try {
            Directories directories = of(
                    directory("corp", corp).with("globalCatalog", "localhost:" + europe.ldapPort()),
                    directory("again", corp).with("netbiosName", "AGAIN").with("domain", "again.example.com"));

            assertThat(reason(() -> directories.find(typed("carl@brand.example"))))
                    .isEqualTo(Reason.DOMAIN_UNKNOWN);
            assertThat(reason(() ->
                            directories.verify(typed("carl@brand.example"), new Secret("x"), new RecordingGate())))
                    .isEqualTo(Reason.PASSWORD_WRONG);
        } finally {
            europe.modify(SERVICE_DN, "userPrincipalName", "svc-latchkey@eu.example.net");
        }
    }

    @Test
    void findWhenOneDomainIsDownThenThePeopleOfTheOtherGetIn() {
        try (FaultyServer resetting = FaultyServer.resetting()) {
            Directories directories = of(
                    directory("europe", europe)
                            .with("servers", "localhost:" + resetting.port())
                            .with("base", EUROPE.base()),
                    directory("corp", corp));

            assertThat(displayName(directories, "CORP\\ada")).isEqualTo("Ada Lovelace");
            assertThat(reason(() -> directories.find(AccountName.ofWindows("EUROPE\\ada"))))
                    .isEqualTo(Reason.DIRECTORY_UNAVAILABLE);
            assertThat(directories.isReady()).isTrue();
            assertThat(directories.controllers())
                    .extracting(ControllerStatus::state)
                    .containsExactly(ControllerStatus.State.LEFT_ALONE, ControllerStatus.State.ANSWERS);
        }
    }

    @Test
    void findWhenTwoDomainsTellTheSameNetbiosNameThenAmbiguous() {
        Directories directories =
                of(directory("corp", corp), directory("again", corp).with("domain", "again.example.com"));

        assertThat(reason(() -> directories.find(AccountName.ofWindows("CORP\\ada"))))
                .isEqualTo(Reason.ACCOUNT_AMBIGUOUS);
    }

    @Test
    void groupsOfAndFindGroupThenInTheDomainOfTheName() {
        Directories directories = both();
        DirectoryUser ada = directories.find(AccountName.ofWindows("EUROPE\\ada"));
        GroupName staff = GroupName.parse("EUROPE\\All Staff");

        Sid sid = directories.findGroup(staff).orElseThrow().sid();
        assertThat(directories.groupsOf(ada)).contains(sid);
        assertThat(directories.findGroup(GroupName.parse("CN=All Staff,OU=Groups," + EUROPE.base())))
                .hasValueSatisfying(
                        group -> assertThat(group.distinguishedName()).endsWithIgnoringCase(EUROPE.base()));
        assertThat(directories.findGroup(GroupName.parse(sid.text()))).isPresent();
        assertThat(directories.answersFor(sid)).isTrue();
        assertThat(directories.answersFor(new Sid("S-1-5-21-1-2-3-4"))).isFalse();
        assertThat(directories.findGroup(GroupName.parse("ASIA\\All Staff"))).isEmpty();
        assertThat(directories.findGroup(GroupName.parse("CN=All Staff,OU=Groups,DC=asia")))
                .isEmpty();
    }

    @Test
    void findWhenADomainListedBeforeIsFrozenThenTheOthersPeopleGetInAllTheSame() {
        List<FaultyServer> frozen =
                Stream.generate(FaultyServer::silent).limit(5).toList();
        try {
            String servers =
                    frozen.stream().map(server -> "localhost:" + server.port()).collect(Collectors.joining(" "));
            Directories directories = of(quick("corp", corp).with("servers", servers), quick("europe", europe));

            assertThat(displayName(directories, "EUROPE\\ada")).isEqualTo("Ada of Europe");
            assertThat(frozen.get(0).connections()).isPositive();
        } finally {
            frozen.forEach(FaultyServer::close);
        }
    }

    /** Five controllers that hang take ten seconds, and a whole request has eight. */
    private static Corp quick(String name, DemoDirectory demo) {
        return directory(name, demo).with("connectTimeout", "2s").with("readTimeout", "2s");
    }

    private Directories both() {
        return of(directory("corp", corp), directory("europe", europe));
    }

    private Directories of(Corp... settings) {
        for (Corp one : settings) {
            opened.add(one.open());
        }
        return new Directories(opened);
    }

    private static Corp directory(String name, DemoDirectory demo) {
        return Corp.plain(demo).named(name);
    }

    private static String displayName(Directories directories, String typed) {
        return directories.find(typed(typed)).attribute("displayName").orElse("");
    }

    private static AccountName typed(String text) {
        return AccountName.typed(text).orElseThrow();
    }

    private static Reason reason(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        return catchThrowableOfType(Refusal.class, call).reason();
    }
}
