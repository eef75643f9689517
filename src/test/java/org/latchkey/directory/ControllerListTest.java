package org.latchkey.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.latchkey.refusal.Reason;
import org.latchkey.refusal.Refusal;

class ControllerListTest {

    private static final Controller DC1 = new Controller("dc1", 636, Tls.LDAPS);
    private static final int MANY = Attempts.MOST * 2;

    private final Attempts attempts = new Attempts("corp", Duration.ofSeconds(60));
    private final AtomicInteger asked = new AtomicInteger();
    private final CountDownLatch spare = new CountDownLatch(Attempts.MOST - 1);

    @AfterEach
    void close() {
        attempts.close();
    }

    /** Nothing is known until DNS answered. */
    private KnownControllers unknown(KnownControllers dns) {
        return new KnownControllers() {
            @Override
            public List<Controller> get() {
                asked.incrementAndGet();
                return dns.get();
            }

            @Override
            public Optional<List<Controller>> atHand() {
                return Optional.empty();
            }
        };
    }

    private ControllerList list(KnownControllers dns) {
        return new ControllerList(unknown(dns), attempts, Duration.ofSeconds(60));
    }

    private static Deadline deadline() {
        return Deadline.after(Duration.ofSeconds(60), Clock.systemUTC());
    }

    /** All threads but one are free while many wait for DNS, or the site could not be asked for. */
    private List<Controller> whenAllOthersAreFree() {
        for (int i = 0; i < Attempts.MOST - 1; i++) {
            attempts.inBackground(spare::countDown);
        }
        try {
            spare.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return List.of(DC1);
    }

    @Test
    void nowWhenManyAskAtTheStartThenOneAsksForAllAndTheThreadsStayFree() throws Exception {
        ControllerList list = list(this::whenAllOthersAreFree);
        CountDownLatch come = new CountDownLatch(MANY);

        List<List<Controller>> answers = Together.run(MANY, () -> {
            come.countDown();
            return list.now(deadline());
        });

        assertThat(answers).hasSize(MANY).allMatch(answer -> answer.equals(List.of(DC1)));
        assertThat(asked.get()).isLessThan(MANY);
    }

    @Test
    void nowWhenDnsFailsThenUnavailableAndAskedAgainNextTime() {
        ControllerList list = list(() -> {
            throw new Refusal(Reason.DIRECTORY_UNAVAILABLE).with("error", "no SRV record");
        });

        for (int i = 0; i < 2; i++) {
            Refusal refusal = catchThrowableOfType(Refusal.class, () -> list.now(deadline()));
            assertThat(refusal.facts()).containsEntry("error", "no SRV record");
        }
        assertThat(asked).hasValue(2);
    }
}
