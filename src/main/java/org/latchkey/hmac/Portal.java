package org.latchkey.hmac;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.latchkey.application.RedirectAllowList;
import org.latchkey.application.Sites;
import org.latchkey.application.Target;
import org.latchkey.config.Secret;

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

    /** Where its signed links begin. */
    URI link() {
        return address.resolve("/login/sso");
    }

    Target loginAddress() {
        return new RedirectAllowList(List.of(link())).first();
    }

    /** Whether an address is one of this portal. */
    boolean owns(String page) {
        return new Sites(List.of(address)).contain(page);
    }

    @Override
    public String toString() {
        return address.toString();
    }
}
