package org.latchkey.http;

import jakarta.servlet.http.HttpServletRequest;

/**
 * Who may read the metrics.
 *
 * @param from their addresses
 */
public record Scrapers(Networks from, Client client) {

    /**
     * Whether this request comes from one of them. A proxy that nobody was told to trust, or that does not say for whom it
     * asks, is itself at an address that may well be allowed, 127.0.0.1 say: whoever comes through it is not.
     */
    public boolean admit(HttpServletRequest request) {
        String address = client.address(request);
        boolean unknown = Client.showsProxy(request) && address.equals(request.getRemoteAddr());
        return !unknown && from.contains(address);
    }
}
