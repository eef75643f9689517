package org.latchkey.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import javax.naming.NamingException;
import javax.security.auth.Subject;
import javax.security.auth.login.AppConfigurationEntry;
import javax.security.auth.login.AppConfigurationEntry.LoginModuleControlFlag;
import javax.security.auth.login.Configuration;
import javax.security.auth.login.LoginContext;
import javax.security.auth.login.LoginException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.latchkey.MovableClock;
import org.latchkey.demo.DemoDirectory;
import org.latchkey.demo.DemoParts;
import org.latchkey.refusal.Reason;
import org.latchkey.refusal.Refusal;
import org.latchkey.windows.Keytabs;
import org.latchkey.windows.LogRecords;

/** Tickets of the service account, from a real key distribution centre. */
class KerberosAccountTest {

    private static final String KRB5_CONF = "java.security.krb5.conf";
    private static final String SERVICE = "HTTP/localhost@CORP.EXAMPLE.COM";

    private final MovableClock clock = new MovableClock(Instant.now());
    private final Attempts attempts = new Attempts("corp", Duration.ofSeconds(60));

    @BeforeEach
    void start() {
        assertThat(DemoParts.kdc().port()).isPositive();
        readKrb5Conf();
    }

    @AfterEach
    void close() {
        attempts.close();
    }

    @Test
    void prepareWhenTheKeytabIsGoodThenATicketForAllWhoWait(@TempDir Path folder) throws Exception {
        KerberosLogin login = login(SERVICE, DemoParts.kdc().keytab());
        int port = DemoParts.kdc().port();
        try (FaultyServer relay = FaultyServer.relayBreakingAt("never sent", port, new ArrayList<>())) {
            withKdcAt(relay.port(), folder, () -> {
                account(login, "20s").prepare(deadline());
                int once = relay.connections();
                KerberosAccount account = account(login, "20s");

                Together.run(8, () -> {
                    account.prepare(deadline());
                    return true;
                });
                account.prepare(deadline());

                assertThat(once).isPositive();
                assertThat(relay.connections()).isEqualTo(2 * once);
            });
        }
    }

    @Test
    void isDueThenInTheLastQuarterOfTheTicketsLife() throws Exception {
        KerberosLogin.LoggedIn ticket = login(SERVICE, DemoParts.kdc().keytab()).logIn(clock.instant());
        Duration life = Duration.between(clock.instant(), ticket.until());

        assertThat(ticket.isDue(clock.instant().plus(life.multipliedBy(7).dividedBy(10))))
                .isFalse();
        assertThat(ticket.isDue(clock.instant().plus(life.multipliedBy(8).dividedBy(10))))
                .isTrue();
    }

    @Test
    void prepareWhenTheKdcRefusesThenNotAskedAgainUntilTheKeytabChangesOrFiveMinutesAreOver(@TempDir Path folder)
            throws Exception {
        // The key of one service under the name of another, which the KDC does not know.
        Path keytab = renamed(DemoParts.kdc().keytab(), folder.resolve("stale.keytab"));
        KerberosAccount account = account(login("xTTP/localhost@CORP.EXAMPLE.COM", keytab));

        Refusal refusal = refusal(account);
        assertThat(refusal.reason()).isEqualTo(Reason.DIRECTORY_ACCOUNT_REFUSED);
        assertThat(refusal.facts()).containsEntry("account", "xTTP/localhost@CORP.EXAMPLE.COM");
        assertThat(refusal(account)).isSameAs(refusal);

        clock.advance(Duration.ofMinutes(5).minusSeconds(1));
        assertThat(refusal(account)).isSameAs(refusal);
        Files.setLastModifiedTime(keytab, FileTime.from(Instant.parse("2020-01-01T00:00:00Z")));
        Refusal second = refusal(account);
        assertThat(second).isNotSameAs(refusal);

        clock.advance(Duration.ofMinutes(5));
        assertThat(refusal(account)).isNotSameAs(second);
    }

    @Test
    void prepareWhenTheKeyIsWrongThenNotAskedAgainBeforeTheKeytabChanges(@TempDir Path folder) throws Exception {
        Path keytab = Files.write(folder.resolve("wrong.keytab"), Keytabs.of(SERVICE, 1, 18));
        KerberosAccount account = account(login(SERVICE, keytab));

        Refusal refusal = refusal(account);
        assertThat(refusal.reason()).isEqualTo(Reason.DIRECTORY_ACCOUNT_REFUSED);
        assertThat(refusal.facts().get("error")).contains("PREAUTH_FAILED");
        clock.advance(Duration.ofDays(30));
        assertThat(refusal(account)).isSameAs(refusal);

        Files.setLastModifiedTime(keytab, FileTime.from(Instant.parse("2020-01-01T00:00:00Z")));
        assertThat(refusal(account)).isNotSameAs(refusal);
    }

    @Test
    void prepareWhenTheKdcIsFrozenThenUnavailableInTime(@TempDir Path folder) throws Exception {
        try (FaultyServer frozen = FaultyServer.silent()) {
            withKdcAt(frozen.port(), folder, () -> {
                Refusal refusal = refusal(account(login(SERVICE, DemoParts.kdc().keytab())));

                assertThat(refusal.reason()).isEqualTo(Reason.DIRECTORY_UNAVAILABLE);
                assertThat(refusal.facts().get("error")).contains("no answer within 2000 ms");
                assertThat(refusal.facts().get("hint")).contains("kdc_timeout");
                assertThat(frozen.connections()).isPositive();
            });
        }
    }

