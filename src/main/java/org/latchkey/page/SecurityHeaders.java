package org.latchkey.page;

import jakarta.servlet.http.HttpServletResponse;

/**
 * The headers that go with every answer, redirects and static files included.
 *
 * <p>{@code Cross-Origin-Opener-Policy} is left out on purpose: it counts for each redirect of a chain too, and would cut a
 * sign-in that an application opened in a pop-up off from the window that waits for it.
 */
public final class SecurityHeaders {

    static final String CSP = "Content-Security-Policy";

    /** Everything is refused but our own style sheet and pictures; no script runs (CSP level 3). */
    private static final String BASE_POLICY =
            "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; frame-ancestors 'none'";

    static final String STRICT = BASE_POLICY + "; form-action 'self'";

    /**
     * For pages whose form starts a sign-in. Browsers apply {@code form-action} to the whole redirect chain that follows a
     * form's POST, so {@code 'self'} would block the landing at Freshworks. It does not fall back to {@code default-src}.
     */
    static final String LEADS_TO_OTHER_SITES = BASE_POLICY;

    /** For a picture that somebody drew: opened by itself, an SVG is a page, and must not be one that runs anything. */
    private static final String PICTURE = "default-src 'none'; style-src 'unsafe-inline'; sandbox";

    /** For the page whose form carries a message to another site and sends itself: our own script may run there. */
    static final String SUBMITS_ITSELF = LEADS_TO_OTHER_SITES + "; script-src 'self'";

    /** For pages with values to copy. */
    static final String COPIES = STRICT + "; script-src 'self'";

    private SecurityHeaders() {}

    /** For a picture out of a file of the site's. It changes seldom, and each visit of the portal needs it. */
    public static void applyToPicture(HttpServletResponse response) {
        response.setHeader(CSP, PICTURE);
        response.setHeader("Cache-Control", "private, max-age=3600");
    }

    public static void apply(HttpServletResponse response) {
        response.setHeader(CSP, STRICT);
        // A style sheet of yesterday's version must not meet today's pages; what holds a secret says no-store instead.
        response.setHeader("Cache-Control", "no-cache");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("X-Frame-Options", "DENY");
        response.setHeader("Referrer-Policy", "no-referrer");
        response.setHeader("Cross-Origin-Resource-Policy", "same-origin");
        response.setHeader("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()");
    }
}
