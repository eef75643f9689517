package org.latchkey.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.regex.Pattern;
import org.latchkey.refusal.Reason;
import org.latchkey.refusal.Refusal;

/**
 * A path within this web application, the only kind of address besides an application's {@code Target} that a browser may
 * be sent to.
 *
 * @param path an absolute path that starts with the context path, and maybe a query
 */
public record LocalRedirect(String path) {

    /** Visible ASCII without backslash: browsers read {@code /\host} and {@code //host} as another site. */
    private static final Pattern SAFE = Pattern.compile("/(?![/\\\\])[\\x21-\\x5B\\x5D-\\x7E]*");

    public LocalRedirect {
        if (!path.isEmpty() && !SAFE.matcher(path).matches()) {
            throw new Refusal(Reason.FORM_FOREIGN).with("return path", "not a path of this site");
        }
    }

    /**
     * The address of this very request: where to return to after signing in. A container takes {@code //latchkey/jwt/x} for
     * {@code /latchkey/jwt/x}, a browser for the site {@code latchkey}. An address that cannot be repeated safely becomes this
     * site's start page.
     */
    public static LocalRedirect back(HttpServletRequest request) {
        String query = request.getQueryString();
        String path = request.getRequestURI().replaceFirst("^/+", "/") + (query == null ? "" : "?" + query);
        return SAFE.matcher(path).matches() ? new LocalRedirect(path) : to(request, "/");
    }

    /** @param path within the web application, starting with a slash */
    public static LocalRedirect to(HttpServletRequest request, String path) {
        return new LocalRedirect(request.getServletContext().getContextPath() + path);
    }

    /** Lets the browser ask for the address again by itself, beside the page that it is given now. */
    public void again(HttpServletResponse response, int seconds) {
        response.setHeader("Refresh", seconds + ";url=" + path);
    }

    /** 303, so that a POST is followed by a GET. The relative form never asks {@code Host} where this site is. */
    public void send(HttpServletResponse response) {
        response.setStatus(HttpServletResponse.SC_SEE_OTHER);
        response.setHeader("Location", path.isEmpty() ? "/" : path);
    }
}
