package org.latchkey.directory;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.latchkey.demo.DemoDirectory;
import org.latchkey.demo.DemoParts;
import org.latchkey.demo.RefusingPort;
import org.latchkey.refusal.Reason;
import org.latchkey.refusal.Refusal;

/** What a controller's root entry tells. */
final class ExaminationTest {

    private static final DemoDirectory DEMO = DemoParts.directory();

    @Test
    void examineWhenAControllerIsDeadThenTheOthersAreToldAllTheSame() {
        try (RefusingPort dead = new RefusingPort();
                ActiveDirectory directory = Corp.ldaps(DEMO)
                        .with("servers", "localhost:" + dead.number() + " localhost:" + DEMO.ldapsPort())
                        .open()) {
            List<ControllerCheck> checks = examined(directory);

            assertThat(checks).hasSize(2);
            assertThat(checks.get(0).failure()).map(Refusal::reason).contains(Reason.DIRECTORY_UNAVAILABLE);
            assertThat(checks.get(1).failure()).isEmpty();
            assertThat(checks.get(1).lookUp()).isPresent();
            assertThat(checks.get(1).certificateEnds())
                    .hasValueSatisfying(ends -> assertThat(ends).isAfter(Instant.now()));
        }
    }

    private static List<ControllerCheck> examined(ActiveDirectory directory) {
        return directory.controllerGroups().stream()
                .flatMap(group -> group.examination().apply(Duration.ofSeconds(30)).stream())
                .toList();
    }

    @Test
    void examineWhenAGlobalCatalogIsConfiguredThenItIsAskedAsWell() {
        try (ActiveDirectory directory = Corp.ldaps(DEMO)
                .with("globalCatalog", "ldaps://localhost:" + DEMO.ldapsPort())
                .open()) {
            assertThat(directory.controllerGroups())
                    .extracting(ControllerGroup::catalog)
                    .containsExactly(false, true);
            assertThat(examined(directory))
                    .hasSize(2)
                    .allSatisfy(check -> assertThat(check.failure()).isEmpty())
                    .allSatisfy(check -> assertThat(check.listed()).isTrue());
        }
    }

    @Test
    void examineWhenStartTlsOrNoneThenACertificateOnlyWithTls() {
        try (ActiveDirectory secured = Corp.startTls(DEMO).open();
                ActiveDirectory plain = Corp.plain(DEMO).open()) {
            assertThat(examined(secured).get(0).certificateEnds()).isPresent();
            assertThat(examined(plain).get(0).certificateEnds()).isEmpty();
        }
    }

    /** The time of reading the root entry tells little: a controller has it in memory. */
    @Test
    void examineThenALookUpIsMadeAsASignInMakesIt() {
        List<String> seen = new CopyOnWriteArrayList<>();
        try (FaultyServer relay = FaultyServer.relayBreakingAt("sAMAccountName", DEMO.ldapPort(), seen);
                ActiveDirectory directory = Corp.plain(DEMO)
                        .with("servers", "localhost:" + relay.port())
                        .open()) {
            assertThat(examined(directory).get(0).failure()).isPresent();
            assertThat(seen).isNotEmpty();
        }
    }

    @Test
    void examineWhenThePasswordIsWrongThenItIsSaid() {
        try (ActiveDirectory directory =
                Corp.ldaps(DEMO).with("password", "wrong").open()) {
            assertThat(examined(directory).get(0).failure())
                    .map(Refusal::reason)
                    .contains(Reason.DIRECTORY_ACCOUNT_REFUSED);
        }
    }

    @Test
    void holdersOfThenWhoHasTheName() {
        try (ActiveDirectory directory = Corp.ldaps(DEMO)
                .with("base", "OU=People,DC=corp,DC=example,DC=com")
                .open()) {
            assertThat(directory.holdersOf("HTTP/sso.corp.example.com"))
                    .extracting(ServiceHolder::account)
                    .containsExactly("svc-latchkey");
            assertThat(directory.holdersOf("HTTP/*")).isEmpty();
        }
    }

    /** In capitals, the sharp s is two letters. */
    @Test
    void holdersOfWhenTheBaseGrowsInCapitalsThenInAllOfTheDomain() {
        try (ActiveDirectory directory = Corp.ldaps(DEMO)
                .with("base", "OU=Straße,DC=corp,DC=example,DC=com")
                .open()) {
            assertThat(directory.holdersOf("HTTP/sso.corp.example.com")).hasSize(1);
        }
    }

    @Test
    void instantWhenAControllerWroteItThenThatSecond() {
        assertThat(Examination.instant("20261122055522.0Z")).contains(Instant.parse("2026-11-22T05:55:22Z"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "2026", "20261322055522.0Z", "not a time at all"})
    void instantWhenItIsNoneThenNothing(String text) {
        assertThat(Examination.instant(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "CN=DC1,CN=Servers,CN=London,CN=Sites,CN=Configuration,DC=corp | London",
                "CN=DC1,CN=Servers,CN=New\\, York,CN=Sites,DC=corp | New, York",
                "CN=DC1 | ''",
                "nonsense | ''",
                "'' | ''"
            })
    void siteThenTheOneOfTheServer(String serverName, String site) {
        assertThat(Examination.site(serverName)).isEqualTo(site);
    }
}
