package org.latchkey.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import javax.naming.CommunicationException;
import javax.naming.InterruptedNamingException;
import javax.naming.InvalidNameException;
import javax.naming.NamingException;
import javax.naming.ServiceUnavailableException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.latchkey.MovableClock;
import org.latchkey.refusal.Reason;
import org.latchkey.refusal.Refusal;

class DomainControllersTest {

    private static final Controller FIRST = new Controller("dc1", 636, Tls.LDAPS);
    private static final Controller SECOND = new Controller("dc2", 636, Tls.LDAPS);

    private final MovableClock clock = new MovableClock(Instant.parse("2026-03-01T09:00:00Z"));
    private final Attempts attempts = new Attempts("corp", Duration.ofSeconds(60));
    private final Set<Controller> dead = ConcurrentHashMap.newKeySet();
    private final List<Controller> asked = new CopyOnWriteArrayList<>();
    private final List<Controller> probed = new CopyOnWriteArrayList<>();
    private final List<Controller> forgotten = new CopyOnWriteArrayList<>();
    private final DomainControllers controllers = new DomainControllers(
            "corp", () -> List.of(FIRST, SECOND), attempts, Duration.ofSeconds(5), new Care(), clock);
    private volatile CountDownLatch probing = new CountDownLatch(0);

    private final class Care implements DomainControllers.Care {
        @Override
        public void probe(Controller controller) throws NamingException {
            try {
                probing.await();
            } catch (InterruptedException e) {
                throw new InterruptedNamingException();
            }
            if (dead.contains(controller)) {
                probed.add(controller);
                throw new CommunicationException("still dead");
            }
            probed.add(controller);
        }

        @Override
        public void drop(Controller controller) {
            // Nothing is open.
        }

        @Override
        public void forget(Controller controller) {
            forgotten.add(controller);
        }
    }

    @AfterEach
    void close() {
        attempts.close();
    }

    @Test
    void askWhenAllAnswerThenTheFirstOnly() {
        assertThat(ask()).isEqualTo("dc1:636");
        assertThat(asked).containsExactly(FIRST);
    }

    @Test
    void askWhenTheFirstIsDeadThenItCostsOneRequestAndAfterwardsNone() {
        dead.add(FIRST);
        ask();
        ask();
        ask();
        assertThat(asked).containsExactly(FIRST, SECOND, SECOND, SECOND);

        asked.clear();
        clock.advance(Duration.ofSeconds(30));
        ask();
        Eventually.assertThat(probed::size, 1);
        Eventually.assertTrue(() -> ask().equals("dc2:636"));
        assertThat(asked).containsOnly(SECOND);
    }

    @Test
    void askWhenTheFirstIsBackThenItIsFoundOutInTheBackground() {
        dead.add(FIRST);
        ask();
        dead.clear();
        assertThat(ask()).isEqualTo("dc2:636");

        clock.advance(Duration.ofSeconds(30));
        assertThat(ask()).isEqualTo("dc2:636");
        Eventually.assertTrue(() -> ask().equals("dc1:636"));
        assertThat(probed).containsExactly(FIRST);
    }

    @Test
    void askWhenTheDeadOneIsBeingTriedThenTheOthersGoOnWithoutItAndItIsTriedOnce() {
        dead.add(FIRST);
        ask();
        dead.clear();
        clock.advance(Duration.ofSeconds(30));
        probing = new CountDownLatch(1);
        asked.clear();

        assertThat(List.of(ask(), ask(), ask())).containsOnly("dc2:636");

        probing.countDown();
        Eventually.assertTrue(() -> ask().equals("dc1:636"));
        assertThat(probed).containsExactly(FIRST);
    }

    @Test
    void askWhenAControllerHangsThenTheNextOneAndWhoeverWaitsForItIsSentThereToo() throws Exception {
        CountDownLatch forEver = new CountDownLatch(1);
        DomainControllers impatient = new DomainControllers(
                "corp", () -> List.of(FIRST, SECOND), attempts, Duration.ofSeconds(2), new Care(), clock);
        DomainControllers.Question<String> question = controller -> {
            asked.add(controller);
            if (controller.equals(FIRST)) {
                hang(forEver);
            }
            return controller.toString();
        };

        List<String> answers = Together.run(8, () -> impatient.ask(deadline(), question, late -> {}));

        assertThat(answers).hasSize(8).containsOnly("dc2:636");
        asked.clear();
        assertThat(impatient.ask(deadline(), question, late -> {})).isEqualTo("dc2:636");
        assertThat(asked).containsExactly(SECOND);
        assertThat(impatient.statuses((controller, status) -> status))
                .extracting(ControllerStatus::state)
                .containsExactly(ControllerStatus.State.LEFT_ALONE, ControllerStatus.State.ANSWERS);
        assertThat(impatient.statuses((controller, status) -> status).get(0).failure())
                .contains("no answer within 2000 ms");
    }

    private static void hang(CountDownLatch forEver) throws NamingException {
        try {
            forEver.await();
        } catch (InterruptedException e) {
            throw new InterruptedNamingException();
        }
    }

    @Test
    void statusesThenHowItWent() {
        assertThat(statuses())
                .extracting(ControllerStatus::controller, ControllerStatus::state)
                .containsExactly(
                        tuple("dc1:636", ControllerStatus.State.UNTRIED),
                        tuple("dc2:636", ControllerStatus.State.UNTRIED));
        dead.add(FIRST);
        ask();

        assertThat(statuses())
                .containsExactly(
                        new ControllerStatus(
                                "corp",
                                "dc1:636",
                                ControllerStatus.State.LEFT_ALONE,
                                Optional.empty(),
                                Optional.of(clock.instant()),
                                "CommunicationException: dead",
                                new ControllerFigures(0, Duration.ZERO, 1, Duration.ZERO, 0, 0)),
                        new ControllerStatus(
                                "corp",
                                "dc2:636",
                                ControllerStatus.State.ANSWERS,
                                Optional.of(clock.instant()),
                                Optional.empty(),
                                "",
                                new ControllerFigures(1, Duration.ZERO, 0, Duration.ZERO, 0, 0)));
    }

