package org.latchkey.setup;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.latchkey.directory.ControllerCheck;
import org.latchkey.directory.ControllerGroup;
import org.latchkey.directory.Directory;
import org.latchkey.page.ChecksPage.Finding;
import org.latchkey.page.ChecksPage.State;
import org.latchkey.refusal.Reason;
import org.latchkey.refusal.Refusal;

/** How what a controller answered is judged; that it is asked, and what it answers, is the directory's own matter. */
final class ControllerChecksTest {

    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

    private static ControllerCheck answered(
            Optional<Duration> certificate, long lookUp, Optional<Duration> offset, Optional<Refusal> failure) {
        return new ControllerCheck(
                "corp",
                "dc1.corp.example.com:636",
                false,
                "London",
                certificate.map(NOW::plus),
                Optional.of(Duration.ofMillis(lookUp)),
                offset,
                failure);
    }

    private static ControllerGroup group(String directory, boolean catalog, ControllerCheck... checks) {
        return new ControllerGroup(directory, catalog, limit -> List.of(checks));
    }

    private static List<Finding> findings(ControllerGroup... groups) {
        Directory directory = (Directory) Proxy.newProxyInstance(
                ControllerChecksTest.class.getClassLoader(),
                new Class<?>[] {Directory.class},
                (proxy, method, none) -> {
                    if (method.getName().equals("controllerGroups")) {
                        return List.of(groups);
                    }
                    throw new UnsupportedOperationException(method.getName());
                });
        return new ControllerChecks(Optional.of(directory), CLOCK)
                .checks().stream().flatMap(check -> check.work().get().stream()).toList();
    }

    private static Finding only(ControllerCheck check) {
        return findings(group("corp", false, check)).get(0);
    }

    @Test
    void checksWhenAllIsWellThenFineAndWhatWasSeen() {
        Finding finding = only(
                answered(Optional.of(Duration.ofDays(400)), 12, Optional.of(Duration.ofSeconds(-3)), Optional.empty()));

        assertThat(finding.state()).isEqualTo(State.FINE);
        assertThat(finding.subject()).isEqualTo("corp: dc1.corp.example.com:636");
        assertThat(finding.text())
                .isEqualTo(
                        "Found by DNS. The service account is bound. Site London. Look-up in 12 ms. Certificate until"
                                + " 2027-12-27. Its clock differs by -3 s.");
    }

    @ParameterizedTest
    @CsvSource({
        "31,  500, 120,  FINE,    ''",
        "29,  500, 120,  WARNING, Renew the controller's certificate",
        "400, 501, 0,    WARNING, Prefer a nearer controller",
        "400, 10,  121,  WARNING, Set the clocks",
        "400, 10,  -121, WARNING, Set the clocks"
    })
    void checksWhenSomethingIsNotWellThenAWarningWithTheRemedy(
            int days, long lookUp, long offset, State state, String remedy) {
        Finding finding = only(answered(
                Optional.of(Duration.ofDays(days)), lookUp, Optional.of(Duration.ofSeconds(offset)), Optional.empty()));

        assertThat(finding.state()).isEqualTo(state);
        assertThat(finding.remedy()).contains(remedy);
    }

    @Test
    void checksWhenNeitherTlsNorTimeIsToldThenThatIsSaid() {
        assertThat(only(answered(Optional.empty(), 1, Optional.empty(), Optional.empty()))
                        .text())
                .contains("No TLS.", "It does not tell its time.");
    }

    @Test
    void checksWhenItFailedThenAnErrorWithTheReason() {
        Finding finding = only(answered(
                Optional.empty(), 1, Optional.empty(), Optional.of(new Refusal(Reason.DIRECTORY_UNAVAILABLE))));

        assertThat(finding.state()).isEqualTo(State.ERROR);
        assertThat(finding.text()).contains("Found by DNS. DIRECTORY_UNAVAILABLE");
        assertThat(finding.remedy()).isNotEmpty();
    }

    @Test
    void checksWhenSeveralDomainsHaveNoCatalogThenANote() {
        assertThat(findings(group("a", false), group("b", false)))
                .extracting(Finding::state)
                .containsExactly(State.NOTE);
        assertThat(findings(group("a", false), group("a", true))).isEmpty();
        assertThat(findings(group("a", false))).isEmpty();
    }

    @Test
    void checksWhenTheConfigurationKeepsAllClosedThenUnknown() {
        assertThat(new ControllerChecks(Optional.empty(), CLOCK)
                        .checks().stream().flatMap(check -> check.work().get().stream()))
                .extracting(Finding::state)
                .containsExactly(State.UNKNOWN);
    }
}
