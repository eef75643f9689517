package org.latchkey.setup;

import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.latchkey.application.Registration;
import org.latchkey.hmac.HmacApplication;
import org.latchkey.http.QueryString;
import org.latchkey.jwt.JwtApplication;
import org.latchkey.page.TroublePage.Finding;
import org.latchkey.refusal.Refusal;

/**
 * Reads the address at which somebody's browser stopped, as it was copied from the address bar: Freshworks' request to here,
 * or the answer on its way back. A token in it is a credential: it is neither repeated, nor kept, nor used.
 */
record AddressCheck(List<Registration> registrations) {

    private static final Pattern REQUEST = Pattern.compile("/(jwt|hmac)/([A-Za-z0-9._-]+)$");

    AddressCheck {
        registrations = List.copyOf(registrations);
    }

    static boolean looksLikeOne(String text) {
        return text.regionMatches(true, 0, "https://", 0, 8) || text.regionMatches(true, 0, "http://", 0, 7);
    }

    List<Finding> findings(String address) {
        String[] parts = address.split("[?]", 2);
        QueryString query = QueryString.parse(parts.length < 2 ? "" : parts[1].replaceFirst("#.*", ""));
        try {
            return findings(parts[0].replaceFirst("[;#].*", ""), query);
        } catch (Refusal e) {
            return List.of(wrong("The query cannot be read: " + e.reason() + " " + e.facts()));
        }
    }

    private List<Finding> findings(String place, QueryString query) {
        Matcher request = REQUEST.matcher(place);
        if (request.find()) {
            return request(request.group(1), request.group(2), query);
        }
        Optional<Finding> other = other(place);
        if (other.isPresent()) {
            return List.of(other.get());
        }
        return registrations.stream()
                .filter(JwtApplication.class::isInstance)
                .map(JwtApplication.class::cast)
                .filter(jwt -> jwt.redirects().find(place).isPresent())
                .findFirst()
                .map(jwt -> answer(jwt, query))
                .orElseGet(() ->
                        List.of(wrong("This is no address that Latchkey takes or sends people to: " + nearest(place))));
    }

    /** Addresses of which the number on the page tells more than they do themselves. */
    private Optional<Finding> other(String place) {
        String path = place.replaceFirst("(?i)^https?://[^/]*", "");
        if (path.toLowerCase(Locale.ROOT).endsWith(".asp")) {
            return Optional.of(
                    fine("This is the address of an old script. The application whose replaces names it answers;"
                            + " with debug=1 it tells what it would send."));
        }
        if (path.endsWith("/saml/sso") || path.endsWith("/saml/slo")) {
            return Optional.of(
                    fine("This is a SAML address. What it carried is packed: look up the number on the page."));
        }
        return registrations.stream()
                .filter(HmacApplication.class::isInstance)
                .map(HmacApplication.class::cast)
                .filter(hmac -> hmac.portalAddresses().stream()
                        .anyMatch(portal ->
                                place.equals(portal.resolve("/login/sso").toString())))
                .findFirst()
                .map(hmac -> fine("This is the link of " + hmac.application().id()
                        + " on its way to the helpdesk. It is good for 30 seconds."));
    }

    private List<Finding> request(String protocol, String id, QueryString query) {
        Optional<Registration> found = registrations.stream()
                .filter(registration -> registration.application().id().equals(id))
                .findFirst();
        List<Finding> findings = new ArrayList<>();
        findings.add(
                found.isPresent()
                        ? fine("The application is " + id + ".")
                        : wrong("No open application has the id " + id + "; ids are compared with regard to case."));
        found.ifPresent(registration -> findings.addAll(request(protocol, registration, query)));
        return findings;
    }

