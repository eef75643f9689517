package org.latchkey.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.latchkey.MovableClock;
import org.latchkey.config.Secret;
import org.latchkey.demo.DemoDirectory;
import org.latchkey.demo.DemoPeople;
import org.latchkey.refusal.Reason;
import org.latchkey.refusal.Refusal;

/** Controllers that die, hang, break off and come back. */
class ActiveDirectoryFailoverTest {

    private static final AccountName ADA = AccountName.ofWindows("CORP\\ada");

    private static DemoDirectory first;
    private static DemoDirectory second;

    private final MovableClock clock = new MovableClock(Instant.parse("2026-03-01T09:00:00Z"));

    @BeforeAll
    static void start() {
        first = DemoDirectory.start();
        second = DemoDirectory.start();
    }

    @AfterAll
    static void stop() {
        first.close();
        second.close();
    }

    @AfterEach
    void calm() {
        first.thaw();
    }

    @Test
    void findWhenTheFirstControllerStopsThenTheSecondAnswersAndTheFirstIsLeftAloneUntilItIsBack() {
        try (ActiveDirectory directory = servers(first.ldapPort(), second.ldapPort())) {
            directory.find(ADA);
            assertThat(second.openConnections()).isZero();

            first.stopListening();
            assertThat(directory.find(ADA).account()).isEqualTo(ADA);
            assertThat(second.openConnections()).isEqualTo(1);

            first.startListening();
            int before = first.connectionCount();
            assertThat(directory.find(ADA).account()).isEqualTo(ADA);
            assertThat(first.connectionCount()).isEqualTo(before);

            clock.advance(Duration.ofSeconds(30));
            directory.find(ADA);
            Eventually.assertTrue(() -> directory.controllers().get(0).state() == ControllerStatus.State.ANSWERS);
            assertThat(first.connectionCount()).isEqualTo(before + 1);
            int searches = second.searchCount();
            assertThat(directory.find(ADA).account()).isEqualTo(ADA);
            assertThat(second.searchCount()).isEqualTo(searches);
        }
        Eventually.assertThat(second::openConnections, 0);
    }

    @Test
    void findWhenAllControllersStopThenUnavailableAndAnsweredAgainAtOnceAfterwards() {
        first.stopListening();
        try (ActiveDirectory directory = servers(first.ldapPort())) {
            Refusal refusal = refusal(directory);
            assertThat(refusal.reason()).isEqualTo(Reason.DIRECTORY_UNAVAILABLE);
            assertThat(refusal.facts()).containsEntry("controller", "localhost:" + first.ldapPort());
            assertThat(directory.isReady()).isFalse();

            first.startListening();

            assertThat(directory.isReady()).isTrue();
            assertThat(directory.find(ADA).account()).isEqualTo(ADA);
        }
    }

    @Test
    void findWhenTheControllerFreezesThenTheOtherOneAnswers() {
        try (ActiveDirectory directory = servers(first.ldapPort(), second.ldapPort())) {
            directory.find(ADA);
            first.freeze();

            assertThat(directory.find(ADA).account()).isEqualTo(ADA);
            int searches = first.searchCount();
            assertThat(directory.find(ADA).account()).isEqualTo(ADA);
            assertThat(first.searchCount()).isEqualTo(searches);
        }
    }

    @Test
    void isReadyWhenTheControllerConnectsButDoesNotAnswerThenFalse() {
        first.freeze();
        try (ActiveDirectory directory = servers(first.ldapPort())) {
            assertThat(directory.isReady()).isFalse();
        }
    }

    @Test
    void findWhenTheControllerResetsConnectionsThenTheOtherOneAnswers() {
        try (FaultyServer resetting = FaultyServer.resetting();
                ActiveDirectory directory = servers(resetting.port(), second.ldapPort())) {
            assertThat(directory.find(ADA).account()).isEqualTo(ADA);
            assertThat(resetting.connections()).isEqualTo(1);
        }
    }

    @Test
    void findWhenTheTlsHandshakeHangsThenTheOtherOneAnswers() {
        try (FaultyServer silent = FaultyServer.silent();
                ActiveDirectory directory = corp(silent.port(), second.ldapsPort())
                        .with("tls", "ldaps")
                        .with("trustFile", second.trustFile().toString())
                        .open()) {
            assertThat(directory.find(ADA).account()).isEqualTo(ADA);
            assertThat(silent.connections()).isEqualTo(1);
        }
    }

