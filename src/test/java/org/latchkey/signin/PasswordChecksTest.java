package org.latchkey.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.latchkey.refusal.Reason;
import org.latchkey.refusal.Refusal;

class PasswordChecksTest {

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch running = new CountDownLatch(2);
    private final CountDownLatch end = new CountDownLatch(1);

    @AfterEach
    void stop() {
        end.countDown();
        threads.shutdown();
    }

    /** Two checks that run until {@link #end}. */
    private void occupy(PasswordChecks checks) throws InterruptedException {
        for (int i = 0; i < 2; i++) {
            threads.execute(() -> checks.run(() -> {
                running.countDown();
                await(end);
                return "done";
            }));
        }
        await(running);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Reason reason(PasswordChecks checks) {
        return catchThrowableOfType(Refusal.class, () -> checks.run(() -> "never"))
                .reason();
    }

    @Test
    void runWhenAllAreTakenAndNobodyMayWaitThenBusyAtOnce() throws Exception {
        PasswordChecks checks = new PasswordChecks(2, 0, Duration.ofDays(1));
        occupy(checks);

        assertThat(reason(checks)).isEqualTo(Reason.PASSWORD_CHECKS_BUSY);
    }

    @Test
    void runWhenNoneEndsInTimeThenBusy() throws Exception {
        PasswordChecks checks = new PasswordChecks(2, 1, Duration.ofMillis(1));
        occupy(checks);

        assertThat(reason(checks)).isEqualTo(Reason.PASSWORD_CHECKS_BUSY);
        // Who gave up waiting left room for the next one to wait.
        assertThat(reason(checks)).isEqualTo(Reason.PASSWORD_CHECKS_BUSY);
    }

    @Test
    void runWhenOneEndsThenTheNextHasItsTurn() throws Exception {
        PasswordChecks checks = new PasswordChecks(2, 1, Duration.ofDays(1));
        occupy(checks);
        Future<String> third = threads.submit(() -> checks.run(() -> "third"));
        end.countDown();

        assertThat(third.get()).isEqualTo("third");
    }

    @Test
    void runWhenACheckFailsThenItsPlaceIsFreeAgain() {
        PasswordChecks checks = new PasswordChecks(1, 0, Duration.ZERO);
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> checks.run(() -> {
                        throw new Refusal(Reason.PASSWORD_WRONG);
                    }))
                    .hasMessage("PASSWORD_WRONG");
        }
        assertThat(checks.run(() -> "free").length()).isEqualTo(4);
    }
}
