package org.latchkey.signin;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.latchkey.MovableClock;
import org.latchkey.config.Problems;
import org.latchkey.config.Secret;
import org.latchkey.config.Settings;
import org.latchkey.config.SettingsReader;
import org.latchkey.demo.DemoDirectory;
import org.latchkey.demo.DemoPeople;
import org.latchkey.directory.AccountName;
import org.latchkey.directory.ActiveDirectory;
import org.latchkey.directory.Directory;
import org.latchkey.directory.DirectorySettings;
import org.latchkey.http.Client;
import org.latchkey.http.Networks;
import org.latchkey.http.StandInRequest;
import org.latchkey.refusal.Reason;
import org.latchkey.refusal.Refusal;

/** All brakes together on a directory whose domain locks at the fifth wrong password. */
class PasswordThrottleTest {

    private static final int THREADS = 16;

    private static DemoDirectory demo;
    private static Directory directory;

    private final MovableClock clock = new MovableClock(Instant.parse("2026-11-23T08:00:00Z"));
    private final PasswordThrottle throttle = new PasswordThrottle(new Client(Networks.of(List.of())), clock);

    @BeforeAll
    static void open() {
        demo = DemoDirectory.start();
        Settings settings = new Settings(
                "latchkey/directory/corp",
                Map.of(
                        "servers",
                        "localhost:" + demo.ldapPort(),
                        "tls",
                        "none",
                        "account",
                        demo.serviceAccount(),
                        "password",
                        demo.servicePassword(),
                        "connectTimeout",
                        "30s",
                        "readTimeout",
                        "60s"));
        SettingsReader reader = new SettingsReader(settings, new Problems(), DirectorySettings.ATTRIBUTES);
        directory = new ActiveDirectory(
                DirectorySettings.read(reader, Optional.empty()).orElseThrow(),
                Set.of(),
                java.time.Clock.systemUTC(),
                new Random(1));
    }

    @AfterAll
    static void close() {
        directory.close();
        demo.close();
    }

    /** The reason why not, or nothing. */
    private String submit(String address, String typed, String password) {
        try {
            throttle.verify(
                    StandInRequest.of("POST", "/signin").from(address).request(),
                    directory,
                    AccountName.typed(typed).orElseThrow(),
                    new Secret(password));
            return "";
        } catch (Refusal e) {
            return e.reason().name();
        }
    }

    private List<String> bindsOf(String dn, int before) {
        return demo.bindNames().subList(before, demo.bindCount()).stream()
                .filter(dn::equalsIgnoreCase)
                .toList();
    }

    @Test
    void verifyWhenSixteenThreadsTryWrongPasswordsAtOnceThenNotOneBindMoreThanAllowed() throws Exception {
        List<String> spellings = List.of("grace", "CORP\\grace", "Grace@corp.example.com", "corp.example.com\\GRACE");
        int before = demo.bindCount();
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        List<String> reasons = new ArrayList<>();
        try {
            CyclicBarrier start = new CyclicBarrier(THREADS);
            List<Future<String>> answers = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                int number = i;
                answers.add(threads.submit(() -> {
                    start.await();
                    return submit("192.0.2." + number, spellings.get(number % spellings.size()), "wrong");
                }));
            }
            for (Future<String> answer : answers) {
                reasons.add(answer.get());
            }
        } finally {
            threads.shutdownNow();
        }

        assertThat(bindsOf(DemoPeople.GRACE.dn(), before)).hasSize(4);
        assertThat(reasons).filteredOn("PASSWORD_WRONG"::equals).hasSize(4);
        assertThat(reasons).contains("ACCOUNT_THROTTLED").doesNotContain("");
        assertThat(submit("192.0.2.99", "grace", DemoPeople.GRACE.password())).isEqualTo("ACCOUNT_THROTTLED");
        assertThat(bindsOf(DemoPeople.GRACE.dn(), before)).hasSize(4);
    }

    @Test
    void verifyWhenOneClientTriesManyAccountsThenItsAddressIsThrottledBeforeTheDirectoryIsAsked() {
        for (int i = 0; i < AddressThrottle.AT_ONCE; i++) {
            assertThat(submit("198.51.100.7", "nobody" + i, "Winter2026!")).isEqualTo("PASSWORD_WRONG");
        }
        int searches = demo.searchCount();

        assertThat(submit("198.51.100.7", "ada", DemoPeople.ADA.password())).isEqualTo("ADDRESS_THROTTLED");
        assertThat(demo.searchCount()).isEqualTo(searches);
        assertThat(submit("198.51.100.8", "ada", DemoPeople.ADA.password())).isEmpty();
        clock.advance(AddressThrottle.EACH);
        assertThat(submit("198.51.100.7", "ada", DemoPeople.ADA.password())).isEmpty();
    }

    @Test
    void verifyWhenAnIpv6ClientChangesItsAddressThenStillTheSame() {
        for (int i = 0; i < AddressThrottle.AT_ONCE; i++) {
            submit("2001:db8:1:2::" + i, "nobody" + i, "Winter2026!");
        }

        assertThat(submit("2001:db8:1:2:ffff::1", "ada", DemoPeople.ADA.password()))
                .isEqualTo("ADDRESS_THROTTLED");
        assertThat(submit("2001:db8:1:3::1", "ada", DemoPeople.ADA.password())).isEmpty();
    }

    @Test
    void verifyWhenAnOfficeSignsInByRightPasswordsThenItsAddressIsNeverThrottled() {
        for (int i = 0; i < 2 * AddressThrottle.AT_ONCE; i++) {
            assertThat(submit("203.0.113.5", "ada", DemoPeople.ADA.password())).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"nobody", "ada"})
    void verifyWhenTheDirectoryIsDownThenNothingCounts(String account) {
        demo.stopListening();
        try {
            for (int i = 0; i < AddressThrottle.AT_ONCE + 1; i++) {
                assertThat(submit("203.0.113.6", account, "wrong")).isEqualTo(Reason.DIRECTORY_UNAVAILABLE.name());
            }
        } finally {
            demo.startListening();
        }
        assertThat(submit("203.0.113.6", "ada", DemoPeople.ADA.password())).isEmpty();
    }
}
