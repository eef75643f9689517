package org.latchkey.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.naming.CommunicationException;
import javax.naming.NamingException;
import javax.naming.ServiceUnavailableException;
import org.junit.jupiter.api.Test;
import org.latchkey.refusal.Reason;
import org.latchkey.refusal.Refusal;

class DomainControllersTest {

    private static final Controller FIRST = new Controller("dc1", 636, Tls.LDAPS);
    private static final Controller SECOND = new Controller("dc2", 636, Tls.LDAPS);

    private final MovableClock clock = new MovableClock(Instant.parse("2026-03-01T09:00:00Z"));
    private final DomainControllers controllers = new DomainControllers(() -> List.of(FIRST, SECOND), clock);
    private final Set<Controller> dead = new HashSet<>();
    private final List<Controller> asked = new ArrayList<>();

    @Test
    void askWhenAllAnswerThenTheFirstOnly() {
        assertThat(ask()).isEqualTo("dc1:636");
        assertThat(asked).containsExactly(FIRST);
    }

    @Test
    void askWhenTheFirstIsDeadThenItCostsOneRequestPerHalfMinute() {
        dead.add(FIRST);
        ask();
        ask();
        ask();
        assertThat(asked).containsExactly(FIRST, SECOND, SECOND, SECOND);

        asked.clear();
        clock.advance(Duration.ofSeconds(30));
        ask();
        ask();
        assertThat(asked).containsExactly(FIRST, SECOND, SECOND);
    }

    @Test
    void askWhenTheDeadOneIsBeingTriedThenTheOthersGoOnWithoutIt() {
        dead.add(FIRST);
        ask();
        clock.advance(Duration.ofSeconds(30));
        asked.clear();

        String answer = controllers.ask(deadline(), controller -> {
            asked.add(controller);
            return controller.equals(FIRST) ? "tried beside " + ask() : "";
        });

        assertThat(answer).isEqualTo("tried beside dc2:636");
        assertThat(asked).containsExactly(FIRST, SECOND);
    }

    @Test
    void askWhenAllAreDeadThenOneRequestAtATimeTriesThem() {
        dead.add(FIRST);
        dead.add(SECOND);
        assertThat(refusal().reason()).isEqualTo(Reason.DIRECTORY_UNAVAILABLE);
        asked.clear();

        List<Refusal> beside = new ArrayList<>();
        Refusal tried = catchThrowableOfType(
                Refusal.class,
                () -> controllers.ask(deadline(), controller -> {
                    asked.add(controller);
                    beside.add(refusal());
                    throw new CommunicationException("still dead");
                }));

        assertThat(tried.reason()).isEqualTo(Reason.DIRECTORY_UNAVAILABLE);
        assertThat(beside).hasSize(2);
        assertThat(asked.get(0)).isEqualTo(FIRST);
    }

    @Test
    void askWhenAnotherControllerWouldSayTheSameThenItIsNotAsked() {
        Refusal refusal = catchThrowableOfType(
                Refusal.class,
                () -> controllers.ask(deadline(), controller -> {
                    asked.add(controller);
                    throw new NamingException("[LDAP: error code 8 - strong authentication required]");
                }));

        assertThat(refusal.reason()).isEqualTo(Reason.DIRECTORY_REQUIRES_TLS);
        assertThat(asked).containsExactly(FIRST);
    }

    @Test
    void askWhenAControllerIsBusyThenTheNextOne() {
        String answer = controllers.ask(deadline(), controller -> {
            if (controller.equals(FIRST)) {
                throw new ServiceUnavailableException("[LDAP: error code 51 - busy]");
            }
            return controller.toString();
        });

        assertThat(answer).isEqualTo("dc2:636");
    }

    @Test
    void askWhenTheDeadlineIsOverThenNobodyIsAsked() {
        Refusal refusal = catchThrowableOfType(
                Refusal.class, () -> controllers.ask(Deadline.after(Duration.ZERO, clock), this::answer));

        assertThat(refusal.reason()).isEqualTo(Reason.DIRECTORY_UNAVAILABLE);
        assertThat(asked).isEmpty();
    }

    private String ask() {
        return controllers.ask(deadline(), this::answer);
    }

    private Refusal refusal() {
        return catchThrowableOfType(Refusal.class, this::ask);
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
