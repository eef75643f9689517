package org.latchkey.directory;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import javax.naming.CommunicationException;
import javax.naming.InterruptedNamingException;
import javax.naming.NamingException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.latchkey.MovableClock;

class ClientSiteTest {

    private static final Controller FIRST = new Controller("dc1", 636, Tls.LDAPS);
    private static final Controller SECOND = new Controller("dc2", 636, Tls.LDAPS);
    private static final Optional<NetlogonResponse> BRANCH = Optional.of(new NetlogonResponse("Centre", "Branch"));

    private final MovableClock clock = new MovableClock(Instant.parse("2026-03-01T09:00:00Z"));
    private final Attempts attempts = new Attempts("corp", Duration.ofSeconds(60));
    private final List<Controller> asked = new CopyOnWriteArrayList<>();

    @AfterEach
    void close() {
        attempts.close();
    }

    private ClientSite site(Duration patience, ClientSite.Ping ping) {
        return new ClientSite(
                (controller, deadline) -> {
                    asked.add(controller);
                    return ping.ask(controller, deadline);
                },
                attempts,
                patience,
                clock);
    }

    private ClientSite site(ClientSite.Ping ping) {
        return site(Duration.ofSeconds(60), ping);
    }

    private static Optional<NetlogonResponse> hang() throws NamingException {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            throw new InterruptedNamingException();
        }
        return BRANCH;
    }

    @Test
    void ofWhenAControllerTellsThenItsAnswerForAnHour() {
        ClientSite site = site((controller, deadline) -> BRANCH);

        assertThat(site.of(List.of(FIRST))).contains("Branch");
        clock.advance(Duration.ofMinutes(59));
        assertThat(site.of(List.of(FIRST))).contains("Branch");
        assertThat(asked).hasSize(1);

        clock.advance(Duration.ofMinutes(1));
        site.of(List.of(FIRST));
        assertThat(asked).hasSize(2);
    }

    @Test
    void ofWhenOneControllerHangsAndOneIsDeadThenTheAnswerOfTheThird() {
        Controller third = new Controller("dc3", 636, Tls.LDAPS);
        ClientSite site = site((controller, deadline) -> {
            if (controller.equals(SECOND)) {
                throw new CommunicationException("dead");
            }
            return controller.equals(third) ? BRANCH : hang();
        });

        assertThat(site.of(List.of(FIRST, SECOND, third))).contains("Branch");
    }

    @Test
    void ofWhenNoneTellsThenNoneAndAskedAgainNextTime() {
        ClientSite site = site((controller, deadline) -> Optional.empty());

        assertThat(site.of(List.of(FIRST, SECOND))).isEmpty();
        assertThat(site.of(List.of(FIRST, SECOND))).isEmpty();
        assertThat(asked).containsExactlyInAnyOrder(FIRST, SECOND, FIRST, SECOND);
    }

    @Test
    void ofWhenNoneTellsAnyMoreThenTheSiteThatWasToldLast() {
        ClientSite site = site((controller, deadline) -> asked.size() == 1 ? BRANCH : Optional.empty());
        site.of(List.of(FIRST));
        clock.advance(Duration.ofHours(2));

        assertThat(site.of(List.of(FIRST))).contains("Branch");
        assertThat(asked).hasSize(2);
    }

    @Test
    void ofWhenTheServerIsInNoSiteThenNone() {
        ClientSite site = site((controller, deadline) -> Optional.of(new NetlogonResponse("Centre", "")));

        assertThat(site.of(List.of(FIRST))).isEmpty();
        assertThat(site.of(List.of(FIRST))).isEmpty();
        assertThat(asked).hasSize(1);
    }

    @Test
    void ofWhenAllHangThenNoneInTime() {
        assertThat(site(Duration.ofMillis(200), (controller, deadline) -> hang())
                        .of(List.of(FIRST, SECOND)))
                .isEmpty();
    }

    @Test
    void ofWhenTheDomainHasManyControllersThenEightAreAsked() {
        List<Controller> many = IntStream.range(0, 40)
                .mapToObj(number -> new Controller("dc" + number, 636, Tls.LDAPS))
                .toList();
        site((controller, deadline) -> Optional.empty()).of(many);

        assertThat(asked).hasSize(8);
    }
}
