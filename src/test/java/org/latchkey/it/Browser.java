package org.latchkey.it;

import java.io.IOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.latchkey.demo.DemoParts;
import org.latchkey.demo.DemoPerson;

/** Somebody's browser: keeps cookies, follows nothing by itself. */
final class Browser {

    private static final Pattern STATE = Pattern.compile("name=\"state\"[^>]* value=\"([^\"]+)\"");

    private final CookieManager cookies = new CookieManager(null, CookiePolicy.ACCEPT_ALL);
    private final HttpClient client = HttpClient.newBuilder()
            .cookieHandler(cookies)
            .version(HttpClient.Version.HTTP_1_1)
            .build();

    HttpResponse<String> get(URI uri, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri);
        return send(headers.length == 0 ? request : request.headers(headers));
    }

    /** As somebody whose browser holds a Kerberos ticket. */
    HttpResponse<String> withTicket(DemoPerson person, URI uri, String... headers) {
        String token = DemoParts.kdc().ticketFor(person).spnego("HTTP@localhost");
        return get(
                uri,
                Stream.concat(Stream.of("Authorization", "Negotiate " + token), Stream.of(headers))
                        .toArray(String[]::new));
    }

    HttpResponse<String> postWithTicket(DemoPerson person, URI uri, Map<String, String> fields) {
        String token = DemoParts.kdc().ticketFor(person).spnego("HTTP@localhost");
        return post(uri, fields, "Authorization", "Negotiate " + token);
    }

    HttpResponse<String> method(String method, URI uri) {
        return send(HttpRequest.newBuilder(uri).method(method, HttpRequest.BodyPublishers.noBody()));
    }

    HttpResponse<String> post(URI uri, Map<String, String> fields, String... headers) {
        String body = fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        HttpRequest.Builder request = HttpRequest.newBuilder(uri)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body));
        return send(headers.length == 0 ? request : request.headers(headers));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return client.send(request.build(), BodyHandlers.ofString(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new IllegalStateException("no answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** The sealed state in the form that an answer shows. */
    static String sealedState(HttpResponse<String> answer) {
        Matcher field = STATE.matcher(answer.body());
        if (!field.find()) {
            throw new AssertionError("no form in: " + answer.body());
        }
        return field.group(1);
    }

    boolean hasSession() {
        return cookies.getCookieStore().getCookies().stream()
                .anyMatch(cookie -> cookie.getName().equals("JSESSIONID"));
    }
}
