package org.latchkey.real;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.latchkey.demo.DemoPeople;
import org.latchkey.directory.AccountName;
import org.latchkey.directory.ControllerStatus;
import org.latchkey.directory.Directory;

/** Prints what look-ups cost. Asserted are only counts: times are the machine's. */
@ExtendWith(RealParts.class)
class LookupBenchmark {

    private static final AccountName ADA = AccountName.ofKerberos(DemoPeople.ADA.principal());
    private static final int WARM_UP = 300;
    private static final int LOOK_UPS = 2_000;
    private static final int THREADS = 16;

    private static SambaDomain domain;

    @BeforeAll
    static void start(SambaDomain shared) {
        domain = shared;
    }

    private static Directory directory(String servers) {
        return DirectoryAttributes.ofCorp(domain).with("servers", servers).open();
    }

    @Test
    void findWhenTenThousandPeopleThenAsManyRequestsAsWithFew() throws Exception {
        // The other domain never has more than a few, whatever another test added to this one before.
        long few;
        SambaController other = domain.other();
        try (Relay relay = new Relay(other);
                Directory directory = DirectoryAttributes.of(domain, "lab", "lab.example.com")
                        .with("servers", Relay.HOST)
                        .open()) {
            few = measured("a look-up among a few people", relay, directory, AccountName.ofWindows("LAB\\sam"));
        } finally {
            other.close();
        }
        domain.addCrowd(10_000);
        try (Relay relay = new Relay(domain.first());
                Directory directory = directory(Relay.HOST)) {
            assertThat(measured("a look-up, %,d people more".formatted(domain.crowd()), relay, directory, ADA))
                    .isEqualTo(few);
        }
    }

    /** @return requests for all the look-ups */
    private static long measured(String what, Relay relay, Directory directory, AccountName person) throws Exception {
        repeated(directory, person, 1, WARM_UP);
        long before = relay.requests();
        int opened = relay.connections();
        double seconds = repeated(directory, person, 1, LOOK_UPS);
        long requests = relay.requests() - before;
        assertThat(relay.connections()).isEqualTo(opened);
        print(
                what,
                "%.2f ms, %.1f requests, one connection"
                        .formatted(seconds * 1000 / LOOK_UPS, 1.0 * requests / LOOK_UPS));
        return requests;
    }

    @Test
    void findWhenManyThreadsThenThePoolHoldsAFewConnections() throws Exception {
        try (Directory directory = directory(domain.first().host())) {
            repeated(directory, 1, WARM_UP);
            print("one thread, one connection", perSecond(LOOK_UPS, repeated(directory, 1, LOOK_UPS)));
            repeated(directory, THREADS, WARM_UP);
            print(
                    THREADS + " threads, the pool",
                    perSecond(THREADS * LOOK_UPS, repeated(directory, THREADS, LOOK_UPS)));
        }
        try (Relay relay = new Relay(domain.first());
                Directory directory = directory(Relay.HOST)) {
            repeated(directory, THREADS, WARM_UP);
            print(THREADS + " threads, connections held", Integer.toString(relay.connections()));
            assertThat(relay.connections()).isLessThanOrEqualTo(8);
        }
    }

    @Test
    void findWhenFirstControllerIsDeadThenOnlyTheFirstPays() throws Exception {
        dead("refuses", "127.0.0.6");
        try (ServerSocket silent = new ServerSocket()) {
            // Nobody accepts: the kernel does, as for a frozen controller.
            silent.bind(new InetSocketAddress("127.0.0.5", 636), 50);
            dead("is frozen", "127.0.0.5");
        }
    }

    private static void dead(String how, String address) throws Exception {
        try (Directory directory = directory(domain.first().host())) {
            print("first look-up, all well", millis(repeated(directory, 1, 1)));
        }
        try (Directory directory = directory(address + " " + domain.first().host())) {
            print("first look-up, first controller " + how, millis(repeated(directory, 1, 1)));
            print("next look-ups, first controller " + how, millis(repeated(directory, 1, WARM_UP) / WARM_UP));
            ControllerStatus dead = directory.controllers().get(0);
            assertThat(dead.state()).isEqualTo(ControllerStatus.State.LEFT_ALONE);
            assertThat(dead.figures().failures()).isEqualTo(1);
            assertThat(directory.controllers().get(1).figures().answers()).isEqualTo(1 + WARM_UP);
        }
    }

    /** @return seconds */
    private static double repeated(Directory directory, int threads, int times) throws Exception {
        return repeated(directory, ADA, threads, times);
    }

    private static double repeated(Directory directory, AccountName person, int threads, int times) throws Exception {
        ExecutorService executor = Executors.newFixedThreadPool(threads);
        try {
            long start = System.nanoTime();
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                all.add(executor.submit(() -> {
                    for (int j = 0; j < times; j++) {
                        directory.find(person);
                    }
                }));
            }
            for (Future<?> one : all) {
                one.get();
            }
            return (System.nanoTime() - start) / 1e9;
        } finally {
            executor.shutdownNow();
        }
    }

    private static String perSecond(int count, double seconds) {
        return "%.0f look-ups/s".formatted(count / seconds);
    }

    private static String millis(double seconds) {
        return "%.1f ms".formatted(seconds * 1000);
    }

    private static void print(String what, String figure) {
        System.out.printf(Locale.ROOT, "FIGURE  %-45s %s%n", what, figure);
    }
}
