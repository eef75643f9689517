package org.latchkey.setup;

import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.latchkey.application.Registration;
import org.latchkey.asp.Replacement;
import org.latchkey.asp.Replacements;
import org.latchkey.hmac.HmacApplication;
import org.latchkey.http.QueryString;
import org.latchkey.jwt.JwtApplication;
import org.latchkey.page.TroublePage.Finding;
import org.latchkey.refusal.Refusal;
import org.latchkey.saml.IdentityProvider;
import org.latchkey.saml.SamlApplication;

/**
 * Reads the address at which somebody's browser stopped, as it was copied from the address bar: a request to here, a portal
 * link, or the answer on its way back. A token in it is a credential: it is neither repeated, nor kept, nor used.
 */
record AddressCheck(
        List<Registration> registrations,
        Optional<IdentityProvider> identityProvider,
        Optional<URI> publicUrl,
        List<Replacement> replacements,
        Clock clock) {

    private static final Pattern REQUEST = Pattern.compile("/(jwt|hmac|go|saml/start)/([A-Za-z0-9._-]+)$");
    private static final Pattern SPACES = Pattern.compile("\\s+");
    private static final Pattern SCHEME = Pattern.compile("(?i)^https?://");

    /** With a path, so that the name of a site in a sentence is none. */
    private static final String BARE =
            "(?:(?:[a-z0-9-]{1,63}\\.){1,9}[a-z][a-z0-9-]{1,62}|localhost)(?::[0-9]{1,5})?/[^\\s<>\"\u201C\u201D]*";

    private static final Pattern WHOLE = Pattern.compile("(?i)^" + BARE);
    private static final Pattern WITHIN =
            Pattern.compile("(?i)https?://[^\\s<>\"\u201C\u201D]+|(?<![\\w.@/\\\\-])" + BARE);
    private static final String SENTENCE_END = ",;:!?')]";
    private static final Pattern ORIGIN = Pattern.compile("^[A-Za-z]+://[^/]*");
    private static final Pattern OWN = Pattern.compile(
            "/(?:signin|signout|browser-check|setup(?:/.*)?|icons/.*|saml/metadata|health/.*|metrics)$");
    private static final Pattern SHORTENED = Pattern.compile("(?:\u2026|\\.\\.\\.)$");

    AddressCheck {
        registrations = List.copyOf(registrations);
        replacements = List.copyOf(replacements);
    }

    static boolean looksLikeOne(String text) {
        return SCHEME.matcher(text).find() || WHOLE.matcher(text).lookingAt();
    }

    /** The first address in a sentence. */
    static Optional<String> within(String text) {
        Matcher address = WITHIN.matcher(text);
        return address.find() ? Optional.of(withoutSentenceEnd(address.group())) : Optional.empty();
    }

    /** One full stop ends a sentence; several stand for what was left out, which is told. */
    private static String withoutSentenceEnd(String address) {
        int end = address.length();
        while (end > 0 && isSentenceEnd(address, end - 1)) {
            end--;
        }
        return address.substring(0, end);
    }

    private static boolean isSentenceEnd(String address, int at) {
        char last = address.charAt(at);
        return SENTENCE_END.indexOf(last) >= 0 || (last == '.' && (at == 0 || address.charAt(at - 1) != '.'));
    }

    /** No address goes on behind a space; people do. */
    private static String first(String asked) {
        String[] words = SPACES.split(asked, 2);
        return words.length == 1 ? words[0] : withoutSentenceEnd(words[0]);
    }

    List<Finding> findings(String asked) {
        String first = first(asked);
        List<Finding> findings = new ArrayList<>(ofOne(first));
        if (first.length() < asked.length()) {
            findings.add(
                    Finding.fine("What stands behind the first space was left out. If the address was broken into lines"
                            + " where it was shown, put it together again."));
        }
        return findings;
    }

    private List<Finding> ofOne(String asked) {
        String address = SCHEME.matcher(asked).find()
                ? asked
                : publicUrl.map(URI::getScheme).orElse("https") + "://" + asked;
        if (SHORTENED.matcher(address).find()) {
            return List.of(
                    Finding.wrong("The address was shortened where it was shown: its end is missing. Copy it from the"
                            + " address bar."));
        }
        String[] parts = address.split("[?]", 2);
        QueryString query = QueryString.parse(parts.length < 2 ? "" : parts[1].replaceFirst("#.*", ""));
        String place = parts[0].replaceFirst("[;#].*", "");
        try {
            return consumer(place, address.replaceFirst("#.*", ""))
                    .map(List::of)
                    .orElseGet(() -> findings(place, query));
        } catch (Refusal e) {
            return List.of(Finding.wrong("The query cannot be read: " + e.reason() + " " + e.facts()));
        }
    }

    /** @param whole with its query, since that of a service provider may have one */
    private Optional<Finding> consumer(String place, String whole) {
        return only(SamlApplication.class).stream()
                .filter(saml -> PortalClocks.addresses(List.of(saml)).stream()
                        .map(URI::toString)
                        .anyMatch(known -> known.equals(whole) || known.equals(place)))
                .findFirst()
                .map(saml -> Finding.fine("This is where answers for "
                        + saml.application().id()
                        + " are posted (its Assertion Consumer Service), and it is configured. What was posted is in no"
                        + " address, so explain the message that is shown there."));
    }

    private List<Finding> findings(String place, QueryString query) {
        Matcher request = REQUEST.matcher(place);
        if (request.find()) {
            return at(place.substring(0, request.start()), request(request.group(1), request.group(2), query));
        }
        if (place.endsWith("/saml/sso") || place.endsWith("/saml/slo")) {
            return at(
                    place.substring(0, place.length() - "/saml/sso".length()),
                    new SamlAddress(registrations, identityProvider, clock).findings(query, place.endsWith("slo")));
        }
        String path = place.replaceFirst("(?i)^https?://[^/]*", "");
        if (path.toLowerCase(Locale.ROOT).endsWith(".asp")) {
            return script(path.substring(path.lastIndexOf('/') + 1), query);
        }
        Optional<Finding> other = other(place);
        if (other.isPresent()) {
            return List.of(other.get());
        }
        return only(JwtApplication.class).stream()
                .filter(jwt -> jwt.redirects().find(place).isPresent())
                .findFirst()
                .map(jwt -> new JwtAddress(jwt).answer(query))
                .orElseGet(() -> List.of(Finding.wrong(
                        "This is no address that Latchkey takes or sends people to, as far as it is configured: "
                                + nearest(place))));
    }

    /** Where publicUrl tells it, whether the address is of this server at all. */
    private List<Finding> at(String beginning, List<Finding> findings) {
        String canonical = canonical(beginning);
        if (publicUrl.isEmpty() || canonical.equals(own())) {
            return findings;
        }
        List<Finding> all = new ArrayList<>(findings);
        all.add(
                0,
                Finding.wrong("It does not begin with publicUrl. "
                        + Difference.of("What it begins with", canonical, List.of(URI.create(own())))
                                .text()));
        return all;
    }

    private String own() {
        return publicUrl.map(url -> canonical(url.toString())).orElse("");
    }

    /** The host in lower case, and no port where the scheme tells it (RFC 3986, 6.2). */
    private static String canonical(String address) {
        return ORIGIN.matcher(address)
                .replaceFirst(origin -> Matcher.quoteReplacement(origin.group()
                        .toLowerCase(Locale.ROOT)
                        .replaceFirst("^(https://.*):443$|^(http://.*):80$", "$1$2")))
                .replaceFirst("/$", "");
    }

    private boolean isOwnPage(String place) {
        String canonical = canonical(place);
        if (publicUrl.isEmpty()) {
            return OWN.matcher(canonical).find();
        }
        return canonical.equals(own())
                || (canonical.startsWith(own() + "/")
                        && OWN.matcher(canonical.substring(own().length())).matches());
    }

    private <T> List<T> only(Class<T> mechanism) {
        return registrations.stream()
                .filter(mechanism::isInstance)
                .map(mechanism::cast)
                .toList();
    }

    /** Addresses of which the number on the page tells more than they do themselves. */
    private Optional<Finding> other(String place) {
        if (isOwnPage(place)) {
            return Optional.of(Finding.fine("This is a page of Latchkey's own, and no address of an application."
                    + " If it showed a number, that tells more."));
        }
        return only(HmacApplication.class).stream()
                .filter(hmac -> hmac.destinations().stream().anyMatch(portal -> place.equals(portal.toString())))
                .findFirst()
                .map(hmac -> Finding.fine("This is the link of "
                        + hmac.application().id() + " on its way to the helpdesk. It is good for 30 seconds."));
    }

    private List<Finding> script(String script, QueryString query) {
        List<Replacement> meant = Replacements.meant(replacements, script, query);
        if (meant.isEmpty()) {
            return List.of(Finding.wrong("This is the address of an old script, and no application replaces it, so"
                    + " nobody is found at it. Name it in replaces of its application."));
        }
        if (meant.size() > 1) {
            return List.of(Finding.wrong("This is the address of an old script that "
                    + meant.stream().map(Replacement::id).collect(Collectors.joining(" and "))
                    + " replace, and it does not tell which is meant: neither client_id, redirect_uri nor host_url names"
                    + " one of them alone."));
        }
        String id = meant.get(0).id();
        List<Finding> findings = new ArrayList<>();
        findings.add(Finding.fine("This is the address of an old script, and " + id
                + " answers at it; with debug=1 it tells what it would send."));
        open(id).ifPresentOrElse(
                        found -> findings.addAll(request(found.protocol(), found, query)),
                        () -> findings.add(Finding.wrong(
                                id + " has errors in its configuration, so it is closed; the overview has them.")));
        return findings;
    }

    private Optional<Registration> open(String id) {
        return registrations.stream()
                .filter(registration -> registration.application().id().equals(id))
                .findFirst();
    }

    private List<Finding> request(String path, String id, QueryString query) {
        Optional<Registration> found = open(id);
        List<Finding> findings = new ArrayList<>();
        findings.add(
                found.isPresent()
                        ? Finding.fine("The application is " + id + ".")
                        : Finding.wrong(
                                "No open application has the id " + id + "; ids are compared with regard to case."));
        found.ifPresent(registration -> findings.addAll(request(path, registration, query)));
        return findings;
    }

    private static List<Finding> request(String path, Registration registration, QueryString query) {
        if (path.equals("go")) {
            return new PortalLink(registration).findings(query, "target");
        }
        if (registration instanceof JwtApplication jwt && path.equals("jwt")) {
            return new JwtAddress(jwt).request(query);
        }
        if (registration instanceof HmacApplication hmac && path.equals("hmac")) {
            List<Finding> findings = new ArrayList<>(List.of(hmacRequest(hmac, query)));
            query.text("redirect_to")
                    .ifPresent(page -> findings.addAll(new PortalLink(hmac).findings(query, "redirect_to")));
            return findings;
        }
        if (path.equals("saml/start") && registration.protocol().equals("saml")) {
            return new PortalLink(registration).findings(query, "redirect_to");
        }
        return List.of(Finding.wrong("This application does not speak " + path.replaceFirst("/.*", "")
                + ", so its address begins otherwise: its sheet shows it."));
    }

    private static Finding hmacRequest(HmacApplication hmac, QueryString query) {
        String hosts = hmac.portalAddresses().stream().map(URI::getAuthority).collect(Collectors.joining(" "));
        return query.text("host_url")
                .map(asked -> hmac.hasPortal(asked)
                        ? Finding.fine("host_url is one of portal.")
                        : Finding.wrong("host_url is " + Quoted.of(asked) + ", and portal has " + hosts + "."))
                .orElseGet(() -> Finding.fine("host_url is absent, so the first portal is taken."));
    }

    private String nearest(String place) {
        List<URI> all = new ArrayList<>(PortalClocks.addresses(registrations));
        identityProvider.ifPresent(provider -> all.addAll(List.of(provider.singleSignOn(), provider.singleLogout())));
        publicUrl.ifPresent(url -> registrations.forEach(registration -> all.add(URI.create(own() + "/"
                + registration.protocol() + "/" + registration.application().id()))));
        return all.isEmpty() ? place : Difference.of("it", place, all).text();
    }
}
