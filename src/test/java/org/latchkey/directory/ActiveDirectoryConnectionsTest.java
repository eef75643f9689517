package org.latchkey.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.latchkey.MovableClock;
import org.latchkey.demo.DemoDirectory;

/** What connections are opened, kept and given up: in a directory of this test's own, which counts them. */
class ActiveDirectoryConnectionsTest {

    private static final AccountName ADA = AccountName.ofWindows("CORP\\ada");

    private static DemoDirectory demo;

    private final MovableClock clock = new MovableClock(Instant.parse("2026-03-01T09:00:00Z"));
    private int connectionsBefore;
    private int bindsBefore;
    private int searchesBefore;

    @BeforeAll
    static void start() {
        demo = DemoDirectory.start();
    }

    @AfterAll
    static void stop() {
        demo.close();
    }

    @BeforeEach
    void count() {
        connectionsBefore = demo.connectionCount();
        bindsBefore = demo.bindCount();
        searchesBefore = demo.searchCount();
    }

    @Test
    void openThenNothingIsSentYet() {
        try (ActiveDirectory directory = Corp.plain(demo).open()) {
            assertThat(directory).isNotNull();
            assertThat(connections()).isZero();
        }
    }

    @Test
    void findWhenCalledOftenThenOneConnectionOneBindAndOneSearchEach() {
        try (ActiveDirectory directory = Corp.ldaps(demo).open()) {
            directory.find(ADA);
            int firstSearches = searches();
            for (int i = 0; i < 50; i++) {
                directory.find(ADA);
            }

            assertThat(connections()).isEqualTo(1);
            assertThat(binds()).isEqualTo(1);
            assertThat(searches()).isEqualTo(firstSearches + 50);
        }
    }

    @Test
    void findWhenStartTlsThenOneConnectionToo() {
        try (ActiveDirectory directory = Corp.startTls(demo).open()) {
            directory.find(ADA);

            assertThat(directory.find(ADA).attribute("displayName")).hasValue("Ada Lovelace");
            assertThat(connections()).isEqualTo(1);
            assertThat(binds()).isEqualTo(1);
        }
    }

    @Test
    void findThenTheReadingThreadDoesNotHoldTheWebApplication() {
        for (Corp corp : List.of(Corp.plain(demo), Corp.ldaps(demo), Corp.startTls(demo))) {
            Set<Thread> before = Thread.getAllStackTraces().keySet();
            try (ActiveDirectory directory = corp.open()) {
                directory.find(ADA);

                assertThat(Thread.getAllStackTraces().entrySet())
                        .filteredOn(thread -> !before.contains(thread.getKey()))
                        .filteredOn(thread -> Arrays.stream(thread.getValue())
                                .anyMatch(frame -> frame.getClassName().equals("com.sun.jndi.ldap.Connection")))
                        .hasSize(1)
                        .allSatisfy(thread -> assertThat(thread.getKey().getContextClassLoader())
                                .isSameAs(ClassLoader.getPlatformClassLoader()));
            }
        }
    }

    @Test
    void findWhenControllersDroppedTheConnectionThenSilentlyOnAFreshOne() {
        for (Corp corp : List.of(Corp.plain(demo), Corp.ldaps(demo), Corp.startTls(demo))) {
            count();
            try (ActiveDirectory directory = corp.open()) {
                directory.find(ADA);
                demo.dropConnections();

                assertThat(directory.find(ADA).account()).isEqualTo(ADA);
                assertThat(connections()).isEqualTo(2);
                assertThat(binds()).isEqualTo(2);
            }
        }
    }

    @Test
    void findWhenManyPooledConnectionsAreStaleThenOneFreshOneDoes() throws Exception {
        try (ActiveDirectory directory = Corp.plain(demo).connections(4).open()) {
            Together.run(16, () -> directory.find(ADA));
            int opened = connections();
            demo.dropConnections();

            assertThat(directory.find(ADA).account()).isEqualTo(ADA);
            assertThat(connections()).isEqualTo(opened + 1);
        }
    }