    @Test
    void findWhenTheHandshakeAfterStartTlsHangsThenTheOtherOneAnswers() {
        FaultyServer.Conduct acceptsAndFreezes = socket -> {
            socket.getInputStream().read(new byte[100]);
            socket.getOutputStream().write(FaultyServer.START_TLS_ACCEPTED);
            socket.getInputStream().readAllBytes();
        };
        try (FaultyServer frozen = new FaultyServer(acceptsAndFreezes);
                ActiveDirectory directory = corp(frozen.port(), second.ldapPort())
                        .with("tls", "starttls")
                        .with("trustFile", second.trustFile().toString())
                        .open()) {
            assertThat(directory.find(ADA).account()).isEqualTo(ADA);
            assertThat(frozen.connections()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 53, 80})
    void findWhenAControllerIsTooSickToSearchThenTheOtherOneAnswers(int code) {
        List<String> refused = new CopyOnWriteArrayList<>();
        try (FaultyServer sick =
                        FaultyServer.relayRefusingBeyond(code, 0, "sAMAccountName", first.ldapPort(), refused);
                ActiveDirectory directory = servers(sick.port(), second.ldapPort())) {
            assertThat(directory.find(ADA).account()).isEqualTo(ADA);
            assertThat(refused).isNotEmpty();
            assertThat(directory.controllers().get(0).state()).isEqualTo(ControllerStatus.State.LEFT_ALONE);
        }
    }

    @Test
    void verifyWhenTheBindIsAnsweredByUnwillingThenNotTriedElsewhereAndTheControllerIsNotLeftAlone() {
        String password = "sent-only-once";
        List<String> refused = new CopyOnWriteArrayList<>();
        try (FaultyServer unwilling = FaultyServer.relayRefusingBind(53, password, first.ldapPort(), refused);
                ActiveDirectory directory = servers(unwilling.port(), second.ldapPort())) {
            int binds = second.bindCount();

            Refusal refusal = catchThrowableOfType(
                    Refusal.class, () -> directory.verify(ADA, new Secret(password), new RecordingGate()));

            assertThat(refusal.reason()).isEqualTo(Reason.DIRECTORY_UNAVAILABLE);
            assertThat(refused).containsExactly(password);
            assertThat(second.bindCount()).isEqualTo(binds);
            assertThat(directory.controllers().get(0).state()).isEqualTo(ControllerStatus.State.ANSWERS);
        }
    }

    @Test
    void verifyWhenTheControllerBreaksOffDuringTheBindThenThePasswordIsNotTriedAgainAnywhere() {
        String password = "sent-only-once";
        List<String> seen = new CopyOnWriteArrayList<>();
        RecordingGate gate = new RecordingGate();
        try (FaultyServer relay = FaultyServer.relayBreakingAt(password, first.ldapPort(), seen);
                ActiveDirectory directory = servers(relay.port(), second.ldapPort())) {
            directory.find(ADA);
            int binds = second.bindCount();

            Refusal refusal =
                    catchThrowableOfType(Refusal.class, () -> directory.verify(ADA, new Secret(password), gate));

            assertThat(refusal.reason()).isEqualTo(Reason.DIRECTORY_UNAVAILABLE);
            assertThat(seen).containsExactly(password);
            assertThat(second.bindCount()).isEqualTo(binds);
            assertThat(gate.outcomes()).containsExactly(PasswordGate.Outcome.WRONG);
        }
    }

    @Test
    void verifyWhenTheFirstControllerIsDownThenThePasswordIsCheckedAtTheSecond() {
        first.stopListening();
        try (ActiveDirectory directory = servers(first.ldapPort(), second.ldapPort())) {
            DirectoryUser ada = directory.verify(ADA, new Secret(DemoPeople.ADA.password()), new RecordingGate());

            assertThat(ada.account()).isEqualTo(ADA);
        } finally {
            first.startListening();
        }
    }

    private ActiveDirectory servers(int... ports) {
        return corp(ports).open();
    }

    private Corp corp(int... ports) {
        StringBuilder servers = new StringBuilder();
        for (int port : ports) {
            servers.append(" localhost:").append(port);
        }
        return Corp.plain(first)
                .with("servers", servers.toString())
                .with("connectTimeout", "3s")
                .with("readTimeout", "3s")
                .at(clock);
    }

    private static Refusal refusal(ActiveDirectory directory) {
        return catchThrowableOfType(Refusal.class, () -> directory.find(ADA));
    }
}
