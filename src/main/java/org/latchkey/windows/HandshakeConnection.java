package org.latchkey.windows;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import org.latchkey.http.Client;

/**
 * A handshake of several legs belongs to one TCP connection, and is safe only where that connection is one browser's own:
 * behind a proxy that shares connections the second leg can be another person's. So legs are counted only on a connection
 * that shows no trace of anybody in between. A proxy that leaves none cannot be seen.
 *
 * @param publicUrl what browsers see, where it is known
 */
record HandshakeConnection(Optional<URI> publicUrl) {

    /** Set by Tomcat's RemoteIpValve, which takes the proxy's headers away. */
    private static final String FORWARDED = "org.apache.tomcat.request.forwarded";

    /** The connection's identity, unique in this process and never used twice. */
    static String id(HttpServletRequest request) {
        return request.getServletConnection().getConnectionId();
    }

    /** Why this request's connection may not be one browser's own, or will not last; empty when nothing speaks against it. */
    Optional<String> obstacle(HttpServletRequest request) {
        // AJP's connections belong to the web server in front, and are shared. Tomcat names the socket's protocol once,
        // so after an upgrade to HTTP/2 only the request's own protocol tells.
        String protocol = request.getProtocol() + " over "
                + request.getServletConnection().getProtocol();
        if (!protocol.equalsIgnoreCase("HTTP/1.1 over http/1.1")) {
            // HTTP/1.0 too: it is how nginx speaks to its upstream unless told otherwise.
            return Optional.of(protocol);
        }
        if (Client.showsProxy(request) || request.getAttribute(FORWARDED) != null) {
            return Optional.of("a header of a proxy");
        }
        if (isClosing(request)) {
            return Optional.of("Connection: close");
        }
        return publicUrl.filter(url -> !isAt(url, request)).map(url -> "arrived at another address than publicUrl");
    }

    private static boolean isClosing(HttpServletRequest request) {
        String connection = request.getHeader("Connection");
        return connection != null && connection.toLowerCase(Locale.ROOT).contains("close");
    }

    private static boolean isAt(URI url, HttpServletRequest request) {
        boolean https = "https".equalsIgnoreCase(url.getScheme());
        int port = url.getPort() >= 0 ? url.getPort() : https ? 443 : 80;
        return url.getScheme().equalsIgnoreCase(request.getScheme())
                && url.getHost().equalsIgnoreCase(request.getServerName())
                && port == request.getServerPort();
    }
}
