package org.latchkey.http;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

/**
 * A short-lived cookie of this web application: HttpOnly, and SameSite=Lax so that it comes along when another site links
 * here but not when another site posts here (RFC 6265bis, 5.5.7).
 *
 * @param secure whether browsers reach this site by https
 */
public record LaxCookie(String name, boolean secure, Duration lifetime) {

    public Optional<String> read(HttpServletRequest request) {
        Cookie[] cookies = request.getCookies();
        return cookies == null
                ? Optional.empty()
                : Arrays.stream(cookies)
                        .filter(cookie -> cookie.getName().equals(name))
                        .map(Cookie::getValue)
                        .findFirst();
    }

    public void set(HttpServletRequest request, HttpServletResponse response, String value) {
        response.addCookie(cookie(request, value, (int) lifetime.toSeconds()));
    }

    public void clear(HttpServletRequest request, HttpServletResponse response) {
        response.addCookie(cookie(request, "", 0));
    }

    private Cookie cookie(HttpServletRequest request, String value, int maxAge) {
        Cookie cookie = new Cookie(name, value);
        // As it was sent, the context path may carry a path parameter, which no cookie's path can have.
        cookie.setPath(request.getServletContext().getContextPath() + "/");
        cookie.setHttpOnly(true);
        cookie.setSecure(secure);
        cookie.setMaxAge(maxAge);
        cookie.setAttribute("SameSite", "Lax");
        return cookie;
    }
}
