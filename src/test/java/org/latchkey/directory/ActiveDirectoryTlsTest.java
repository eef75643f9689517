package org.latchkey.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.naming.NamingException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.latchkey.config.Secret;
import org.latchkey.demo.DemoDirectory;
import org.latchkey.demo.DemoParts;
import org.latchkey.refusal.Reason;
import org.latchkey.refusal.Refusal;

/** Certificates that are trusted, and those that are not. */
class ActiveDirectoryTlsTest {

    private static final DemoDirectory DEMO = DemoParts.directory();
    private static final AccountName ADA = AccountName.ofWindows("CORP\\ada");

    @TempDir
    static Path folder;

    private static TestCertificate foreign;

    @BeforeAll
    static void make() throws Exception {
        foreign = TestCertificate.in(folder);
    }

    @Test
    void findWhenJavaDoesNotTrustTheCertificateThenItIsSaid() {
        for (Corp corp : new Corp[] {Corp.ldaps(DEMO), Corp.startTls(DEMO)}) {
            try (ActiveDirectory directory = corp.without("trustFile").open()) {
                Refusal refusal = refusal(directory);

                assertThat(refusal.reason()).isEqualTo(Reason.DIRECTORY_TLS_UNTRUSTED);
                assertThat(refusal.facts().get("controller")).startsWith("localhost:");
                assertThat(refusal.facts().get("error")).contains("unable to find valid certification path");
            }
        }
    }

    /** protocolError, unavailable, unwillingToPerform: whatever the reason, the password must not follow in clear. */
    @ParameterizedTest
    @ValueSource(ints = {2, 52, 53})
    void findWhenTheServerRefusesStartTlsThenNoBindFollows(int code) {
        List<String> sentAfterwards = new CopyOnWriteArrayList<>();
        try (FaultyServer refusing = FaultyServer.refusingStartTls(code, sentAfterwards);
                ActiveDirectory directory = Corp.startTls(DEMO)
                        .with("servers", "localhost:" + refusing.port())
                        .open()) {
            Refusal refusal = refusal(directory);
            assertThat(refusal.reason()).isEqualTo(Reason.DIRECTORY_UNAVAILABLE);
            assertThat(refusal.facts().get("error")).contains("error code " + code);

            Eventually.assertTrue(() -> sentAfterwards.size() == refusing.connections());
            // At most the goodbye (RFC 4511, 4.3).
            assertThat(sentAfterwards)
                    .isNotEmpty()
                    .allSatisfy(sent -> assertThat(sent)
                            .hasSizeLessThan(20)
                            .doesNotContain("svc-latchkey", DEMO.servicePassword()));
        }
    }

