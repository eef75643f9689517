package org.latchkey.hmac;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.latchkey.application.RedirectAllowList;
import org.latchkey.application.Target;
import org.latchkey.config.Secret;
import org.latchkey.refusal.Reason;
import org.latchkey.refusal.Refusal;

/**
 * One portal of a helpdesk, with the secret that it shares with us.
 *
 * @param address {@code https://host}, maybe with a port
 * @param secret asked for at each sign-in, so that a changed file counts from then on
 */
record Portal(URI address, Supplier<Secret> secret) {

    /** The host as {@code host_url} names it, with the port where one is configured. */
    String host() {
        return address.getAuthority().toLowerCase(Locale.ROOT);
    }

    boolean isNamed(String host) {
        return host().equals(host.toLowerCase(Locale.ROOT));
    }

    Target loginAddress() {
        return new RedirectAllowList(List.of(address.resolve("/login/sso"))).first();
    }

    /**
     * Whether an address is one of this portal. It is parsed and compared part by part: the text of a hostile one begins like
     * a good one ({@code https://acme.freshdesk.com@evil.example/}).
     */
    boolean owns(String page) {
        try {
            URI uri = new URI(page);
            return address.getScheme().equalsIgnoreCase(uri.getScheme())
                    && uri.getRawAuthority() != null
                    && isNamed(uri.getRawAuthority());
        } catch (URISyntaxException e) {
            // What Java cannot read, a browser may read in its own way.
            return false;
        }
    }

    /** @throws Refusal {@link Reason#REDIRECT_TO_UNKNOWN} for an address of any other site */
    String requireOwn(String redirectTo) {
        if (!owns(redirectTo)) {
            throw new Refusal(Reason.REDIRECT_TO_UNKNOWN).with("redirect_to", redirectTo);
        }
        return redirectTo;
    }

    @Override
    public String toString() {
        return address.toString();
    }
}
