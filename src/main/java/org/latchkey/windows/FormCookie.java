package org.latchkey.windows;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * Marks a browser whose token was refused: it sees the form and is not challenged, or it would send the same token again
 * and again, or raise a pop-up at each step. Five minutes are longer than anybody tries in a row, and short enough that
 * nobody stays with the form after the cause (a clock, a keytab) is mended. It says nothing and proves nothing.
 *
 * @param secure whether browsers may send it over TLS only
 */
record FormCookie(boolean secure) {

    static final String NAME = "latchkey-form";

    private static final Duration LIFETIME = Duration.ofMinutes(5);

    static FormCookie at(Optional<URI> publicUrl) {
        return new FormCookie(publicUrl
                .filter(url -> "https".equalsIgnoreCase(url.getScheme()))
                .isPresent());
    }

    static boolean isOn(HttpServletRequest request) {
        Cookie[] cookies = request.getCookies();
        for (Cookie cookie : cookies == null ? new Cookie[0] : cookies) {
            if (cookie.getName().equals(NAME)) {
                return true;
            }
        }
        return false;
    }

    void set(HttpServletRequest request, HttpServletResponse response) {
        response.addCookie(cookie(request, LIFETIME));
    }

    void clear(HttpServletRequest request, HttpServletResponse response) {
        response.addCookie(cookie(request, Duration.ZERO));
    }

    private Cookie cookie(HttpServletRequest request, Duration lifetime) {
        Cookie cookie = new Cookie(NAME, "1");
        cookie.setHttpOnly(true);
        // Lax, since the next try begins at Freshworks and arrives by a top-level redirect from there.
        cookie.setAttribute("SameSite", "Lax");
        cookie.setSecure(secure);
        // As Tomcat's session cookie, so that a proxy which rewrites the one rewrites the other.
        cookie.setPath(request.getContextPath().isEmpty() ? "/" : request.getContextPath());
        cookie.setMaxAge((int) lifetime.toSeconds());
        return cookie;
    }
}
