package org.latchkey.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The stand-in's pages. Everything that comes from outside goes through {@link #escape}. */
final class FreshworksPages {
    private static final Map<String, String> MEANINGS = Map.of(
            "email", "who signs in: Freshworks knows its users by this",
            "sub", "the account in the directory",
            "given_name", "first name",
            "family_name", "last name",
            "iat", "when the token was issued, in seconds",
            "exp", "when it expires, in seconds",
            "nonce", "ties the token to this sign-in");

    private FreshworksPages() {}

    static String start(boolean withPeople) {
        String people = withPeople ? silently() + byHand() : "";
        return page("Service portal", """
                <h1>Example Corporation</h1>
                <p class="soft">Service portal</p>
                <section>
                <h2>IT Service Desk</h2>
                <p>Sends your browser to Latchkey, as Freshworks does, and checks what comes back.</p>
                <p><a class="button" href="/login">Sign in to IT Service Desk</a></p>
                <p class="soft">The request in its <a href="/login?shape=B">older shape</a> (no redirect_uri), with
                the <a href="/login?state=old">older</a> or the <a href="/login?state=new">newer</a> form of state.</p>
                </section>
                <section>
                <h2>Customer Service</h2>
                <p>An older helpdesk, with Simple SSO: a signed link in place of a token.</p>
                <p><a class="button" href="/desk">Sign in to Customer Service</a></p>
                </section>
                <section>
                <h2>Example Organisation</h2>
                <p>With SAML 2.0: a signed assertion, which your browser posts here.</p>
                <p><a class="button" href="/organisation">Sign in to Example Organisation</a></p>
                </section>
                """ + people);
    }

    static String signedIn(JsonNode claims, String token) {
        String name = claims.path("given_name").asText() + " "
                + claims.path("family_name").asText();
        String rows = claims.properties().stream()
                .map(claim -> "<tr><th scope=\"row\"><code>%s</code></th><td>%s</td><td class=\"soft\">%s</td></tr>\n"
                        .formatted(
                                escape(claim.getKey()),
                                escape(claim.getValue().asText()),
                                MEANINGS.getOrDefault(claim.getKey(), "")))
                .collect(Collectors.joining());
        return page("Signed in", """
                <p class="good"><strong>Accepted</strong></p>
                <h1>You are signed in to IT Service Desk</h1>
                <p>as <strong>%s</strong>, %s</p>
                <section>
                <h2>What Latchkey said of you</h2>
                <div class="wide"><table class="claims"><thead><tr><th scope="col">Claim</th><th scope="col">Value</th>
                <th scope="col">Meaning</th></tr></thead><tbody>
                %s</tbody></table></div>
                </section>
                <section>
                <h2>What was checked</h2>
                <ul>
                <li>The signature is RS256 and fits the public key that was pasted here.</li>
                <li>The state was sent from here and came back for the first time, unaltered.</li>
                <li>The nonce is the one that was sent with it.</li>
                <li>The token was issued within three minutes of this clock, and has not expired.</li>
                <li>Every claim that must be text is text, and none is empty.</li>
                </ul>
                <p class="soft">The token has %d characters and cannot be used again.</p>
                </section>
                <p><a href="/">Back to the portal</a></p>
                """.formatted(
                        escape(name), escape(claims.path("email").asText()), rows, token.length()));
    }

    /** @param start where a sign-in of the same kind begins */
    static String refused(FreshworksRefusal refusal, String start) {
        return page(
                "Not signed in", """
                <p class="bad"><strong>Not accepted</strong></p>
                <h1>%s</h1>
                <p class="soft">That is all that Freshworks would say.</p>
                <section>
                <h2>What exactly was wrong</h2>
                <p>%s</p>
                </section>
                <p><a class="button" href="%s">Start again</a> <a href="/">Back to the portal</a></p>
                """.formatted(escape(refusal.shown().words()), escape(refusal.getMessage()), start));
    }

    static String silent(DemoPerson person, List<SilentBrowser.Step> steps, String verdict) {
        String items = steps.stream()
                .map(step -> "<li><code>" + escape(step.summary()) + "</code></li>\n")
                .collect(Collectors.joining());
        return page("Silent sign-in", """
                <h1>%s, without a password</h1>
                <p class="soft">A small browser inside this demonstration got a ticket for %s from the demonstration's KDC, as
                Windows does at log-on, and did this with it:</p>
                <section>
                <h2>Each request, and its answer</h2>
                <ol>
                %s</ol>
                <p><strong>%s</strong></p>
                </section>
                <p><a href="/">Back to the portal</a></p>
                """.formatted(
                        escape(person.commonName()), escape(person.principal()), items, escape(verdict)));
    }

    static String message(String title, String text) {
        return page(
                title,
                "<h1>%s</h1>\n<p>%s</p>\n<p><a href=\"/\">Back to the portal</a></p>\n"
                        .formatted(escape(title), escape(text)));
    }

    private static String silently() {
        String options = DemoPeople.toTry().entrySet().stream()
                .map(person -> "<option value=\"%s\">%s: %s</option>\n"
                        .formatted(
                                escape(person.getKey().account()),
                                escape(person.getKey().commonName()),
                                escape(person.getValue())))
                .collect(Collectors.joining());
        return """
                <section>
                <h2>Silently, with a real Kerberos ticket</h2>
                <p>Your browser has no ticket of this demonstration's domain. This signs somebody in who has one, and shows each
                step.</p>
                <form action="/silent">
                <label for="as">Sign in as</label>
                <select id="as" name="as">
                %s</select>
                <label for="to">to</label>
                <select id="to" name="to">
                <option value="helpdesk">IT Service Desk (JWT)</option>
                <option value="desk">Customer Service (Simple SSO)</option>
                </select>
                <button>Sign in silently</button>
                </form>
                </section>
                """.formatted(options);
    }

    private static String byHand() {
        String rows = DemoPeople.toTry().entrySet().stream()
                .map(person -> "<tr><td><code>CORP\\%s</code></td><td><code>%s</code></td><td>%s</td></tr>\n"
                        .formatted(
                                escape(person.getKey().account()),
                                escape(person.getKey().password()),
                                escape(person.getValue())))
                .collect(Collectors.joining());
        return """
                <section>
                <h2>By hand, in Latchkey's form</h2>
                <div class="wide"><table><thead><tr><th scope="col">Account</th><th scope="col">Password</th>
                <th scope="col">What happens</th></tr></thead><tbody>
                %s</tbody></table></div>
                </section>
                """.formatted(rows);
    }

    static String page(String title, String main) {
        return """
                <!DOCTYPE html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <title>%s · Freshworks stand-in</title>
                <link rel="stylesheet" href="/freshworks.css">
                </head>
                <body>
                <header class="stage">A stand-in for Freshworks, on this machine only. Nothing here reaches Freshworks.</header>
                <main>
                %s</main>
                </body>
                </html>
                """.formatted(escape(title), main);
    }

    static String escape(String text) {
        StringBuilder escaped = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&#39;");
                default -> escaped.append(c);
            }
        }
        return escaped.toString();
    }
}
