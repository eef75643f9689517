package org.latchkey.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.latchkey.MovableClock;
import org.latchkey.directory.Lockout;
import org.latchkey.directory.PasswordGate.Attempt;
import org.latchkey.directory.PasswordGate.Claim;
import org.latchkey.directory.PasswordGate.Outcome;
import org.latchkey.refusal.Reason;
import org.latchkey.refusal.Throttled;

class AccountThrottleTest {

    private static final Duration WINDOW = Duration.ofMinutes(30);
    private static final Lockout FIVE = new Lockout(5, WINDOW);
    private static final Claim ADA = new Claim(Optional.of(new UUID(1, 1)), "CORP\\ada", FIVE);
    private static final Claim NOBODY = new Claim(Optional.empty(), "corp\\nobody", FIVE);

    private final MovableClock clock = new MovableClock(Instant.parse("2026-11-23T08:00:00Z"));
    private final AccountThrottle throttle = new AccountThrottle(clock);

    private void submit(Claim claim, Outcome outcome) {
        try (Attempt attempt = throttle.admit(claim)) {
            attempt.tell(outcome);
        }
    }

    private void wrong(Claim claim, int times) {
        for (int i = 0; i < times; i++) {
            submit(claim, Outcome.WRONG);
        }
    }

    private Throttled refusalOf(Claim claim) {
        return catchThrowableOfType(Throttled.class, () -> throttle.admit(claim).close());
    }

    @Test
    void admitWhenOneMoreWouldLockTheAccountThenThrottledUntilTheDomainForgets() {
        wrong(ADA, 4);

        assertThat(refusalOf(ADA).reason()).isEqualTo(Reason.ACCOUNT_THROTTLED);
        assertThat(refusalOf(ADA).retryAfterSeconds()).isEqualTo(1800);
        assertThat(refusalOf(ADA).facts())
                .containsEntry("account", "CORP\\ada")
                .containsEntry("tries", "4")
                .containsEntry("lockoutThreshold", "5")
                .containsEntry("retryAfter", "1800s");
        clock.advance(WINDOW.minusNanos(1));
        assertThat(refusalOf(ADA).retryAfterSeconds()).isEqualTo(1);
        clock.advance(Duration.ofNanos(1));
        wrong(ADA, 4);
        assertThat(refusalOf(ADA)).isNotNull();
    }

    @Test
    void admitWhenWrongOnesComeSlowlyThenTheyAddUpAsTheyDoInTheDomain() {
        for (int i = 0; i < 4; i++) {
            wrong(ADA, 1);
            clock.advance(WINDOW.minusSeconds(1));
        }

        assertThat(refusalOf(ADA).retryAfterSeconds()).isEqualTo(1);
    }

    @Test
    void admitWhenOneWasRightThenAllTriesAreFreeAgain() {
        wrong(ADA, 3);
        submit(ADA, Outcome.RIGHT);
        wrong(ADA, 4);

        assertThat(refusalOf(ADA)).isNotNull();
    }

    @Test
    void admitWhenTheDomainCountedNothingThenNothingIsCountedAndNothingForgotten() {
        wrong(ADA, 3);
        for (int i = 0; i < 20; i++) {
            submit(ADA, Outcome.UNCOUNTED);
        }
        wrong(ADA, 1);

        assertThat(refusalOf(ADA)).isNotNull();
    }

    @Test
    void admitWhenAsManyAreUnderWayThenNoMoreUntilOneEnds() {
        Attempt first = throttle.admit(ADA);
        for (int i = 0; i < 3; i++) {
            throttle.admit(ADA).tell(Outcome.WRONG);
        }

        assertThat(refusalOf(ADA).retryAfterSeconds()).isEqualTo(1);
        first.tell(Outcome.RIGHT);
        first.close();
        assertThat(refusalOf(ADA)).isNull();
    }

    @Test
    void admitWhenWrongOnesEndedWhileARightOneWasUnderWayThenTheyStillCount() {
        wrong(ADA, 1);
        Attempt right = throttle.admit(ADA);
        wrong(ADA, 2);
        right.tell(Outcome.RIGHT);
        right.close();
        wrong(ADA, 2);

        assertThat(refusalOf(ADA)).isNotNull();
    }

    @Test
    void admitWhenTheAccountIsUnknownThenThrottledAlike() {
        wrong(ADA, 4);
        wrong(NOBODY, 4);

        assertThat(refusalOf(NOBODY).reason()).isEqualTo(refusalOf(ADA).reason());
        assertThat(refusalOf(NOBODY).retryAfterSeconds())
                .isEqualTo(refusalOf(ADA).retryAfterSeconds());
        assertThat(refusalOf(NOBODY).facts()).containsEntry("account", "corp\\nobody is unknown");
    }

    @Test
    void admitWhenAnotherAccountIsThrottledThenNotThisOne() {
        wrong(NOBODY, 4);

        assertThat(refusalOf(ADA)).isNull();
    }

    @Test
    void admitWhenNamesAreInventedThenKnownAccountsAreNotPushedOut() {
        wrong(ADA, 4);
        for (int i = 0; i < AccountThrottle.MOST_UNKNOWN + 1; i++) {
            wrong(new Claim(Optional.empty(), "corp\\x" + i, FIVE), 1);
        }

        assertThat(refusalOf(ADA)).isNotNull();
    }

    @ParameterizedTest
    @CsvSource({"0,10", "1,1", "2,1", "3,2", "4,3", "5,4", "10,9", "11,10", "12,10", "999,10"})
    void allowedWhenTheDomainLocksAtAThresholdThenFewer(int threshold, int allowed) {
        assertThat(AccountThrottle.allowed(new Lockout(threshold, WINDOW))).isEqualTo(allowed);
        Claim claim = new Claim(Optional.of(new UUID(2, threshold)), "CORP\\eve", new Lockout(threshold, WINDOW));
        wrong(claim, allowed);
        assertThat(refusalOf(claim)).isNotNull();
    }

    @Test
    void admitWhenTheDomainNeverLocksThenForgottenAfterAWindowOfOurOwn() {
        Claim unlocked = new Claim(Optional.of(new UUID(3, 3)), "CORP\\eve", new Lockout(0, Duration.ofDays(1)));
        wrong(unlocked, AccountThrottle.MOST_TRIES);

        assertThat(refusalOf(unlocked).retryAfterSeconds()).isEqualTo(AccountThrottle.OWN_WINDOW.toSeconds());
        clock.advance(AccountThrottle.OWN_WINDOW);
        assertThat(refusalOf(unlocked)).isNull();
    }
}