    @Test
    void findWhenIdleForHalfAMinuteThenTheConnectionIsAskedForASignOfLife() {
        try (ActiveDirectory directory = Corp.plain(demo).at(clock).open()) {
            directory.find(ADA);
            int before = searches();
            clock.advance(Duration.ofSeconds(29));
            directory.find(ADA);
            assertThat(searches()).isEqualTo(before + 1);

            clock.advance(Duration.ofSeconds(30));
            directory.find(ADA);
            assertThat(searches()).isEqualTo(before + 3);
            assertThat(connections()).isEqualTo(1);
        }
    }

    @Test
    void findWhenIdleForFourMinutesThenTheConnectionIsClosedBeforeTheControllerDoes() {
        try (ActiveDirectory directory = Corp.plain(demo).at(clock).open()) {
            directory.find(ADA);
            clock.advance(Duration.ofMinutes(4));
            directory.find(ADA);

            assertThat(connections()).isEqualTo(2);
            Eventually.assertThat(demo::openConnections, 1);
        }
    }

    @Test
    void findWhenIdleAndDroppedThenTheSignOfLifeIsMissedAndAFreshOneDoes() {
        try (ActiveDirectory directory = Corp.plain(demo).at(clock).open()) {
            directory.find(ADA);
            demo.dropConnections();
            clock.advance(Duration.ofMinutes(1));

            assertThat(directory.find(ADA).account()).isEqualTo(ADA);
            assertThat(connections()).isEqualTo(2);
        }
    }

    @Test
    void findWhenSixteenAskAtOnceThenFourConnectionsServeThemAll() throws Exception {
        try (ActiveDirectory directory = Corp.ldaps(demo).connections(4).open()) {
            List<AccountName> found = Together.run(16, () -> {
                DirectoryUser last = directory.find(ADA);
                for (int i = 0; i < 20; i++) {
                    last = directory.find(ADA);
                }
                return last.account();
            });

            assertThat(found).hasSize(16).containsOnly(ADA);
            assertThat(connections()).isBetween(1, 4);
            assertThat(binds()).isEqualTo(connections());
        }
    }

    @Test
    void useWhenNoConnectionIsFreeInTimeThenBusy() {
        DirectorySettings settings = Corp.plain(demo).settings();
        Connector connector = new Connector(settings, clock);
        Controller controller = settings.servers().get(0);
        Deadline deadline = Deadline.after(Duration.ofSeconds(5), clock);
        try (ConnectionPool pool =
                new ConnectionPool(late -> connector.open(controller, late), 1, Duration.ofMillis(20), clock)) {
            assertThatThrownBy(() -> pool.use(deadline, busy -> pool.use(deadline, none -> 0)))
                    .isInstanceOf(ConnectionPool.Busy.class)
                    .hasMessageContaining("1 connections are in use");
        }
    }

    @Test
    void findWhenTheContextClassLoaderSeesNothingOfOursThenStill() {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        ClassLoader blind = ClassLoader.getPlatformClassLoader();
        thread.setContextClassLoader(blind);
        try (ActiveDirectory directory = Corp.ldaps(demo).open()) {
            assertThat(directory.find(ADA).account()).isEqualTo(ADA);
            assertThat(thread.getContextClassLoader()).isSameAs(blind);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    @Test
    void closeThenNoConnectionIsLeft() throws Exception {
        Eventually.assertThat(demo::openConnections, 0);
        ActiveDirectory directory = Corp.startTls(demo).open();
        Together.run(4, () -> directory.find(ADA));
        assertThat(demo.openConnections()).isPositive();

        directory.close();

        Eventually.assertThat(demo::openConnections, 0);
    }

    private int connections() {
        return demo.connectionCount() - connectionsBefore;
    }

    private int binds() {
        return demo.bindCount() - bindsBefore;
    }

    private int searches() {
        return demo.searchCount() - searchesBefore;
    }
}
