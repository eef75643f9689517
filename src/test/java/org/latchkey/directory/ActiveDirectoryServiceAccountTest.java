package org.latchkey.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.latchkey.MovableClock;
import org.latchkey.demo.DemoDirectory;
import org.latchkey.refusal.Reason;
import org.latchkey.refusal.Refusal;

/** The account that reads the directory, when a controller does not take it: never tried into a lock. */
class ActiveDirectoryServiceAccountTest {

    private static final AccountName ADA = AccountName.ofWindows("CORP\\ada");

    private static final String SERVICE_DN = "CN=svc-latchkey,OU=Service Accounts," + DemoDirectory.BASE;

    private static DemoDirectory demo;

    private final MovableClock clock = new MovableClock(Instant.parse("2026-03-01T09:00:00Z"));
    private int bindsBefore;

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
        bindsBefore = demo.bindCount();
    }

    @AfterEach
    void calm() {
        demo.requireTls(false);
    }

    @Test
    void findWhenThePasswordIsWrongThenOneTryForAllAndNoneEver() throws Exception {
        try (ActiveDirectory directory =
                Corp.plain(demo).with("password", "wrong").at(clock).open()) {
            List<Reason> reasons = Together.run(16, () -> refusal(directory).reason());
            assertThat(reasons).hasSize(16).containsOnly(Reason.DIRECTORY_ACCOUNT_REFUSED);
            assertThat(binds()).isEqualTo(1);

            clock.advance(Duration.ofDays(30));
            assertThat(refusal(directory).facts()).containsEntry("account", demo.serviceAccount());
            assertThat(refusal(directory).facts().get("hint")).contains("save passwordFile again", "or the descriptor");
            assertThat(directory.isReady()).isFalse();
            assertThat(binds()).isEqualTo(1);
        }
    }

    /** Nothing of these is counted, and they are mended in the directory only. */
    @ParameterizedTest
    @CsvSource({"userAccountControl,514", "lockoutTime,133000000000000000", "accountExpires,1", "pwdLastSet,0"})
    void findWhenTheAccountsStateIsRefusedThenAgainAfterFiveMinutes(String attribute, String value) {
        String before = "userAccountControl".equals(attribute) ? "512" : "pwdLastSet".equals(attribute) ? "1" : "0";
        demo.modify(SERVICE_DN, attribute, value);
        try (ActiveDirectory directory = Corp.plain(demo).at(clock).open()) {
            assertThat(refusal(directory).reason()).isEqualTo(Reason.DIRECTORY_ACCOUNT_REFUSED);
            demo.modify(SERVICE_DN, attribute, before);

            clock.advance(Duration.ofMinutes(5).minusSeconds(1));
            assertThat(refusal(directory).facts().get("hint")).contains("5 minutes");
            assertThat(binds()).isEqualTo(1);

            clock.advance(Duration.ofSeconds(1));
            assertThat(directory.find(ADA).account()).isEqualTo(ADA);
        } finally {
            demo.modify(SERVICE_DN, attribute, before);
        }
    }

    /** The directory may be where the mistake was: then the file is right, and is saved again as it is. */
    @Test
    void findWhenThePasswordFileIsTouchedThenOneMoreTry(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("password"), "wrong");
        Corp corp = Corp.plain(demo)
                .without("password")
                .with("passwordFile", file.toString())
                .at(clock);
        try (ActiveDirectory directory = corp.open()) {
            assertThat(refusal(directory).reason()).isEqualTo(Reason.DIRECTORY_ACCOUNT_REFUSED);
            assertThat(refusal(directory).reason()).isEqualTo(Reason.DIRECTORY_ACCOUNT_REFUSED);
            assertThat(binds()).isEqualTo(1);

            Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2020-01-01T00:00:00Z")));
            List<Reason> reasons = Together.run(16, () -> refusal(directory).reason());

            assertThat(reasons).containsOnly(Reason.DIRECTORY_ACCOUNT_REFUSED);
            assertThat(binds()).isEqualTo(2);
        }
    }

    @Test
    void findWhenThePasswordFileIsMendedThenAtOnceAgain(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("password"), "wrong\n");
        Corp corp = Corp.plain(demo)
                .without("password")
                .with("passwordFile", file.toString())
                .at(clock);
        try (ActiveDirectory directory = corp.open()) {
            assertThat(refusal(directory).reason()).isEqualTo(Reason.DIRECTORY_ACCOUNT_REFUSED);

            Files.writeString(file, demo.servicePassword() + "\r\n");

            assertThat(directory.find(ADA).account()).isEqualTo(ADA);
        }
    }

    @Test
    void findWhenTheServiceAccountIsRefusedThenNoOtherControllerIsTried() {
        String twice = "localhost:" + demo.ldapPort() + " 127.0.0.1:" + demo.ldapPort();
        try (ActiveDirectory directory = Corp.plain(demo)
                .with("servers", twice)
                .with("password", "wrong")
                .open()) {
            assertThat(refusal(directory).reason()).isEqualTo(Reason.DIRECTORY_ACCOUNT_REFUSED);
            assertThat(binds()).isEqualTo(1);
        }
    }

    @Test
    void findWhenTheControllerWantsTlsThenItIsSaid() {
        demo.requireTls(true);
        try (ActiveDirectory directory = Corp.plain(demo).open()) {
            assertThat(refusal(directory).reason()).isEqualTo(Reason.DIRECTORY_REQUIRES_TLS);
        }
        try (ActiveDirectory directory = Corp.startTls(demo).open()) {
            assertThat(directory.find(ADA).account()).isEqualTo(ADA);
        }
    }

    private static Refusal refusal(ActiveDirectory directory) {
        return catchThrowableOfType(Refusal.class, () -> directory.find(ADA));
    }

    private int binds() {
        return demo.bindCount() - bindsBefore;
    }
}
