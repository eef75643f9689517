package org.latchkey.real;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.latchkey.demo.DemoPeople;

/** Two controllers, of which first one, then the other, then both fail while people sign in. */
@ExtendWith(RealParts.class)
class FailoverRealIT {

    private static final int SOME = 10;
    private static final long PATIENCE_SECONDS = 180;

    private static SambaDomain domain;
    private static InstalledTomcat tomcat;
    private static SambaController first;
    private static SambaController second;
    private static Curl curl;

    @BeforeAll
    static void start(Installation installation) {
        domain = installation.domain();
        tomcat = installation.tomcat();
        first = domain.first();
        second = domain.second();
        curl = Curl.of(domain, domain.tickets(DemoPeople.ADA));
        assertThat(signIn()).isEqualTo(302);
    }

    /** Each test begins with two controllers that Latchkey knows to be well. */
    @AfterEach
    void mend() {
        first.revive();
        second.revive();
        try (SteadyLoad load = load()) {
            awaitRecovery(load);
        }
    }

    /** Nobody tells Latchkey that a controller is back; it looks, half a minute after it failed. */
    private static void awaitRecovery(SteadyLoad load) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        Set<String> failing = tomcat.failingControllers(Installation.LISTED);
        while (!failing.isEmpty()) {
            assertThat(System.nanoTime() < end)
                    .as("still left alone: " + failing)
                    .isTrue();
            load.awaitAnswers(SOME);
            failing = tomcat.failingControllers(Installation.LISTED);
        }
    }

    @AfterAll
    static void stop() {
        second.close();
    }

    private static int signIn() {
        return curl.get(Installation.signIn(Installation.LISTED)).status();
    }

    private static SteadyLoad load() {
        return SteadyLoad.start(
                domain.httpClient(),
                Installation.signIn(Installation.LISTED),
                curl.cookie("JSESSIONID", Installation.LISTED));
    }

    @Test
    void signInWhenFirstControllerIsKilledMidLoadThenNoneFails() throws Exception {
        try (SteadyLoad load = load()) {
            load.awaitAnswers(SOME);
            first.kill();
            load.awaitAnswers(SOME);

            assertThat(load.end()).containsOnly(302);
        }
    }

    @Test
    void signInWhenFirstControllerIsFrozenMidLoadThenNoneFails() throws Exception {
        try (SteadyLoad load = load()) {
            load.awaitAnswers(SOME);
            first.freeze();
            load.awaitAnswers(SOME);

            assertThat(load.end()).containsOnly(302);
        }
    }

    /** The first is still left alone then, so that it is everybody's last resort. */
    @Test
    void signInWhenOneIsFrozenJustAsTheOtherThawsThenNoneFails() throws Exception {
        try (SteadyLoad load = load()) {
            load.awaitAnswers(SOME);
            first.freeze();
            load.awaitAnswers(SOME);
            first.thaw();
            second.freeze();
            load.awaitAnswers(SOME);

            assertThat(load.end()).containsOnly(302);
        }
    }

    @Test
    void signInWhenOneIsKilledJustAsTheOtherIsBackThenNoneFails() throws Exception {
        try (SteadyLoad load = load()) {
            load.awaitAnswers(SOME);
            first.kill();
            load.awaitAnswers(SOME);
            first.start();
            second.kill();
            load.awaitAnswers(SOME);

            assertThat(load.end()).containsOnly(302);
        }
    }

    @Test
    void signInWhenBothAreKilledThenUnavailableUntilOneIsBack() {
        first.kill();
        second.kill();
        assertThat(signIn()).isEqualTo(503);
        second.start();

        assertThat(signIn()).isEqualTo(302);
    }
}
