package org.latchkey.demo;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/** One answer of the stand-in; a redirect has a location, everything else a body. */
record HttpAnswer(int status, String contentType, String location, String body) {
    static HttpAnswer html(int status, String body) {
        return new HttpAnswer(status, "text/html; charset=utf-8", "", body);
    }

    static HttpAnswer text(List<SilentBrowser.Step> steps, String verdict) {
        String lines = steps.stream().map(SilentBrowser.Step::summary).collect(Collectors.joining("\n"));
        return new HttpAnswer(200, "text/plain; charset=utf-8", "", lines + "\n" + verdict + "\n");
    }

    static HttpAnswer redirect(String location) {
        return new HttpAnswer(302, "text/plain; charset=utf-8", location, "");
    }

    void send(HttpExchange exchange) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        Headers headers = exchange.getResponseHeaders();
        headers.set("Content-Type", contentType);
        headers.set("Cache-Control", "no-store");
        // A sign-in's address holds its token.
        headers.set("Referrer-Policy", "no-referrer");
        headers.set("X-Content-Type-Options", "nosniff");
        // No form-action: browsers apply it to where a redirect leads in the end.
        headers.set(
                "Content-Security-Policy",
                "default-src 'none'; style-src 'self'; base-uri 'none'; frame-ancestors 'none'");
        if (!location.isEmpty()) {
            headers.set("Location", location);
        }
        if (status == 405) {
            headers.set("Allow", "GET, HEAD");
        }
        boolean empty = bytes.length == 0 || exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(status, empty ? -1 : bytes.length);
        if (!empty) {
            exchange.getResponseBody().write(bytes);
        }
    }
}
