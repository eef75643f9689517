package org.latchkey.setup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.latchkey.directory.Eventually;
import org.latchkey.page.ChecksPage.Finding;
import org.latchkey.page.ChecksPage.State;
import org.latchkey.refusal.Reason;
import org.latchkey.refusal.Refusal;
import org.latchkey.setup.CheckRuns.Check;

final class CheckRunsTest {

    private static final Duration SHORT = Duration.ofMillis(300);
    private static final Duration PATIENT = Duration.ofSeconds(60);

    private static Check check(String subject, Supplier<List<Finding>> work) {
        return new Check(subject, work);
    }

    private static Check fine(String subject) {
        return check(subject, () -> List.of(new Finding(State.FINE, subject, "well", "")));
    }

    /** Ends when it is interrupted, or on the latch. */
    private static Check hanging(String subject, CountDownLatch ended) {
        return check(subject, () -> {
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                ended.countDown();
                Thread.currentThread().interrupt();
            }
            return List.of();
        });
    }

    @Test
    void runWhenOneHangsThenItSaysSoAndTheOthersStand() throws InterruptedException {
        CountDownLatch ended = new CountDownLatch(1);
        // The limit is over as soon as the others are done.
        try (CheckRuns runs = new CheckRuns(PATIENT, begun -> awaitAll(begun.get(0), begun.get(2)))) {
            List<Finding> findings = runs.run(() -> List.of(fine("a"), hanging("b", ended), fine("c")));

            assertThat(findings).extracting(Finding::subject).containsExactly("a", "b", "c");
            assertThat(findings).extracting(Finding::state).containsExactly(State.FINE, State.UNKNOWN, State.FINE);
            assertThat(findings.get(1).text()).contains("did not end within");
            ended.await();
        }
    }

    @SafeVarargs
    private static void awaitAll(Future<List<Finding>>... others) throws InterruptedException {
        for (Future<List<Finding>> other : others) {
            try {
                other.get();
            } catch (ExecutionException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    @Test
    void runWhenTheLimitIsOverThenWhatHangsIsInterrupted() throws InterruptedException {
        CountDownLatch ended = new CountDownLatch(1);
        try (CheckRuns runs = new CheckRuns(SHORT)) {
            assertThat(runs.run(() -> List.of(hanging("b", ended))))
                    .extracting(Finding::state)
                    .containsExactly(State.UNKNOWN);
            ended.await();
        }
    }

    /** Each waits for the other; one after another they would never meet. */
    @Test
    void runWhenSeveralThenAtTheSameTime() {
        CyclicBarrier meeting = new CyclicBarrier(8);
        List<Check> checks = IntStream.range(0, 8)
                .mapToObj(i -> check("c" + i, () -> {
                    try {
                        meeting.await();
                        return List.of(new Finding(State.FINE, "c" + i, "met", ""));
                    } catch (InterruptedException | BrokenBarrierException e) {
                        throw new IllegalStateException(e);
                    }
                }))
                .toList();
        try (CheckRuns runs = new CheckRuns(PATIENT)) {
            assertThat(runs.run(() -> checks))
                    .hasSize(8)
                    .extracting(Finding::text)
                    .containsOnly("met");
        }
    }

    @Test
    void runWhenOneIsUnderWayThenItsResultAndNoSecondRun() throws Exception {
        AtomicInteger count = new AtomicInteger();
        CountDownLatch began = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        Supplier<List<Check>> checks = () -> {
            count.incrementAndGet();
            return List.of(check("slow", () -> {
                began.countDown();
                try {
                    go.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                return List.of(new Finding(State.FINE, "slow", "done", ""));
            }));
        };
        try (CheckRuns runs = new CheckRuns(PATIENT)) {
            CompletableFuture<List<Finding>> first = CompletableFuture.supplyAsync(() -> runs.run(checks));
            began.await();
            CompletableFuture<List<Finding>> second = CompletableFuture.supplyAsync(() -> runs.run(checks));
            Eventually.assertThat(runs::waiting, 1);
            go.countDown();

            assertThat(first.get()).extracting(Finding::text).containsExactly("done");
            assertThat(second.get()).extracting(Finding::text).containsExactly("done");
            assertThat(count).hasValue(1);
            assertThat(runs.run(checks)).extracting(Finding::text).containsExactly("done");
        }
    }

    @Test
    void runWhenACheckFailsThenItsReasonOrThatItFailed() {
        try (CheckRuns runs = new CheckRuns(PATIENT)) {
            List<Finding> findings = runs.run(() -> List.of(
                    check("a", () -> {
                        throw new Refusal(Reason.DIRECTORY_UNAVAILABLE);
                    }),
                    check("b", () -> {
                        throw new IllegalStateException("secret detail");
                    })));

            assertThat(findings.get(0).text()).contains("DIRECTORY_UNAVAILABLE");
            assertThat(findings.get(1).state()).isEqualTo(State.UNKNOWN);
            assertThat(findings.get(1).text()).doesNotContain("secret detail");
        }
    }

    @Test
    void runWhenGatheringFailsThenTheNextRunIsNotHeldUp() {
        try (CheckRuns runs = new CheckRuns(PATIENT)) {
            assertThat(catchThrowable(() -> runs.run(() -> {
                        throw new IllegalStateException();
                    })))
                    .isInstanceOf(IllegalStateException.class);
            assertThat(runs.run(() -> List.of(fine("a")))).hasSize(1);
        }
    }

    @Test
    void closeWhenOneHangsThenItsThreadEndsAndNothingStartsAnyMore() throws InterruptedException {
        CountDownLatch ended = new CountDownLatch(1);
        CheckRuns runs = new CheckRuns(PATIENT);
        CountDownLatch began = new CountDownLatch(1);
        Thread[] worker = new Thread[1];
        CompletableFuture<List<Finding>> run =
                CompletableFuture.supplyAsync(() -> runs.run(() -> List.of(check("who", () -> {
                    worker[0] = Thread.currentThread();
                    began.countDown();
                    return hanging("x", ended).work().get();
                }))));
        began.await();
        runs.close();
        ended.await();

        assertThat(worker[0].isDaemon()).isTrue();
        worker[0].join();
        assertThat(run.join()).isNotNull();
        assertThat(runs.run(() -> List.of(fine("a"))))
                .extracting(Finding::state)
                .containsExactly(State.UNKNOWN);
    }
}