    @Test
    void prepareWhenTheKdcIsFrozenThenTheNextOneIsRefusedAtOnceAndAskedAgainAfterAPause(@TempDir Path folder)
            throws Exception {
        FaultyServer frozen = FaultyServer.silent();
        try {
            withKdcAt(frozen.port(), folder, () -> {
                KerberosAccount account = account(login(SERVICE, DemoParts.kdc().keytab()));
                Refusal refusal = refusal(account);
                int asked = frozen.connections();

                assertThat(refusal(account)).isSameAs(refusal);
                clock.advance(Duration.ofSeconds(9));
                assertThat(refusal(account)).isSameAs(refusal);
                assertThat(frozen.connections()).isEqualTo(asked);
                // Java lets go of it now, and so does the one whose turn it was.
                frozen.close();
                clock.advance(Duration.ofSeconds(1));
                Eventually.assertTrue(() -> refusal(account) != refusal);
            });
        } finally {
            frozen.close();
        }
    }

    @Test
    void bindWhenARenewalIsRefusedThenTheGoodTicketCountsOn(@TempDir Path folder) throws Exception {
        Path keytab = Files.copy(DemoParts.kdc().keytab(), folder.resolve("service.keytab"));
        KerberosLogin login = login(SERVICE, keytab);
        KerberosAccount account = account(login);
        account.prepare(deadline());
        renamed(DemoParts.kdc().keytab(), keytab);
        Duration life = Duration.between(
                clock.instant(),
                login(SERVICE, DemoParts.kdc().keytab()).logIn(clock.instant()).until());
        try (DemoDirectory corp = DemoDirectory.start();
                LogRecords log = new LogRecords("org.latchkey.directory")) {
            Connector connector = new Connector(Corp.plain(corp).settings(), clock);
            Controller controller = new Controller("localhost", corp.ldapPort(), Tls.NONE);
            clock.advance(life.multipliedBy(8).dividedBy(10));
            account.prepare(deadline());
            Eventually.assertTrue(() -> log.lines().stream().anyMatch(line -> line.contains("gets no access")));

            try (Connection connection = connector.open(controller, deadline())) {
                // This server knows no Kerberos, which only a ticket that is sent can find out.
                assertThatThrownBy(() -> account.bind(connection, deadline())).isInstanceOf(NamingException.class);
            }
        }
    }

    private interface Task {
        void run() throws Exception;
    }

    /** The realm has its Kerberos server at another port meanwhile, for all of this JVM. */
    private static void withKdcAt(int port, Path folder, Task task) throws Exception {
        Path conf = Files.writeString(folder.resolve("krb5.conf"), """
                [libdefaults]
                  default_realm = CORP.EXAMPLE.COM
                  udp_preference_limit = 1
                  dns_lookup_kdc = false
                [realms]
                  CORP.EXAMPLE.COM = {
                    kdc = localhost:%d
                  }
                """.formatted(port));
        String before = String.valueOf(System.setProperty(KRB5_CONF, conf.toString()));
        try {
            readKrb5Conf();
            task.run();
        } finally {
            System.setProperty(KRB5_CONF, before);
            readKrb5Conf();
        }
    }

    /** The JVM reads the file once, and again when a log-in says so; this one ends without asking a KDC. */
    private static void readKrb5Conf() {
        Map<String, String> options = Map.of(
                "refreshKrb5Config", "true", "useTicketCache", "true", "ticketCache", "none", "doNotPrompt", "true");
        Configuration configuration = new Configuration() {
            @Override
            public AppConfigurationEntry[] getAppConfigurationEntry(String name) {
                return new AppConfigurationEntry[] {
                    new AppConfigurationEntry(
                            "com.sun.security.auth.module.Krb5LoginModule", LoginModuleControlFlag.REQUIRED, options)
                };
            }
        };
        assertThatThrownBy(() -> new LoginContext("refresh", new Subject(), null, configuration).login())
                .isInstanceOf(LoginException.class);
    }

    private static Path renamed(Path keytab, Path to) throws IOException {
        byte[] content = Files.readAllBytes(keytab);
        byte[] from = "HTTP".getBytes(StandardCharsets.US_ASCII);
        for (int i = 0; i + from.length <= content.length; i++) {
            if (Arrays.equals(content, i, i + from.length, from, 0, from.length)) {
                content[i] = 'x';
            }
        }
        return Files.write(to, content);
    }

    private static KerberosLogin login(String principal, Path keytab) {
        return new KerberosLogin(
                new Credentials.Ticket(Optional.of(principal), Optional.of(keytab)),
                new OwnCredentials(false, false, false));
    }

    private KerberosAccount account(KerberosLogin login) {
        return account(login, "1s");
    }

    private KerberosAccount account(KerberosLogin login, String timeout) {
        DirectorySettings settings = Corp.read(
                        Map.of(
                                "servers", "dc1.corp.example.com",
                                "account", "unused@corp.example.com",
                                "password", "unused",
                                "connectTimeout", timeout,
                                "readTimeout", timeout),
                        new ArrayList<>())
                .orElseThrow();
        return new KerberosAccount(login, settings, attempts, clock);
    }

    private Deadline deadline() {
        return Deadline.after(Duration.ofSeconds(20), clock);
    }

    private Refusal refusal(KerberosAccount account) {
        return catchThrowableOfType(Refusal.class, () -> account.prepare(deadline()));
    }
}
