package org.latchkey.setup;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.ServletContext;
import jakarta.servlet.SessionCookieConfig;
import jakarta.servlet.SessionTrackingMode;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.management.MBeanServer;
import javax.management.MBeanServerFactory;
import javax.management.ObjectName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.latchkey.http.Networks;
import org.latchkey.http.StandInRequest;
import org.latchkey.page.ChecksPage.Finding;
import org.latchkey.page.ChecksPage.State;

/** What surrounds Latchkey, as one request shows it. */
final class ServerChecksTest {

    private static final String PUBLIC_URL = "https://sso.corp.example.com/latchkey";

    private static ServerChecks checks(String publicUrl, String trustedProxies) {
        return new ServerChecks(
                Optional.of(publicUrl).filter(url -> !url.isEmpty()).map(URI::create),
                Networks.of(trustedProxies.isEmpty() ? List.of() : List.of(trustedProxies)),
                new TomcatFigures(MBeanServerFactory.newMBeanServer()));
    }

    private static StandInRequest seenAt(String scheme, String host, int port) {
        return StandInRequest.get("/latchkey/setup/checks")
                .answering("getScheme", scheme)
                .answering("getServerName", host)
                .answering("getServerPort", port);
    }

    private static Finding address(String publicUrl, StandInRequest request) {
        return checks(publicUrl, "").address(request.request()).get(0);
    }

    private static Finding proxy(String trustedProxies, StandInRequest request) {
        return checks(PUBLIC_URL, trustedProxies).address(request.request()).get(1);
    }

    @ParameterizedTest
    @CsvSource({
        "https://sso.corp.example.com/latchkey,     https, sso.corp.example.com, 443,  FINE",
        "https://SSO.corp.example.com:443/latchkey, https, sso.CORP.example.com, 443,  FINE",
        "https://sso.corp.example.com:8443,         https, sso.corp.example.com, 8443, FINE",
        "https://sso.corp.example.com/latchkey,     http,  sso.corp.example.com, 8080, NOTE",
        "https://sso.corp.example.com/latchkey,     http,  sso.corp.example.com, 443,  NOTE",
        "https://sso.corp.example.com/latchkey,     https, sso.corp.example.com, 8443, NOTE",
        "https://sso.corp.example.com/latchkey,     https, localhost,            443,  NOTE",
        "http://sso.corp.example.com/latchkey,      http,  sso.corp.example.com, 80,   WARNING",
        "'',                                        https, sso.corp.example.com, 443,  WARNING"
    })
    void addressThenSchemeHostAndPortAreCompared(String publicUrl, String scheme, String host, int port, State state) {
        assertThat(address(publicUrl, seenAt(scheme, host, port)).state()).isEqualTo(state);
    }

    @Test
    void addressWhenItDiffersThenBothAndWhatMendsThat() {
        Finding behindProxy = address(PUBLIC_URL, seenAt("http", "sso.corp.example.com", 8080));
        Finding elsewhere = address(PUBLIC_URL, seenAt("https", "localhost", 443));

        assertThat(behindProxy.text()).contains("https://sso.corp.example.com:443", "http://sso.corp.example.com:8080");
        assertThat(behindProxy.remedy()).contains("scheme=\"https\"", "proxyPort=\"443\"");
        assertThat(elsewhere.remedy()).contains("Open this page at " + PUBLIC_URL, "Host header");
    }

    @Test
    void proxyWhenNoneShowsThenFine() {
        assertThat(proxy("", seenAt("https", "sso.corp.example.com", 443)).state())
                .isEqualTo(State.FINE);
    }

    @ParameterizedTest
    @CsvSource({"'',WARNING", "192.0.2.1,FINE", "10.0.0.0/8,WARNING"})
    void proxyWhenOneShowsThenItsHeadersAndWhetherItIsTrusted(String trusted, State state) {
        Finding finding = proxy(
                trusted,
                seenAt("https", "sso.corp.example.com", 443)
                        .header("Via", "1.1 proxy")
                        .header("X-Forwarded-For", "10.1.2.3")
                        .header("X-Forwarded-For", "10.9.9.9")
                        .header("X-Forwarded-Proto", "h".repeat(500)));

        assertThat(finding.state()).isEqualTo(state);
        assertThat(finding.text())
                .contains("Via: 1.1 proxy; X-Forwarded-For: 10.1.2.3, 10.9.9.9; X-Forwarded-Proto: hhh")
                .doesNotContain("h".repeat(201));
        assertThat(finding.remedy().isEmpty()).isEqualTo(state == State.FINE);
    }

    private static List<State> tomcat(MBeanServer server) {
        return new ServerChecks(Optional.empty(), Networks.of(List.of()), new TomcatFigures(server))
                .tomcat().stream().map(Finding::state).toList();
    }

    @Test
    void tomcatWhenNothingTellsThenUnknown() {
        assertThat(tomcat(MBeanServerFactory.newMBeanServer())).containsExactly(State.UNKNOWN, State.UNKNOWN);
    }

    @ParameterizedTest
    @CsvSource({"65536,false,false,FINE,FINE", "65535,false,true,WARNING,NOTE", "8192,true,false,WARNING,NOTE"})
    void tomcatWhenItTellsThenTheLimitAndTheErrorPages(
            int limit, boolean report, boolean info, State headers, State pages) throws Exception {
        MBeanServer server = MBeanServerFactory.newMBeanServer();
        server.registerMBean(
                new TomcatFiguresTest.Bean(Map.of("maxHttpHeaderSize", limit)),
                new ObjectName("Catalina:type=ProtocolHandler,port=8080"));
        server.registerMBean(
                new TomcatFiguresTest.Bean(Map.of("showReport", report, "showServerInfo", info)),
                new ObjectName("Catalina:type=Valve,name=ErrorReportValve,host=localhost"));

        assertThat(tomcat(server)).containsExactly(headers, pages);
    }

    private static ServletContext context(boolean httpOnly, boolean secure, SessionTrackingMode... modes) {
        SessionCookieConfig cookie = (SessionCookieConfig) Proxy.newProxyInstance(
                ServerChecksTest.class.getClassLoader(),
                new Class<?>[] {SessionCookieConfig.class},
                (proxy, method, arguments) -> method.getName().equals("isHttpOnly") ? httpOnly : secure);
        return (ServletContext) Proxy.newProxyInstance(
                ServerChecksTest.class.getClassLoader(),
                new Class<?>[] {ServletContext.class},
                (proxy, method, arguments) ->
                        method.getName().equals("getSessionCookieConfig") ? cookie : Set.of(modes));
    }

    @ParameterizedTest
    @CsvSource({
        "https://a.example, true,  true,  COOKIE, FINE",
        "https://a.example, true,  false, COOKIE, WARNING",
        "http://a.example,  true,  false, COOKIE, FINE",
        "https://a.example, false, true,  COOKIE, WARNING",
        "https://a.example, true,  true,  URL,    WARNING"
    })
    void cookieThenFineOnlyAsLatchkeySetIt(
            String publicUrl, boolean httpOnly, boolean secure, SessionTrackingMode mode, State state) {
        assertThat(checks(publicUrl, "").cookie(context(httpOnly, secure, mode)).state())
                .isEqualTo(state);
    }
}
