package org.latchkey.setup;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.latchkey.application.Registration;
import org.latchkey.config.Problems;
import org.latchkey.config.Settings;
import org.latchkey.config.SettingsReader;
import org.latchkey.demo.RefusingPort;
import org.latchkey.demo.SamlKeyPair;
import org.latchkey.demo.TemporaryDirectory;
import org.latchkey.hmac.HmacApplication;
import org.latchkey.page.ChecksPage.Finding;
import org.latchkey.page.ChecksPage.State;

/** Clocks of real web servers, which write their time into each answer by themselves. */
final class PortalClocksTest {

    private static final List<String> ASKED = new CopyOnWriteArrayList<>();

    private static TemporaryDirectory folder;
    private static SSLContext context;
    private static HttpsServer portal;

    @BeforeAll
    static void start() throws IOException, GeneralSecurityException {
        folder = TemporaryDirectory.create("clocks");
        context = context(SamlKeyPair.create(folder));
        portal = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        portal.setHttpsConfigurator(new HttpsConfigurator(context));
        portal.createContext("/", exchange -> {
            ASKED.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
            exchange.getResponseHeaders().set("Location", "https://localhost:" + port() + "/login/normal");
            exchange.sendResponseHeaders(302, -1);
            exchange.close();
        });
        portal.start();
    }

    private static SSLContext context(SamlKeyPair pair) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        char[] password = "unsaved".toCharArray();
        store.setKeyEntry("portal", pair.key(), password, new Certificate[] {pair.certificate()});
        store.setCertificateEntry("trusted", pair.certificate());
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, password);
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        SSLContext made = SSLContext.getInstance("TLS");
        made.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        return made;
    }

    @AfterAll
    static void stop() {
        portal.stop(0);
        folder.close();
    }

    private static int port() {
        return portal.getAddress().getPort();
    }

    private static Registration desk(String portals) {
        Settings settings = new Settings(
                "latchkey/app/desk", Map.of("protocol", "hmac", "portal", portals, "secret", "0123456789secret"));
        return HmacApplication.read(new SettingsReader(settings, new Problems(), HmacApplication.ATTRIBUTES), "desk")
                .orElseThrow();
    }

    private static PortalClocks clocks(String portals, Optional<SSLSocketFactory> trust, Duration ahead) {
        Clock clock = Clock.offset(Clock.systemUTC(), ahead);
        return new PortalClocks(true, List.of(desk(portals)), new HttpsDate(trust), clock);
    }

    private static Finding only(PortalClocks clocks) {
        List<Finding> findings = clocks.checks().stream()
                .flatMap(check -> check.work().get().stream())
                .toList();
        assertThat(findings).hasSize(1);
        return findings.get(0);
    }

    private static Finding judged(Duration ahead) {
        return only(clocks("https://localhost:" + port(), Optional.of(context.getSocketFactory()), ahead));
    }

    @Test
    void checkWhenClocksAgreeThenFineAndOnlyTheFirstPageIsAskedForOnce() {
        ASKED.clear();
        Finding finding = judged(Duration.ZERO);

        assertThat(finding.state()).isEqualTo(State.FINE);
        assertThat(finding.subject()).isEqualTo("Clock of localhost:" + port());
        assertThat(ASKED).containsExactly("HEAD /");
    }

    @Test
    void checkWhenOursIsWrongThenByHowMuchAndTheRemedy() {
        Finding late = judged(Duration.ofSeconds(60));
        Finding early = judged(Duration.ofMinutes(-10));

        assertThat(late.state()).isEqualTo(State.WARNING);
        assertThat(late.text()).endsWith(" s behind this server's.");
        assertThat(seconds(late)).isBetween(30, 90);
        assertThat(early.state()).isEqualTo(State.ERROR);
        assertThat(early.text()).endsWith(" s ahead of this server's.");
        assertThat(seconds(early)).isBetween(500, 700);
        assertThat(early.remedy()).contains("w32tm");
    }

    /** To about a second where nothing is slow; a busy machine may put many between question and answer. */
    private static int seconds(Finding finding) {
        return Integer.parseInt(finding.text().replaceAll("[^0-9]", ""));
    }

    @Test
    void checkWhenNotReachableOrNotTrustedThenItCannotBeToldAndThatIsNoFault() {
        try (RefusingPort closed = new RefusingPort()) {
            Finding silent = only(clocks(
                    "https://localhost:" + closed.number(), Optional.of(context.getSocketFactory()), Duration.ZERO));
            Finding foreign = only(clocks("https://localhost:" + port(), Optional.empty(), Duration.ZERO));

            assertThat(silent.state()).isEqualTo(State.UNKNOWN);
            assertThat(silent.text()).contains("ConnectException", "needs a connection");
            assertThat(foreign.state()).isEqualTo(State.UNKNOWN);
            assertThat(foreign.text()).contains("SSL");
        }
    }

    @Test
    void originsThenThoseOfTheConfigurationOnceEachAndByHttpsOnly() {
        PortalClocks clocks = clocks(
                "https://a.example https://b.example:8443", Optional.of(context.getSocketFactory()), Duration.ZERO);

        assertThat(clocks.origins())
                .map(Object::toString)
                .containsExactly("https://a.example", "https://b.example:8443");
    }

    @Test
    void checksWhenSwitchedOffThenNobodyIsAsked() {
        PortalClocks off = new PortalClocks(
                false,
                List.of(desk("https://localhost:" + port())),
                new HttpsDate(Optional.of(context.getSocketFactory())),
                Clock.systemUTC());

        assertThat(off.checks()).isEmpty();
    }
}
