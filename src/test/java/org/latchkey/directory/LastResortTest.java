package org.latchkey.directory;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import javax.naming.CommunicationException;
import javax.naming.InterruptedNamingException;
import javax.naming.NamingException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.latchkey.MovableClock;
import org.latchkey.refusal.Reason;
import org.latchkey.refusal.Refusal;

/** Every controller has failed a moment ago, and many requests come at once. */
class LastResortTest {

    private static final Controller FIRST = new Controller("dc1", 636, Tls.LDAPS);
    private static final Controller SECOND = new Controller("dc2", 636, Tls.LDAPS);
    private static final int REQUESTS = 8;

    private final MovableClock clock = new MovableClock(Instant.parse("2026-03-01T09:00:00Z"));
    private final Attempts attempts = new Attempts("corp", Duration.ofSeconds(60));
    private final List<Controller> asked = new CopyOnWriteArrayList<>();
    private final AtomicInteger refused = new AtomicInteger();
    private final DomainControllers controllers = new DomainControllers(
            "corp", () -> List.of(FIRST, SECOND), attempts, Duration.ofSeconds(60), new Care(), clock);

    private static final class Care implements DomainControllers.Care {
        @Override
        public void probe(Controller controller) {
            throw new IllegalStateException("not while it is left alone");
        }

        @Override
        public void drop(Controller controller) {
            // Nothing is open.
        }

        @Override
        public void forget(Controller controller) {
            throw new IllegalStateException("they stay the same");
        }
    }

    @BeforeEach
    void failAll() {
        assertThat(ask(LastResortTest::dead)).isEqualTo("DIRECTORY_UNAVAILABLE");
        refused.set(0);
    }

    @AfterEach
    void close() {
        attempts.close();
    }

    @Test
    void askWhenTheTrialSucceedsThenWhoeverWaitedGoesOnWithIt() throws Exception {
        List<String> answers = Together.run(
                REQUESTS,
                () -> ask(controller -> {
                    if (isTrial(controller)) {
                        awaitWaiting(REQUESTS - 1);
                    }
                    return controller.toString();
                }));

        assertThat(answers).hasSize(REQUESTS).containsOnly("dc1:636");
    }

    @Test
    void askWhenTheTrialFailsThenNobodyTriesThatControllerAgain() throws Exception {
        List<String> answers = Together.run(
                REQUESTS,
                () -> ask(controller -> {
                    if (isTrial(controller)) {
                        awaitWaiting(REQUESTS - 1);
                        return dead(controller);
                    }
                    return controller.toString();
                }));

        assertThat(answers).hasSize(REQUESTS).containsOnly("dc2:636");
        assertThat(asked).filteredOn(FIRST::equals).hasSize(1);
    }

    @Test
    void askWhenTheTrialFindsNothingOutThenSomebodyElseTries() throws Exception {
        AtomicInteger trials = new AtomicInteger();
        List<String> answers = Together.run(
                2,
                () -> ask(controller -> {
                    if (controller.equals(FIRST) && trials.incrementAndGet() == 1) {
                        awaitWaiting(1);
                        throw new ConnectionPool.Busy(8);
                    }
                    return controller.equals(FIRST) ? controller.toString() : dead(controller);
                }));

        assertThat(answers).contains("dc1:636");
        assertThat(trials).hasValue(2);
    }

    @Test
    void askWhenTooManyWaitAlreadyThenRefusedAtOnce() throws Exception {
        int tooMany = 1 + DomainControllers.MOST_WAITING + 3;
        CountDownLatch over = new CountDownLatch(1);
        List<String> answers = Together.run(
                tooMany,
                () -> ask(controller -> {
                    if (isTrial(controller)) {
                        // Beyond those that wait, one tries the other controller.
                        Eventually.assertThat(refused::get, 2);
                        over.countDown();
                    } else if (controller.equals(SECOND)) {
                        await(over);
                    }
                    return controller.toString();
                }));

        assertThat(answers).filteredOn("DIRECTORY_UNAVAILABLE"::equals).hasSize(2);
        assertThat(answers).filteredOn("dc1:636"::equals).hasSize(1 + DomainControllers.MOST_WAITING);
    }

    @Test
    void askWhenTheTrialTakesLongerThanTheRequestHasThenRefusedInTime() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch over = new CountDownLatch(1);
        CompletableFuture<String> trial = CompletableFuture.supplyAsync(() -> ask(controller -> {
            begun.countDown();
            await(over);
            return controller.toString();
        }));
        begun.await();

        assertThat(ask(LastResortTest::dead, Duration.ofMillis(300))).isEqualTo("DIRECTORY_UNAVAILABLE");

        over.countDown();
        assertThat(trial.get()).isEqualTo("dc1:636");
    }

    private boolean isTrial(Controller controller) {
        asked.add(controller);
        return controller.equals(FIRST) && asked.stream().filter(FIRST::equals).count() == 1;
    }

    private void awaitWaiting(int count) {
        Eventually.assertThat(controllers::waiting, count);
    }

    private static void await(CountDownLatch latch) throws NamingException {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new InterruptedNamingException();
        }
    }

    private static String dead(Controller controller) throws NamingException {
        throw new CommunicationException(controller + " is dead");
    }

    private String ask(DomainControllers.Question<String> question) {
        return ask(question, Duration.ofSeconds(60));
    }

    /** @return the answer, or the reason for none */
    private String ask(DomainControllers.Question<String> question, Duration time) {
        try {
            return controllers.ask(Deadline.after(time, clock), question, late -> {});
        } catch (Refusal e) {
            refused.incrementAndGet();
            return Reason.DIRECTORY_UNAVAILABLE == e.reason() ? "DIRECTORY_UNAVAILABLE" : e.toString();
        }
    }
}
