package org.latchkey.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SilentBrowserTest {
    private HttpServer site;

    @BeforeEach
    void start() throws IOException {
        site = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        site.createContext("/", exchange -> {
            try (exchange) {
                answer(exchange);
            }
        });
        site.start();
    }

    @AfterEach
    void stop() {
        site.stop(0);
    }

    @Test
    void openWhenAskedForTicketThenSendsOneOnceAndKeepsTheCookie() throws Exception {
        List<SilentBrowser.Step> steps = browser().open(address("/in"));

        assertThat(steps).extracting(SilentBrowser.Step::status).containsExactly(401, 302, 200);
        assertThat(steps.get(1).token().orElseThrow()).startsWith("Y");
        assertThat(steps.get(2).token()).isEmpty();
        assertThat(steps.get(1).summary()).doesNotContain(steps.get(1).token().orElseThrow());
    }

    @Test
    void openWhenTicketIsRejectedThenStops() throws Exception {
        List<SilentBrowser.Step> steps = browser().open(address("/never"));

        assertThat(steps).extracting(SilentBrowser.Step::status).containsExactly(401, 401);
    }

    private static SilentBrowser browser() {
        return new SilentBrowser(DemoParts.kdc().ticketFor(DemoPeople.ADA));
    }

    private URI address(String path) {
        return URI.create("http://localhost:" + site.getAddress().getPort() + path);
    }

    private static void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        boolean ticket = exchange.getRequestHeaders().containsKey("Authorization");
        boolean cookie = exchange.getRequestHeaders().containsKey("Cookie");
        if (path.equals("/in") && ticket) {
            exchange.getResponseHeaders().set("Set-Cookie", "session=1; HttpOnly");
            exchange.getResponseHeaders().set("Location", "/home");
            exchange.sendResponseHeaders(302, -1);
        } else if (path.equals("/home")) {
            exchange.sendResponseHeaders(cookie ? 200 : 500, -1);
        } else {
            exchange.getResponseHeaders().set("WWW-Authenticate", "Negotiate");
            exchange.sendResponseHeaders(401, -1);
        }
    }
}
