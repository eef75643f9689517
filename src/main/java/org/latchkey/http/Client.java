package org.latchkey.http;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.List;

/**
 * Who is at the other end. A forwarding header counts only when the peer is a trusted proxy, and the chain is walked from
 * the right: everything to the left of the last address that we do not trust can have been written by the client.
 *
 * @param trustedProxies the proxies whose {@code X-Forwarded-For} and {@code X-Forwarded-Proto} count
 */
public record Client(Networks trustedProxies) {

    private static final List<String> PROXY_TRACES = List.of(
            "Via",
            "Forwarded",
            "X-Forwarded-For",
            "X-Forwarded-Host",
            "X-Forwarded-Proto",
            "X-Forwarded-Port",
            "X-Real-IP");

    /** The client's address, as text without a port. */
    public String address(HttpServletRequest request) {
        String peer = request.getRemoteAddr();
        // Some proxies add a line of their own below the client's, and all lines are one list (RFC 9110, 5.3).
        List<String> lines = Collections.list(request.getHeaders("X-Forwarded-For"));
        if (lines.isEmpty() || !trustedProxies.contains(peer)) {
            return peer;
        }
        String[] chain = String.join(",", lines).split(",", -1);
        for (int i = chain.length - 1; i >= 0; i--) {
            String hop = chain[i].strip();
            if (!trustedProxies.contains(hop)) {
                return Networks.isAddress(hop) ? hop : peer;
            }
        }
        return peer;
    }

    /** Whether anything in this request shows that somebody stands between the browser and this server, trusted or not. */
    public static boolean showsProxy(HttpServletRequest request) {
        return PROXY_TRACES.stream().anyMatch(name -> request.getHeader(name) != null);
    }
}
