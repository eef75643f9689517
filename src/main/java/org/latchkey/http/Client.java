package org.latchkey.http;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Who is at the other end. A forwarding header counts only when the peer is a trusted proxy, and the chain is walked from
 * the right: everything to the left of the last address that we do not trust can have been written by the client.
 *
 * @param trustedProxies the proxies whose {@code X-Forwarded-For} and {@code X-Forwarded-Proto} count
 */
public record Client(Networks trustedProxies) {

    private static final Pattern WITH_PORT =
            Pattern.compile("(?<v4>[0-9.]+):\\d{1,5}|\\[(?<v6>[0-9A-Fa-f:.]+)](:\\d{1,5})?");

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
            String hop = withoutPort(chain[i].strip());
            if (!trustedProxies.contains(hop)) {
                return Networks.isAddress(hop) ? hop : peer;
            }
        }
        return peer;
    }

    /** IIS's Application Request Routing writes {@code 10.0.0.1:54321} and {@code [2001:db8::1]:443}. */
    private static String withoutPort(String hop) {
        Matcher matcher = WITH_PORT.matcher(hop);
        if (!matcher.matches()) {
            return hop;
        }
        return matcher.group("v4") == null ? matcher.group("v6") : matcher.group("v4");
    }

    /**
     * What is counted as one client: an IPv4 address, or the 64 bits of an IPv6 address that belong to one network. Whoever
     * has one IPv6 address has all of its network (RFC 6177), so single ones are not worth counting.
     */
    public String network(HttpServletRequest request) {
        return Networks.enclosing(address(request));
    }

    /** Whether anything in this request shows that somebody stands between the browser and this server, trusted or not. */
    public static boolean showsProxy(HttpServletRequest request) {
        return PROXY_TRACES.stream().anyMatch(name -> request.getHeader(name) != null);
    }

    /** The headers of this request that show it, with their values as they came: whoever sends them can write anything. */
    public static Map<String, String> proxyTraces(HttpServletRequest request) {
        Map<String, String> traces = new LinkedHashMap<>();
        for (String name : PROXY_TRACES) {
            List<String> lines = Collections.list(request.getHeaders(name));
            if (!lines.isEmpty()) {
                traces.put(name, String.join(", ", lines));
            }
        }
        return traces;
    }
}
