package org.latchkey.real;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The organisation's address at Freshworks, which sends browsers on to a product's: a third site in the chain of redirects.
 */
record Hop(HttpServer server, URI address, AtomicInteger passages) implements AutoCloseable {

    static Hop start(URI next) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        AtomicInteger passages = new AtomicInteger();
        server.createContext("/", exchange -> {
            try (exchange) {
                passages.incrementAndGet();
                String query = exchange.getRequestURI().getRawQuery();
                exchange.getResponseHeaders().set("Location", next + "?" + query);
                exchange.sendResponseHeaders(302, -1);
            }
        });
        server.start();
        return new Hop(
                server,
                URI.create("http://acme.myfreshworks.com:" + server.getAddress().getPort() + next.getPath()),
                passages);
    }

    int passed() {
        return passages.get();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
