package org.latchkey.setup;

import jakarta.servlet.ServletContext;
import jakarta.servlet.SessionCookieConfig;
import jakarta.servlet.SessionTrackingMode;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.latchkey.http.Client;
import org.latchkey.http.Networks;
import org.latchkey.page.ChecksPage.Finding;
import org.latchkey.page.ChecksPage.State;

/**
 * What surrounds Latchkey: the address that browsers use, proxies, and Tomcat.
 *
 * @param trustedProxies those whose forwarding headers count
 */
public record ServerChecks(Optional<URI> publicUrl, Networks trustedProxies, TomcatFigures tomcatFigures) {

    /** Tickets of Windows reach 48,000 octets at its default limit, and Base64 adds a third. */
    private static final int ENOUGH = 65536;

    private static final int LONGEST_SHOWN = 200;

    List<Finding> address(HttpServletRequest request) {
        List<Finding> findings = new ArrayList<>();
        findings.add(publicUrl
                .map(url -> compared(url, request))
                .orElseGet(() -> new Finding(
                        State.WARNING,
                        "publicUrl",
                        "It is not set, so addresses to paste lack their beginning, and SAML cannot be used.",
                        "Set publicUrl of latchkey/site to the address that browsers use, with the context path.")));
        findings.add(proxy(request));
        return findings;
    }

    private static Finding compared(URI url, HttpServletRequest request) {
        if (!"https".equalsIgnoreCase(url.getScheme())) {
            return new Finding(
                    State.WARNING,
                    "publicUrl",
                    url + " is not https: tickets, passwords and answers cross the network in the clear.",
                    "Give Tomcat, or the proxy in front, a certificate, and change publicUrl.");
        }
        String configured = origin(url.getScheme(), url.getHost(), url.getPort());
        String seen = origin(request.getScheme(), request.getServerName(), request.getServerPort());
        if (seen.equals(configured)) {
            return new Finding(State.FINE, "publicUrl", "This page was asked for at " + configured + ", too.", "");
        }
        return new Finding(
                State.NOTE,
                "publicUrl",
                "It is at " + configured + ", and Tomcat sees this request at " + seen + ".",
                request.getServerName().equalsIgnoreCase(url.getHost())
                        ? "If a proxy ends TLS, tell Tomcat so on that connector in conf/server.xml: scheme=\"https\""
                                + " secure=\"true\" proxyPort=\"443\"; until then NTLM is not taken. Without a proxy, correct"
                                + " publicUrl, or the port of the connector."
                        : "Open this page at " + url
                                + " to check that way. If you did, the proxy does not pass the Host header on.");
    }

    /** In the form in which browsers compare origins (RFC 6454, 4): in lower case, with the port in any case. */
    private static String origin(String scheme, String host, int port) {
        String lower = scheme.toLowerCase(Locale.ROOT);
        int usual = lower.equals("https") ? 443 : 80;
        return lower + "://" + host.toLowerCase(Locale.ROOT) + ":" + (port < 0 ? usual : port);
    }

    private Finding proxy(HttpServletRequest request) {
        Map<String, String> traces = Client.proxyTraces(request);
        if (traces.isEmpty()) {
            return new Finding(State.FINE, "Proxy", "No proxy shows in this request.", "");
        }
        boolean trusted = trustedProxies.contains(request.getRemoteAddr());
        String headers = traces.entrySet().stream()
                .map(trace -> trace.getKey() + ": " + shortened(trace.getValue()))
                .collect(Collectors.joining("; "));
        return new Finding(
                trusted ? State.FINE : State.WARNING,
                "Proxy",
                "This request came through a proxy, " + request.getRemoteAddr()
                        + (trusted ? ", which is in trustedProxies." : ", which is not in trustedProxies.")
                        + " Its headers: " + headers + ".",
                trusted
                        ? ""
                        : "Add it to trustedProxies of latchkey/site: else all people count as one address in the"
                                + " throttle and in the audit.");
    }

    private static String shortened(String value) {
        int points = Math.min(LONGEST_SHOWN, value.codePointCount(0, value.length()));
        int end = value.offsetByCodePoints(0, points);
        return value.substring(0, end) + (end < value.length() ? "\u2026" : "");
    }

    List<Finding> tomcat() {
        List<Finding> findings = new ArrayList<>();
        findings.add(tomcatFigures
                .headerLimit()
                .map(ServerChecks::limit)
                .orElseGet(() -> new Finding(
                        State.UNKNOWN,
                        "Tomcat: size of headers",
                        "No connector tells its limit by JMX.",
                        "Look for maxHttpHeaderSize=\"65536\" on the connector in conf/server.xml.")));
        findings.add(
                tomcatFigures
                        .errorPagesTell()
                        .map(ServerChecks::errorPages)
                        .orElseGet(
                                () -> new Finding(
                                        State.UNKNOWN,
                                        "Tomcat: error pages",
                                        "No ErrorReportValve is known by JMX.",
                                        "Set showReport and showServerInfo of ErrorReportValve to false on the Host in conf/server.xml.")));
        return findings;
    }

    private static Finding limit(int octets) {
        boolean enough = octets >= ENOUGH;
        return new Finding(
                enough ? State.FINE : State.WARNING,
                "Tomcat: size of headers",
                "The smallest limit of a connector is " + octets + " octets.",
                enough
                        ? ""
                        : "People in hundreds of groups get a bare error 400. Set maxHttpHeaderSize=\"65536\" on the"
                                + " connector in conf/server.xml, and the limit of each proxy in front.");
    }

    private static Finding errorPages(boolean tell) {
        return new Finding(
                tell ? State.NOTE : State.FINE,
                "Tomcat: error pages",
                tell
                        ? "Tomcat's own error pages, for requests that never reach Latchkey, tell its version."
                        : "Tomcat's own error pages tell neither its version nor a trace.",
                tell ? "Set showReport and showServerInfo of ErrorReportValve to false on the Host." : "");
    }

    Finding cookie(ServletContext context) {
        SessionCookieConfig cookie = context.getSessionCookieConfig();
        boolean https = publicUrl
                .filter(url -> "https".equalsIgnoreCase(url.getScheme()))
                .isPresent();
        boolean byCookieOnly = Set.of(SessionTrackingMode.COOKIE).equals(context.getEffectiveSessionTrackingModes());
        boolean good = cookie.isHttpOnly() && byCookieOnly && (cookie.isSecure() || !https);
        return new Finding(
                good ? State.FINE : State.WARNING,
                "Session cookie",
                "HttpOnly: " + cookie.isHttpOnly() + ". Secure: " + cookie.isSecure() + ". By cookie only: "
                        + byCookieOnly + ".",
                good
                        ? ""
                        : "Something outside Latchkey changed it: look at conf/web.xml and conf/context.xml of Tomcat.");
    }
}
