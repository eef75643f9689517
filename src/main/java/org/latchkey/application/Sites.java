package org.latchkey.application;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.latchkey.refusal.Reason;
import org.latchkey.refusal.Refusal;

/**
 * Where an application's own pages are, as origins (RFC 6454): scheme, host and port. An address is parsed and compared part
 * by part: the text of a hostile one begins like a good one ({@code https://acme.freshdesk.com@evil.example/}).
 *
 * @param origins {@code https://host}, maybe with a port; what stands behind that is not looked at
 */
public record Sites(List<URI> origins) {

    public static final Sites NONE = new Sites(List.of());

    public Sites {
        origins = List.copyOf(origins);
    }

    Sites and(List<URI> more) {
        return new Sites(Stream.concat(origins.stream(), more.stream()).toList());
    }

    /** Whether an address is of one of these origins. */
    public boolean contain(String address) {
        try {
            URI uri = new URI(address);
            return uri.getScheme() != null
                    && isAscii(uri.getRawAuthority())
                    && origins.stream().anyMatch(origin -> isSame(origin, uri));
        } catch (URISyntaxException e) {
            // What Java cannot read, a browser may read in its own way.
            return false;
        }
    }

    /** Java takes a dotless i for an i where letter case does not count; a browser goes to the host that really has it. */
    private static boolean isAscii(@Nullable String authority) {
        return authority != null && authority.chars().allMatch(c -> c > ' ' && c < 0x7F);
    }

    private static boolean isSame(URI origin, URI address) {
        return origin.getScheme().equalsIgnoreCase(address.getScheme())
                && origin.getRawAuthority().equalsIgnoreCase(address.getRawAuthority());
    }

    /** @throws Refusal {@link Reason#REDIRECT_TO_UNKNOWN} for an address of any other site */
    public Target require(String address) {
        if (!contain(address)) {
            throw new Refusal(Reason.REDIRECT_TO_UNKNOWN).with("page", address);
        }
        return new Target(URI.create(address));
    }
}