    @Test
    void findWhenAnotherAuthorityIsTrustedThenItIsSaid() {
        for (Corp corp : new Corp[] {Corp.ldaps(DEMO), Corp.startTls(DEMO)}) {
            try (ActiveDirectory directory =
                    corp.with("trustFile", foreign.pem().toString()).open()) {
                assertThat(refusal(directory).reason()).isEqualTo(Reason.DIRECTORY_TLS_UNTRUSTED);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ldaps", "starttls"})
    void findWhenTheCertificateIsForAnotherHostThenItIsSaidWithTheNameThatWasExpected(String tls) throws Exception {
        SSLContext context = foreign.server();
        try (FaultyServer server = new FaultyServer(socket -> {
                    if (tls.equals("starttls")) {
                        acceptStartTls(socket);
                    }
                    secure(context, socket).getInputStream().readAllBytes();
                });
                ActiveDirectory directory = corp(server, tls).open()) {
            Refusal refusal = refusal(directory);

            assertThat(refusal.reason()).isEqualTo(Reason.DIRECTORY_TLS_UNTRUSTED);
            assertThat(refusal.facts().get("error")).contains("localhost");
        }
    }

    @Test
    void findWhenTheTrustFileIsMendedThenAtOnceTrusted() throws Exception {
        Path trust = Files.copy(foreign.pem(), folder.resolve("trust.pem"), StandardCopyOption.REPLACE_EXISTING);
        try (ActiveDirectory directory =
                Corp.ldaps(DEMO).with("trustFile", trust.toString()).open()) {
            assertThat(refusal(directory).reason()).isEqualTo(Reason.DIRECTORY_TLS_UNTRUSTED);

            Files.copy(DEMO.trustFile(), trust, StandardCopyOption.REPLACE_EXISTING);

            assertThat(directory.find(ADA).account()).isEqualTo(ADA);
        }
    }

    @Test
    void findWhenTheTrustFileHoldsSeveralCertificatesThenAnyOfThemCounts() throws Exception {
        Path trust = folder.resolve("both.pem");
        Files.writeString(
                trust,
                "\uFEFF" + Files.readString(foreign.pem()) + "\r\nThe lab's controller:\r\n"
                        + Files.readString(DEMO.trustFile()));
        try (ActiveDirectory directory =
                Corp.ldaps(DEMO).with("trustFile", trust.toString()).open()) {
            assertThat(directory.find(ADA).account()).isEqualTo(ADA);
        }
    }

    @Test
    void findWhenTwoDirectoriesTrustDifferentlyThenEachByItsOwn() {
        try (ActiveDirectory trusting = Corp.ldaps(DEMO).open();
                ActiveDirectory doubting = Corp.ldaps(DEMO)
                        .with("trustFile", foreign.pem().toString())
                        .open()) {
            assertThat(refusal(doubting).reason()).isEqualTo(Reason.DIRECTORY_TLS_UNTRUSTED);
            assertThat(trusting.find(ADA).account()).isEqualTo(ADA);
            assertThat(refusal(doubting).reason()).isEqualTo(Reason.DIRECTORY_TLS_UNTRUSTED);
        }
    }

    @Test
    void findWhenTheServerSpeaksNoTlsThenUnavailableRatherThanUntrusted() {
        try (FaultyServer babbling = new FaultyServer(socket -> socket.getOutputStream()
                        .write("220 mail.example.com ESMTP\r\n".getBytes(StandardCharsets.US_ASCII)));
                ActiveDirectory directory = corp(babbling, "ldaps").open()) {
            assertThat(refusal(directory).reason()).isEqualTo(Reason.DIRECTORY_UNAVAILABLE);
        }
    }

    @Test
    void bindWhenTheConnectionEndedAfterStartTlsThenNoPasswordGoesOverAPlainOne() throws Exception {
        TestCertificate own = TestCertificate.forHost("localhost", folder.resolve("own"));
        SSLContext context = own.server();
        FaultyServer.Conduct closesWhenSecure = socket -> {
            acceptStartTls(socket);
            secure(context, socket);
            socket.close();
        };
        try (FaultyServer server = new FaultyServer(closesWhenSecure)) {
            DirectorySettings settings = corp(server, "starttls")
                    .with("trustFile", own.pem().toString())
                    .settings();
            Deadline deadline = Deadline.after(Duration.ofSeconds(20), Clock.systemUTC());
            Connection connection = new Connector(settings, Clock.systemUTC())
                    .open(settings.servers().get(0), deadline);
            // JNDI notices the end at the latest now, and would connect anew for the next request.
            assertThatThrownBy(() -> connection.read("", "supportedLDAPVersion"))
                    .isInstanceOf(NamingException.class);

            assertThatThrownBy(() -> connection.bind("svc@corp.example.com", new Secret("never in the clear")))
                    .isInstanceOf(NamingException.class);
            assertThat(server.connections()).isEqualTo(1);
        }
    }

    private static Corp corp(FaultyServer server, String tls) {
        return Corp.ldaps(DEMO)
                .with("servers", "localhost:" + server.port())
                .with("tls", tls)
                .with("trustFile", foreign.pem().toString());
    }

    private static void acceptStartTls(Socket socket) throws IOException {
        socket.getInputStream().read(new byte[100]);
        socket.getOutputStream().write(FaultyServer.START_TLS_ACCEPTED);
    }

    private static SSLSocket secure(SSLContext context, Socket socket) throws IOException {
        SSLSocketFactory factory = context.getSocketFactory();
        SSLSocket secured = (SSLSocket) factory.createSocket(socket, null, true);
        secured.startHandshake();
        return secured;
    }

    private static Refusal refusal(ActiveDirectory directory) {
        return catchThrowableOfType(Refusal.class, () -> directory.find(ADA));
    }
}
