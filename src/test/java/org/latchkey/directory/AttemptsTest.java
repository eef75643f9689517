package org.latchkey.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.naming.CommunicationException;
import javax.naming.InterruptedNamingException;
import javax.naming.NamingException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.latchkey.refusal.Reason;
import org.latchkey.refusal.Refusal;

class AttemptsTest {

    private static final Duration SHORT = Duration.ofMillis(50);
    private static final Duration LONG = Duration.ofSeconds(20);

    private final Attempts attempts = new Attempts("corp", Duration.ofSeconds(60));
    private final CountDownLatch end = new CountDownLatch(1);
    private final List<String> late = new CopyOnWriteArrayList<>();

    @AfterEach
    void close() {
        end.countDown();
        attempts.close();
    }

    @Test
    void callThenTheResultOfADaemonThreadNamedAfterTheDirectory() throws Exception {
        Thread thread = attempts.call("dc1", deadline(), LONG, Thread::currentThread, gone -> {});

        assertThat(thread.getName()).isEqualTo("latchkey-directory-corp-1");
        assertThat(thread.isDaemon()).isTrue();
        assertThat(thread.getContextClassLoader()).isSameAs(Attempts.class.getClassLoader());
    }

    @Test
    void callWhenTheWorkFailsThenItsOwnException() {
        assertThatThrownBy(
                        () -> attempts.call("dc1", deadline(), LONG, () -> fail(new NamingException("x")), late::add))
                .isExactlyInstanceOf(NamingException.class);
        assertThatThrownBy(() -> attempts.call(
                        "dc1", deadline(), LONG, () -> fail(new Refusal(Reason.DIRECTORY_RIGHTS)), late::add))
                .isInstanceOf(Refusal.class);
    }

    @Test
    void callWhenTheWorkHangsThenTheCallerLeavesAndTheWorkIsInterrupted() {
        AtomicBoolean interrupted = new AtomicBoolean();
        assertThatThrownBy(() -> attempts.call(
                        "dc1",
                        deadline(),
                        SHORT,
                        () -> {
                            try {
                                end.await();
                            } catch (InterruptedException e) {
                                interrupted.set(true);
                            }
                            return "";
                        },
                        late::add))
                .isExactlyInstanceOf(CommunicationException.class)
                .hasMessage("no answer within 50 ms");
        Eventually.assertTrue(interrupted::get);
    }

    @Test
    void callWhenTheDeadlineComesBeforeTheLimitThenNothingIsSaidAgainstTheController() {
        assertThatThrownBy(() ->
                        attempts.call("dc1", Deadline.after(SHORT, Clock.systemUTC()), LONG, this::hang, late::add))
                .isInstanceOf(Attempts.LeftEarly.class);
    }

    @Test
    void callWhenTheResultComesTooLateThenItIsGivenBack() {
        CountDownLatch left = new CountDownLatch(1);
        assertThatThrownBy(() -> attempts.call(
                        "dc1",
                        deadline(),
                        SHORT,
                        () -> {
                            awaitUninterrupted(left);
                            return "connection";
                        },
                        late::add))
                .isInstanceOf(CommunicationException.class);
        left.countDown();
        Eventually.assertThat(late::size, 1);
        assertThat(late).containsExactly("connection");
    }

    @Test
    void callWhenTheCallerIsInterruptedThenRefusedAndTheMarkStays() {
        Thread.currentThread().interrupt();
        Refusal refusal = catchThrowableOfType(
                Refusal.class, () -> attempts.call("dc1", deadline(), LONG, this::hang, late::add));

        assertThat(Thread.interrupted()).isTrue();
        assertThat(refusal.facts()).containsEntry("error", "interrupted");
    }

    @Test
    void giveUpThenOnlyWhoWaitsForThatOneIsSentAway() throws Exception {
        CountDownLatch both = new CountDownLatch(2);
        List<String> outcomes = new CopyOnWriteArrayList<>();
        for (String about : List.of("dc1", "dc2")) {
            attempts.inBackground(() -> outcomes.add(outcomeOf(about, both)));
        }
        both.await();

        attempts.giveUp("dc1");

        Eventually.assertThat(outcomes::size, 1);
        assertThat(outcomes).containsExactly("dc1 LeftEarly");
    }

    private String outcomeOf(String about, CountDownLatch running) {
        try {
            attempts.call(
                    about,
                    deadline(),
                    LONG,
                    () -> {
                        running.countDown();
                        return hang();
                    },
                    late::add);
            return about;
        } catch (NamingException e) {
            return about + " " + e.getClass().getSimpleName();
        }
    }

    @Test
    void callWhenAllThreadsHangThenRefusedInTimeAndWellAgainAfterwards() throws Exception {
        CountDownLatch running = new CountDownLatch(Attempts.MOST);
        for (int i = 0; i < Attempts.MOST; i++) {
            assertThat(attempts.inBackground(() -> {
                        running.countDown();
                        awaitUninterrupted(end);
                    }))
                    .isTrue();
        }
        running.await();
        assertThat(attempts.inBackground(end::countDown)).isFalse();
        Refusal refusal = catchThrowableOfType(
                Refusal.class,
                () -> attempts.call("dc1", Deadline.after(SHORT, Clock.systemUTC()), LONG, () -> "", late::add));
        assertThat(refusal.facts()).containsEntry("error", "all 32 threads wait for answers");

        end.countDown();

        assertThat(attempts.call("dc1", deadline(), LONG, () -> "free", late::add))
                .isEqualTo("free");
    }

    @Test
    void callWhenAllThreadsHangThenNobodyWaitsForOneLongerThanForAConnection() throws Exception {
        try (Attempts impatient = new Attempts("corp", SHORT)) {
            CountDownLatch running = new CountDownLatch(Attempts.MOST);
            for (int i = 0; i < Attempts.MOST; i++) {
                impatient.inBackground(() -> {
                    running.countDown();
                    awaitUninterrupted(end);
                });
            }
            running.await();
            Deadline far = Deadline.after(Duration.ofDays(1), Clock.systemUTC());

            Refusal refusal =
                    catchThrowableOfType(Refusal.class, () -> impatient.call("dc1", far, LONG, () -> "", late::add));
            assertThat(refusal.reason()).isEqualTo(Reason.DIRECTORY_UNAVAILABLE);
            end.countDown();
        }
    }

    @Test
    void closeThenNoThreadIsLeftAndNothingMoreIsDone() throws Exception {
        Thread thread = attempts.call("dc1", deadline(), LONG, Thread::currentThread, gone -> {});

        attempts.close();

        thread.join();
        assertThat(attempts.inBackground(end::countDown)).isFalse();
        Refusal refusal =
                catchThrowableOfType(Refusal.class, () -> attempts.call("dc1", deadline(), LONG, () -> "", late::add));
        assertThat(refusal.reason()).isEqualTo(Reason.DIRECTORY_UNAVAILABLE);
    }

    private String hang() throws NamingException {
        try {
            end.await();
        } catch (InterruptedException e) {
            throw new InterruptedNamingException();
        }
        return "";
    }

    private static void awaitUninterrupted(CountDownLatch latch) {
        boolean interrupted = true;
        while (interrupted) {
            try {
                latch.await();
                interrupted = false;
            } catch (InterruptedException e) {
                // As a look-up in DNS, which does not listen.
            }
        }
    }

    private static String fail(NamingException e) throws NamingException {
        throw e;
    }

    private static String fail(Refusal e) {
        throw e;
    }

    private static Deadline deadline() {
        return Deadline.after(LONG, Clock.systemUTC());
    }
}
