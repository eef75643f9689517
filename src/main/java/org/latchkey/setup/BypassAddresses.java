package org.latchkey.setup;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.latchkey.application.Registration;

/**
 * The addresses at Freshworks that go past single sign-on, as far as the configuration tells them: {@code /login/normal} of
 * helpdesks, at their own host name, too, and of organisations at {@code freshworks.com}. What answers go to at
 * {@code myfreshworks.com} has none.
 *
 * @see <a href="https://support.freshservice.com/en/support/solutions/folders/50000000036">Freshservice, sign-in trouble</a>
 */
record BypassAddresses(List<Registration> registrations) {

    private static final List<String> WITH_BYPASS = List.of(".freshservice.com", ".freshdesk.com", ".freshworks.com");
    private static final String WITHOUT = ".myfreshworks.com";

    /** Where older helpdesks take answers, which may be at a name of the customer's own. */
    private static final List<String> OF_HELPDESK = List.of("/login/sso", "/login/saml");

    BypassAddresses {
        registrations = List.copyOf(registrations);
    }

    List<String> all() {
        return registrations.stream()
                .filter(BypassAddresses::isOfFreshworks)
                .flatMap(BypassAddresses::places)
                .filter(place -> place.getRawAuthority() != null && !isUnder(WITHOUT, place))
                .map(place -> place.getScheme() + "://" + place.getRawAuthority() + "/login/normal")
                .distinct()
                .toList();
    }

    /** SAML is spoken by others, too. */
    private static boolean isOfFreshworks(Registration registration) {
        return !registration.protocol().equals("saml")
                || PortalClocks.addresses(List.of(registration)).stream()
                        .anyMatch(place -> isHelpdesk(place) || isUnder(WITHOUT, place));
    }

    private static Stream<URI> places(Registration registration) {
        return Stream.concat(
                registration.application().start().stream(),
                PortalClocks.addresses(List.of(registration)).stream().filter(BypassAddresses::isHelpdesk));
    }

    private static boolean isHelpdesk(URI place) {
        return OF_HELPDESK.contains(place.getPath()) || WITH_BYPASS.stream().anyMatch(domain -> isUnder(domain, place));
    }

    private static boolean isUnder(String domain, URI place) {
        return place.getHost() != null
                && place.getHost().toLowerCase(Locale.ROOT).endsWith(domain);
    }
}
