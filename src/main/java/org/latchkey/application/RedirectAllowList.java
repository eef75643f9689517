package org.latchkey.application;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.latchkey.refusal.Reason;
import org.latchkey.refusal.Refusal;

/**
 * The addresses of one application, as configured. A requested address is compared whole, character by character, with the
 * configured text: no prefix, no pattern, no normalisation, so that there is nothing to get around (RFC 9700, 2.1).
 *
 * @param addresses in the order of the configuration; the first one is the default
 */
public record RedirectAllowList(List<URI> addresses) {

    public RedirectAllowList {
        addresses = List.copyOf(addresses);
        if (addresses.isEmpty()) {
            throw new IllegalArgumentException("expected one address at least");
        }
    }

    /** @throws Refusal {@link Reason#REDIRECT_URI_UNKNOWN} when the requested address is none of the configured ones */
    public Target require(String requested) {
        return find(requested)
                .orElseThrow(() -> new Refusal(Reason.REDIRECT_URI_UNKNOWN).with("redirect_uri", requested));
    }

    public Optional<Target> find(String requested) {
        return addresses.stream()
                .filter(address -> address.toString().equals(requested))
                .findFirst()
                .map(Target::new);
    }

    /** Where a request without an address goes. */
    public Target first() {
        return new Target(addresses.get(0));
    }
}
