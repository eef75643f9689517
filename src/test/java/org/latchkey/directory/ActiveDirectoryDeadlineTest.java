package org.latchkey.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.net.DatagramSocket;
import java.net.InetAddress;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.latchkey.config.Secret;
import org.latchkey.demo.DemoDirectory;
import org.latchkey.refusal.Reason;
import org.latchkey.refusal.Refusal;

/** Whatever hangs, and for however long: the request that asks has its answer by its deadline. */
class ActiveDirectoryDeadlineTest {

    private static final AccountName ADA = AccountName.ofWindows("CORP\\ada");

    private static DemoDirectory first;
    private static DemoDirectory second;

    @BeforeAll
    static void start() {
        first = DemoDirectory.start();
        second = DemoDirectory.start();
    }

    @AfterAll
    static void stop() {
        first.close();
        second.close();
    }

    @AfterEach
    void calm() {
        first.thaw();
        second.thaw();
    }

    @Test
    void findWhenTheControllersCannotBeLookedUpInTimeThenUnavailable() throws Exception {
        DirectorySettings settings = patient(1, first.ldapPort()).settings();
        try (DatagramSocket silent = new DatagramSocket(0, InetAddress.getLoopbackAddress());
                ActiveDirectory directory = new ActiveDirectory(
                        settings, Set.of(), Clock.systemUTC(), attempts -> recordsOf(silent.getLocalPort()), 4)) {
            Refusal refusal = refusal(directory);

            assertThat(refusal.reason()).isEqualTo(Reason.DIRECTORY_UNAVAILABLE);
            assertThat(refusal.facts().get("error")).contains("DNS", "no answer within 2000 ms");
            assertThat(directory.controllers()).isEmpty();
        }
    }

    private static KnownControllers recordsOf(int port) {
        return new ServiceRecords(
                "corp.example.com",
                Tls.NONE,
                new ServiceLookup(new DnsQuestion("dns://127.0.0.1:" + port)),
                controllers -> Optional.empty(),
                Clock.systemUTC(),
                new Random(1));
    }

    @Test
    void findWhenTheOnlyControllerIsFrozenThenUnavailableForAllAndWellAgainWithoutRestart() throws Exception {
        try (ActiveDirectory directory = patient(3, first.ldapPort()).open()) {
            directory.find(ADA);
            first.freeze();

            List<Reason> reasons = Together.run(12, () -> refusal(directory).reason());
            assertThat(reasons).hasSize(12).containsOnly(Reason.DIRECTORY_UNAVAILABLE);
            assertThat(directory.controllers()).singleElement().satisfies(status -> {
                assertThat(status.state()).isEqualTo(ControllerStatus.State.LEFT_ALONE);
                assertThat(status.lastAnswer()).isPresent();
                assertThat(status.failure()).containsPattern("timed out|no answer");
            });

            first.thaw();

            Eventually.assertTrue(directory::isReady);
            assertThat(directory.find(ADA).account()).isEqualTo(ADA);
        }
    }

    @Test
    void findWhenTheFirstControllerFreezesUnderLoadThenTheSecondAnswersEverybody() throws Exception {
        try (ActiveDirectory directory =
                patient(3, first.ldapPort(), second.ldapPort()).connections(4).open()) {
            Together.run(16, () -> directory.find(ADA));
            first.freeze();

            List<AccountName> found = Together.run(16, () -> directory.find(ADA).account());

            assertThat(found).hasSize(16).containsOnly(ADA);
            int searches = first.searchCount();
            Together.run(16, () -> directory.find(ADA));
            assertThat(first.searchCount()).isEqualTo(searches);
            Eventually.assertThat(first::openConnections, 0);
        }
    }

    @Test
    void verifyWhenTheControllerFreezesDuringTheBindThenUnavailableAndNotTriedAgain() {
        String password = "sent-only-once";
        List<String> seen = new CopyOnWriteArrayList<>();
        try (FaultyServer relay = FaultyServer.relayFreezingAt(password, first.ldapPort(), seen);
                ActiveDirectory directory =
                        patient(3, relay.port(), second.ldapPort()).open()) {
            int binds = second.bindCount();

            Refusal refusal = catchThrowableOfType(
                    Refusal.class, () -> directory.verify(ADA, new Secret(password), new RecordingGate()));

            assertThat(refusal.reason()).isEqualTo(Reason.DIRECTORY_UNAVAILABLE);
            assertThat(seen).containsExactly(password);
            assertThat(second.bindCount()).isEqualTo(binds);
        }
    }

    @Test
    void closeThenNoThreadIsLeft() {
        Set<Thread> before = Thread.getAllStackTraces().keySet();
        ActiveDirectory directory = patient(3, first.ldapPort()).open();
        directory.find(ADA);

        directory.close();

        Eventually.assertTrue(() -> Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> !before.contains(thread))
                .noneMatch(thread -> thread.getName().startsWith("latchkey-directory-")));
    }

    /** @param seconds more than one where a controller that is well has to answer on a machine that is busy */
    private static Corp patient(int seconds, int... ports) {
        StringBuilder servers = new StringBuilder();
        for (int port : ports) {
            servers.append(" localhost:").append(port);
        }
        return Corp.plain(first)
                .with("servers", servers.toString())
                .with("connectTimeout", seconds + "s")
                .with("readTimeout", seconds + "s");
    }

    private static Refusal refusal(ActiveDirectory directory) {
        return catchThrowableOfType(Refusal.class, () -> directory.find(ADA));
    }
}
