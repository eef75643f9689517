package org.latchkey.setup;

import jakarta.servlet.ServletContext;
import jakarta.servlet.SessionCookieConfig;
import jakarta.servlet.SessionTrackingMode;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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
        String seen = request.getServerName();
        if (!"https".equalsIgnoreCase(url.getScheme())) {
            return new Finding(
                    State.WARNING,
                    "publicUrl",
                    url + " is not https: tickets, passwords and answers cross the network in the clear.",
                    "Give Tomcat, or the proxy in front, a certificate, and change publicUrl.");
        }
        if (seen.equalsIgnoreCase(url.getHost())) {
            return new Finding(State.FINE, "publicUrl", "This page was asked for at " + url.getHost() + ", too.", "");
        }
        return new Finding(
                State.NOTE,
                "publicUrl",
                "It names " + url.getHost() + ", and this page was asked for at " + seen + ".",
                "Open this page at " + url
                        + " to check that way. If you did, the proxy does not pass the Host header on.");
    }

    private Finding proxy(HttpServletRequest request) {
        if (!Client.showsProxy(request)) {
            return new Finding(State.FINE, "Proxy", "No proxy shows in this request.", "");
        }
        boolean trusted = trustedProxies.contains(request.getRemoteAddr());
        return new Finding(
                trusted ? State.FINE : State.WARNING,
                "Proxy",
                "This request came through a proxy, " + request.getRemoteAddr()
                        + (trusted ? ", which is in trustedProxies." : ", which is not in trustedProxies."),
                trusted
                        ? ""
                        : "Add it to trustedProxies of latchkey/site: else all people count as one address in the"
                                + " throttle and in the audit.");
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