    /** DNS was changed because all of them were replaced; nobody has to wait until the old answer has grown old. */
    @Test
    void askWhenAllAreDeadThenOthersAreLookedForAndTheNextRequestsGoThere() {
        Controller replacement = new Controller("dc3", 636, Tls.LDAPS);
        ReplacedControllers known = new ReplacedControllers(List.of(FIRST, SECOND), List.of(replacement));
        DomainControllers replaced =
                new DomainControllers("corp", known, attempts, Duration.ofSeconds(5), new Care(), clock);
        dead.add(FIRST);
        assertThat(replaced.ask(deadline(), this::answer, late -> {})).isEqualTo("dc2:636");
        assertThat(known.isDue()).isFalse();

        dead.add(SECOND);
        Refusal refusal = catchThrowableOfType(Refusal.class, () -> replaced.ask(deadline(), this::answer, late -> {}));
        assertThat(refusal.reason()).isEqualTo(Reason.DIRECTORY_UNAVAILABLE);

        Eventually.assertTrue(() -> known.atHand().equals(Optional.of(List.of(replacement))));
        assertThat(replaced.ask(deadline(), this::answer, late -> {})).isEqualTo("dc3:636");
        assertThat(forgotten).containsExactlyInAnyOrder(FIRST, SECOND);
    }

    /** What a request of this side's own lacks, connections or time, is no failure of the controller's. */
    @Test
    void askWhenNothingIsKnownOfTheControllerThenItsFiguresStayAsTheyAre() {
        List<NamingException> innocent = List.of(new ConnectionPool.Busy(8), new Attempts.LeftEarly("no time left"));
        for (NamingException e : innocent) {
            Refusal refusal = catchThrowableOfType(
                    Refusal.class,
                    () -> controllers.ask(
                            deadline(),
                            controller -> {
                                throw e;
                            },
                            late -> {}));
            assertThat(refusal.reason()).isEqualTo(Reason.DIRECTORY_UNAVAILABLE);
        }

        assertThat(statuses()).allSatisfy(status -> {
            assertThat(status.figures().failures()).isZero();
            assertThat(status.state()).isEqualTo(ControllerStatus.State.UNTRIED);
        });
    }

    @Test
    void askWhenTheRequestIsMalformedThenTheControllerIsNotBlamed() {
        Refusal refusal = catchThrowableOfType(
                Refusal.class,
                () -> controllers.ask(
                        deadline(),
                        controller -> {
                            asked.add(controller);
                            throw new InvalidNameException("DC");
                        },
                        late -> {}));

        assertThat(refusal.reason()).isEqualTo(Reason.DIRECTORY_UNAVAILABLE);
        assertThat(asked).containsExactly(FIRST);
        assertThat(statuses().get(0).state()).isNotEqualTo(ControllerStatus.State.LEFT_ALONE);
    }

    /** As in DNS: others are found when somebody looks again. */
    private static final class ReplacedControllers implements KnownControllers {

        private final List<Controller> replacements;
        private volatile List<Controller> current;
        private volatile boolean due;

        ReplacedControllers(List<Controller> before, List<Controller> replacements) {
            this.current = before;
            this.replacements = replacements;
        }

        @Override
        public List<Controller> get() {
            current = replacements;
            due = false;
            return current;
        }

        @Override
        public Optional<List<Controller>> atHand() {
            return Optional.of(current);
        }

        @Override
        public boolean isDue() {
            return due;
        }

        @Override
        public void allFail() {
            due = true;
        }
    }

    @Test
    void askWhenAnotherControllerWouldSayTheSameThenItIsNotAsked() {
        Refusal refusal = catchThrowableOfType(
                Refusal.class,
                () -> controllers.ask(
                        deadline(),
                        controller -> {
                            asked.add(controller);
                            throw new NamingException("[LDAP: error code 8 - strong authentication required]");
                        },
                        late -> {}));

        assertThat(refusal.reason()).isEqualTo(Reason.DIRECTORY_REQUIRES_TLS);
        assertThat(asked).containsExactly(FIRST);
    }

    @Test
    void askWhenAControllerIsBusyThenTheNextOne() {
        String answer = controllers.ask(
                deadline(),
                controller -> {
                    if (controller.equals(FIRST)) {
                        throw new ServiceUnavailableException("[LDAP: error code 51 - busy]");
                    }
                    return controller.toString();
                },
                late -> {});

        assertThat(answer).isEqualTo("dc2:636");
    }

    @Test
    void askWhenTheDeadlineIsOverThenNobodyIsAsked() {
        Refusal refusal = catchThrowableOfType(
                Refusal.class, () -> controllers.ask(Deadline.after(Duration.ZERO, clock), this::answer, late -> {}));

        assertThat(refusal.reason()).isEqualTo(Reason.DIRECTORY_UNAVAILABLE);
        assertThat(asked).isEmpty();
    }

    private List<ControllerStatus> statuses() {
        return controllers.statuses((controller, status) -> status);
    }

    private String ask() {
        return controllers.ask(deadline(), this::answer, late -> {});
    }

    private String answer(Controller controller) throws NamingException {
        asked.add(controller);
        if (dead.contains(controller)) {
            throw new CommunicationException("dead");
        }
        return controller.toString();
    }

    private Deadline deadline() {
        return Deadline.after(Duration.ofSeconds(10), clock);
    }
}