    private static List<Finding> request(String protocol, Registration registration, QueryString query) {
        if (registration instanceof JwtApplication jwt && protocol.equals("jwt")) {
            return jwtRequest(jwt, query);
        }
        if (registration instanceof HmacApplication hmac && protocol.equals("hmac")) {
            return List.of(hmacRequest(hmac, query));
        }
        return List.of(wrong("This application does not speak " + protocol
                + ", so its address begins otherwise: its sheet shows it."));
    }

    private static List<Finding> jwtRequest(JwtApplication jwt, QueryString query) {
        List<Finding> findings = new ArrayList<>();
        findings.add(present(query, "state"));
        findings.add(present(query, "nonce"));
        query.text("response_type")
                .filter(type -> !type.equals("id_token"))
                .ifPresent(type ->
                        findings.add(wrong("response_type is " + type + ", and only id_token is spoken here.")));
        findings.add(query.text("redirect_uri")
                .map(asked -> compared("redirect_uri", asked, jwt.redirects().addresses()))
                .orElseGet(() -> fine("redirect_uri is absent, so the first configured address is taken.")));
        query.text("client_id")
                .ifPresent(asked -> jwt.clientId()
                        .ifPresent(expected -> findings.add(
                                expected.equals(asked)
                                        ? fine("client_id is the configured one.")
                                        : wrong("client_id is " + asked + ", and clientId is " + expected + "."))));
        return findings;
    }

    private static Finding present(QueryString query, String name) {
        return query.octets(name).filter(value -> !value.isEmpty()).isPresent()
                ? fine(name + " is there.")
                : wrong(name + " is missing: this was not started by Freshworks, or something cut the address.");
    }

    private static Finding hmacRequest(HmacApplication hmac, QueryString query) {
        List<String> hosts =
                hmac.portalAddresses().stream().map(URI::getAuthority).toList();
        return query.text("host_url")
                .map(asked -> hosts.stream().anyMatch(host -> host.equalsIgnoreCase(asked))
                        ? fine("host_url is one of portal.")
                        : wrong("host_url is " + asked + ", and portal has " + String.join(" ", hosts) + "."))
                .orElseGet(() -> fine("host_url is absent, so the first portal is taken."));
    }

    private static List<Finding> answer(JwtApplication jwt, QueryString query) {
        return List.of(
                fine("This is the answer of " + jwt.application().id() + " on its way to Freshworks."),
                present(query, "state"),
                query.octets("id_token").isPresent()
                        ? fine("id_token is there. It is a credential: clear this address from mails and tickets.")
                        : wrong("id_token is missing: something between here and Freshworks cut the address."));
    }

    private String nearest(String place) {
        List<URI> all = registrations.stream()
                .filter(JwtApplication.class::isInstance)
                .map(JwtApplication.class::cast)
                .flatMap(jwt -> jwt.redirects().addresses().stream())
                .toList();
        return all.isEmpty() ? place : compared("it", place, all).text();
    }

    /** Names the character from which on an address differs from the configured one that is most like it. */
    private static Finding compared(String name, String asked, List<URI> configured) {
        URI like = configured.stream()
                .max(Comparator.comparingInt(uri -> common(uri.toString(), asked)))
                .orElseThrow();
        int same = common(like.toString(), asked);
        if (like.toString().equals(asked)) {
            return fine(name + " is configured.");
        }
        return wrong(name + " is not configured. The nearest is " + like + "; from character " + (same + 1)
                + " on they differ: " + rest(asked, same) + " here, " + rest(like.toString(), same) + " there.");
    }

    private static int common(String a, String b) {
        int i = 0;
        while (i < a.length() && i < b.length() && a.charAt(i) == b.charAt(i)) {
            i++;
        }
        return i;
    }

    private static String rest(String text, int from) {
        return from >= text.length()
                ? "nothing more"
                : "\u201c" + text.substring(from, Math.min(text.length(), from + 40)) + "\u201d";
    }

    private static Finding fine(String text) {
        return new Finding(true, text);
    }

    private static Finding wrong(String text) {
        return new Finding(false, text);
    }
}
