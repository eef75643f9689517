package org.latchkey.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.latchkey.MovableClock;
import org.latchkey.config.Secret;
import org.latchkey.demo.DemoDirectory;
import org.latchkey.demo.DemoPeople;
import org.latchkey.refusal.Reason;
import org.latchkey.refusal.Refusal;

/** What the gate is asked and told around the bind. */
class ActiveDirectoryGateTest {

    private static final Lockout OF_DOMAIN = new Lockout(5, Duration.ofMinutes(30));

    private static DemoDirectory demo;

    private final MovableClock clock = new MovableClock(Instant.parse("2026-11-23T08:00:00Z"));
    private final RecordingGate gate = new RecordingGate();
    private final ActiveDirectory directory = Corp.plain(demo).at(clock).open();

    @BeforeAll
    static void open() {
        demo = DemoDirectory.start();
    }

    @AfterAll
    static void close() {
        demo.close();
    }

    @AfterEach
    void closeDirectory() {
        directory.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ada", "ADA", "CORP\\ada", "corp.example.com\\Ada", "ada@corp.example.com"})
    void gateWhenTheAccountExistsThenAskedForItsObjectGuidWhateverWasTyped(String typed) {
        verify(typed, DemoPeople.ADA.password());

        assertThat(gate.claim().objectGuid()).contains(DemoPeople.ADA.objectGuid());
        assertThat(gate.claim().name()).isEqualTo("CORP\\ada");
        assertThat(gate.claim().lockout()).isEqualTo(OF_DOMAIN);
        assertThat(gate.outcomes()).containsExactly(PasswordGate.Outcome.RIGHT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"nobody", "NoBody", "CORP\\nobody", "corp.example.com\\nobody", "nobody@corp.example.com"})
    void gateWhenTheAccountIsUnknownThenAskedForOneNameWhateverTheSpelling(String typed) {
        assertThat(refusalOf(typed, "whatever").reason()).isEqualTo(Reason.PASSWORD_WRONG);

        assertThat(gate.claim().objectGuid()).isEmpty();
        assertThat(gate.claim().name()).isEqualTo("corp\\nobody");
        assertThat(gate.claim().lockout()).isEqualTo(OF_DOMAIN);
        assertThat(gate.outcomes()).containsExactly(PasswordGate.Outcome.WRONG);
    }

    @Test
    void gateWhenTheSuffixIsAnothersThenTheWholeNameIsMeant() {
        refusalOf("Nobody@Other.example", "whatever");

        assertThat(gate.claim().name()).isEqualTo("nobody@other.example");
    }

    @ParameterizedTest
    @CsvSource({
        "ada, wrong, WRONG",
        "dennis, Passw0rd-dennis, UNCOUNTED",
        "dennis, wrong, WRONG",
        "louis, wrong, UNCOUNTED",
        "nocturne, Passw0rd-nocturne, UNCOUNTED",
        "frontdesk, wrong, WRONG"
    })
    void gateWhenThePasswordIsRefusedThenToldWhatTheControllerCounts(
            String account, String password, PasswordGate.Outcome outcome) {
        refusalOf(account, password);

        assertThat(gate.outcomes()).containsExactly(outcome);
    }

    @Test
    void verifyWhenTheGateRefusesThenNothingIsOpenedAndNothingBound() {
        verify("ada", DemoPeople.ADA.password());
        int binds = demo.bindCount();
        int connections = demo.connectionCount();
        Refusal refusal = new Refusal(Reason.ACCOUNT_THROTTLED);

        for (String typed : List.of("ada", "nobody")) {
            assertThatThrownBy(() -> directory.verify(name(typed), new Secret("wrong"), claim -> {
                        throw refusal;
                    }))
                    .isSameAs(refusal);
        }
        assertThat(demo.bindCount()).isEqualTo(binds);
        assertThat(demo.connectionCount()).isEqualTo(connections);
    }

    @Test
    void gateWhenNoControllerCanBeOpenedForTheBindThenUncounted() {
        verify("ada", DemoPeople.ADA.password());
        PasswordGate closing = claim -> {
            demo.stopListening();
            return gate.admit(claim);
        };
        try {
            assertThat(catchThrowableOfType(
                                    Refusal.class, () -> directory.verify(name("ada"), new Secret("wrong"), closing))
                            .reason())
                    .isEqualTo(Reason.DIRECTORY_UNAVAILABLE);
        } finally {
            demo.startListening();
        }
        assertThat(gate.outcomes()).endsWith(PasswordGate.Outcome.UNCOUNTED);
    }

    @Test
    void lockoutWhenTheDomainChangesItThenKnownWithinFiveMinutes() {
        verify("ada", DemoPeople.ADA.password());
        demo.modify(DemoDirectory.BASE, "lockoutThreshold", "0");
        try {
            clock.advance(Duration.ofMinutes(5).minusNanos(1));
            verify("ada", DemoPeople.ADA.password());
            assertThat(gate.claim().lockout()).isEqualTo(OF_DOMAIN);
            clock.advance(Duration.ofNanos(1));
            verify("ada", DemoPeople.ADA.password());
            assertThat(gate.claim().lockout().threshold()).isZero();
        } finally {
            demo.modify(DemoDirectory.BASE, "lockoutThreshold", "5");
        }
    }

    @Test
    void lockoutWhenThePersonHasAPolicyOfHisOwnThenThatOne() {
        demo.modify(DemoPeople.GRACE.dn(), "msDS-ResultantPSO", DemoDirectory.STRICT_POLICY);
        verify("grace", DemoPeople.GRACE.password());
        Lockout grace = gate.claim().lockout();
        verify("ada", DemoPeople.ADA.password());

        assertThat(grace).isEqualTo(new Lockout(3, Duration.ofHours(2)));
        assertThat(gate.claim().lockout()).isEqualTo(OF_DOMAIN);
    }

    @Test
    void lockoutWhenThePersonsPolicyIsHiddenThenTheLeastThatIsUsual() {
        demo.modify(DemoPeople.ZOE.dn(), "msDS-ResultantPSO", "CN=Hidden," + DemoDirectory.BASE);
        verify("zoe.angstrom", DemoPeople.ZOE.password());

        assertThat(gate.claim().lockout()).isEqualTo(Lockout.HIDDEN);
    }

    @Test
    void lockoutWhenTheDomainHidesItThenTheLeastThatIsUsual() {
        demo.modify(DemoDirectory.BASE, "lockoutThreshold");
        demo.modify(DemoDirectory.BASE, "lockOutObservationWindow");
        try {
            verify("ada", DemoPeople.ADA.password());
        } finally {
            demo.modify(DemoDirectory.BASE, "lockoutThreshold", "5");
            demo.modify(DemoDirectory.BASE, "lockOutObservationWindow", "-18000000000");
        }
        assertThat(gate.claim().lockout()).isEqualTo(Lockout.HIDDEN);
    }

    private void verify(String typed, String password) {
        directory.verify(name(typed), new Secret(password), gate);
    }

    private Refusal refusalOf(String typed, String password) {
        return catchThrowableOfType(Refusal.class, () -> verify(typed, password));
    }

    private static AccountName name(String typed) {
        return AccountName.typed(typed).orElseThrow();
    }
}
