package org.latchkey.demo;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Does what a browser on a domain's computer does: follows redirects, keeps cookies, and answers {@code
 * WWW-Authenticate: Negotiate} once with a ticket, without asking anybody.
 */
public final class SilentBrowser {
    private static final int MOST_STEPS = 12;

    private final HttpClient client = HttpClient.newBuilder()
            .followRedirects(HttpClient.Redirect.NEVER)
            .cookieHandler(new CookieManager())
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final DemoTicket ticket;

    public SilentBrowser(DemoTicket ticket) {
        this.ticket = ticket;
    }

    /** Opens an address and goes where it is sent, until there is a page. */
    public List<Step> open(URI start) throws IOException, InterruptedException {
        List<Step> steps = new ArrayList<>();
        URI address = start;
        Optional<String> token = Optional.empty();
        while (steps.size() < MOST_STEPS) {
            Step step = get(address, token);
            steps.add(step);
            if (step.asksForTicket() && token.isEmpty()) {
                token = Optional.of(ticket.spnego("HTTP@" + address.getHost()));
            } else if (step.location().isPresent()) {
                address = address.resolve(step.location().orElseThrow());
                token = Optional.empty();
            } else {
                return steps;
            }
        }
        throw new IOException("more than " + MOST_STEPS + " steps: " + steps);
    }

    private Step get(URI address, Optional<String> token) throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(address).timeout(Duration.ofSeconds(30)).GET();
        token.ifPresent(ticketToken -> request.header("Authorization", "Negotiate " + ticketToken));
        HttpResponse<String> response = client.send(request.build(), BodyHandlers.ofString());
        boolean redirect = response.statusCode() / 100 == 3;
        // With any other status the same header is the end of a handshake, not the beginning of one.
        boolean asks = response.statusCode() == 401
                && response.headers().allValues("WWW-Authenticate").stream()
                        .anyMatch(value -> value.toLowerCase(Locale.ROOT).startsWith("negotiate"));
        return new Step(
                address,
                token,
                response.statusCode(),
                asks,
                redirect ? response.headers().firstValue("Location") : Optional.empty(),
                response.body());
    }

    /**
     * One request and its answer.
     *
     * @param token what was sent with {@code Authorization: Negotiate}
     * @param asksForTicket whether the answer was 401 and said {@code WWW-Authenticate: Negotiate}
     * @param location of a redirect, as it was sent
     */
    public record Step(
            URI address,
            Optional<String> token,
            int status,
            boolean asksForTicket,
            Optional<String> location,
            String body) {

        /** One line for people: the secrets in it are cut. */
        public String summary() {
            String sent = token.map(text -> " with a Kerberos ticket of " + text.length() + " characters")
                    .orElse("");
            String got =
                    location.map(where -> " → " + shortened(where)).orElse(asksForTicket ? " asks for a ticket" : "");
            return "GET " + shortened(address.toString()) + sent + ": " + status + got;
        }

        @Override
        public String toString() {
            return summary();
        }

        private static String shortened(String address) {
            return address.length() <= 100 ? address : address.substring(0, 100) + "…";
        }
    }
}
