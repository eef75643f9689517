package org.latchkey.demo;

import java.net.URI;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Plays an older helpdesk with Simple SSO: sends a browser to the Remote login URL, and checks the link it comes back with.
 *
 * @param remoteLoginUrl e.g. {@code http://localhost:8080/latchkey/hmac/desk}
 */
record FreshworksDesk(URI remoteLoginUrl, FreshworksSimpleSsoCheck check) {
    static final String START = "/desk";
    static final String LOGIN = "/login/sso";

    private static final Map<String, String> MEANINGS = Map.of(
            "name", "what the helpdesk calls the person, from now on",
            "email", "who signs in: the helpdesk knows its people by this",
            "phone", "not hashed",
            "company", "not hashed",
            "redirect_to", "the page to land on; not hashed",
            "timestamp", "when the link was made, in seconds; good for 30",
            "hash", "proves that Latchkey made the link");

    HttpAnswer start(String host) {
        return HttpAnswer.redirect(remoteLoginUrl + "?" + new Query().with("host_url", host));
    }

    HttpAnswer login(Query link) {
        try {
            check.check(link);
        } catch (FreshworksRefusal refusal) {
            return HttpAnswer.html(400, FreshworksPages.refused(refusal, START));
        }
        String rows = link.parameters().stream()
                .map(parameter ->
                        "<tr><th scope=\"row\"><code>%s</code></th><td>%s</td><td class=\"soft\">%s</td></tr>\n"
                                .formatted(
                                        FreshworksPages.escape(parameter.getKey()),
                                        FreshworksPages.escape(parameter.getValue()),
                                        MEANINGS.getOrDefault(parameter.getKey(), "")))
                .collect(Collectors.joining());
        return HttpAnswer.html(
                200, FreshworksPages.page("Signed in", """
                <p class="good"><strong>Accepted</strong></p>
                <h1>You are signed in to Customer Service</h1>
                <p>as <strong>%s</strong>, %s</p>
                <section>
                <h2>What Latchkey said of you</h2>
                <div class="wide"><table class="claims"><thead><tr><th scope="col">Parameter</th><th scope="col">Value</th>
                <th scope="col">Meaning</th></tr></thead><tbody>
                %s</tbody></table></div>
                </section>
                <section>
                <h2>What was checked</h2>
                <ul>
                <li>The hash is HMAC-MD5 over name, secret, email and timestamp, with the shared secret.</li>
                <li>The link was made in the last 30 seconds. Reload this page later, and it is refused.</li>
                </ul>
                </section>
                <p><a href="/">Back to the portal</a></p>
                """.formatted(value(link, "name"), value(link, "email"), rows)));
    }

    private static String value(Query link, String name) {
        return FreshworksPages.escape(link.first(name).orElse(""));
    }
}
