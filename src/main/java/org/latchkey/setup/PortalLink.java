package org.latchkey.setup;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.latchkey.application.Application;
import org.latchkey.application.Registration;
import org.latchkey.http.QueryString;
import org.latchkey.page.TroublePage.Finding;

/** An address that begins a sign-in here: {@code /go/{app}}, and what it leads to. */
record PortalLink(Registration registration) {

    private static final Pattern ORIGIN = Pattern.compile("(?i)([a-z][a-z0-9+.-]*://[^/?#]*).*");

    /** @param parameter that names the page to land on */
    List<Finding> findings(QueryString query, String parameter) {
        List<Finding> findings = new ArrayList<>();
        Optional<String> target = query.text(parameter);
        findings.add(target.map(page -> target(parameter, page)).orElseGet(this::start));
        if (target.isEmpty() && query.raw("amp;" + parameter).isPresent()) {
            findings.add(Finding.wrong(parameter + " is behind &amp;: the address was copied out of a page's source."));
        }
        return findings;
    }

    private Finding start() {
        Application application = registration.application();
        if (registration.ownStart().isPresent()) {
            return Finding.fine(
                    "It names no page to land on. A sign-in begins here, and landing or the other side decides.");
        }
        return application
                .start()
                .map(address -> Finding.fine("It names no page to land on, and leads to startUrl, " + address
                        + (application.landing().isEmpty() ? "." : ", or to the page of landing.")))
                .orElseGet(() -> application.landing().isEmpty()
                        ? Finding.wrong(
                                "It names no page to land on, and startUrl is not set: with JWT a sign-in can begin at"
                                        + " Freshworks only. Set startUrl of this application.")
                        : Finding.fine("It names no page to land on; landing decides by group."));
    }

    private Finding target(String parameter, String page) {
        if (registration.application().sites().contain(page)) {
            return Finding.fine(parameter + " is on a site of this application, so people may land there.");
        }
        List<URI> origins = registration.application().sites().origins();
        Matcher origin = ORIGIN.matcher(page);
        if (!origin.matches()) {
            return Finding.wrong(parameter + " is no whole address: it has to begin with https:// and a host.");
        }
        if (origins.isEmpty()) {
            return Finding.wrong(
                    parameter + " is refused, since this application has neither startUrl nor sites. Name its sites"
                            + " in sites.");
        }
        List<String> allowed = origins.stream().map(PortalLink::origin).toList();
        if (allowed.contains(origin.group(1))) {
            return Finding.wrong(
                    parameter + " is on a site of this application, but holds characters that no address has, such"
                            + " as spaces: percent-encode them.");
        }
        return Finding.wrong(Difference.ofTexts("The site of " + parameter, origin.group(1), allowed)
                        .text()
                + " Sites are those of startUrl, the portals, and sites.");
    }

    private static String origin(URI address) {
        return address.getScheme() + "://" + address.getRawAuthority();
    }
}
