package org.latchkey.hmac;

import java.util.Optional;
import org.latchkey.http.QueryString;

/**
 * What a helpdesk sends to the Remote login URL. Both come from whoever made the link, so neither is followed before it was
 * found in the configuration.
 *
 * @param host the portal's host, never a URL; absent where there is one portal only
 * @param redirectTo where to land on the portal
 */
record HmacRequest(Optional<String> host, Optional<String> redirectTo) {

    static HmacRequest parse(QueryString query) {
        return new HmacRequest(query.text("host_url"), query.text("redirect_to"));
    }
}
