package org.latchkey.application;

import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import org.latchkey.refusal.Reason;
import org.latchkey.refusal.Refusal;

/**
 * An address of another site that the configuration allows. Only {@link RedirectAllowList} and {@link Sites} make one, and
 * nothing else sends a browser away: a redirect to an address out of a request cannot be written by mistake.
 */
public final class Target {

    /** Tomcat's headers may have 8192 octets together where nothing is set, and so may those of many a proxy. */
    private static final int LONGEST = 7000;

    private final URI address;

    Target(URI address) {
        this.address = address;
    }

    /** The address, for pages and forms that post to it. */
    public URI address() {
        return address;
    }

    /** 302 to the address as it is. */
    public void redirect(HttpServletResponse response) {
        redirect(response, "");
    }

    /**
     * 302 to the address with more parameters. What it carries is a credential in a URL, so nothing may keep it and no
     * page may pass it on as a referrer.
     *
     * @param parameters {@code name=value&…}, percent-encoded; may be empty
     * @throws Refusal {@link Reason#ANSWER_TOO_LONG}
     */
    public void redirect(HttpServletResponse response, String parameters) {
        String location = with(parameters);
        if (location.length() > LONGEST) {
            throw new Refusal(Reason.ANSWER_TOO_LONG).with("length", Integer.toString(location.length()));
        }
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("Referrer-Policy", "no-referrer");
        response.setStatus(HttpServletResponse.SC_FOUND);
        response.setHeader("Location", location);
    }

    private String with(String parameters) {
        String text = address.toASCIIString();
        if (parameters.isEmpty()) {
            return text;
        }
        return text + (address.getRawQuery() == null ? "?" : "&") + parameters;
    }

    @Override
    public String toString() {
        return address.toString();
    }
}
