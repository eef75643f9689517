package org.latchkey.windows;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.latchkey.http.Parts;

/**
 * The filter of {@code web.xml}. Without a valid configuration there is no {@link WindowsSignIn}: then nobody is known, and the
 * pages that help the administrator are reached all the same.
 */
public final class WindowsSignInFilter extends HttpFilter {

    private static final long serialVersionUID = 1L;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        Optional<WindowsSignIn> signIn = Parts.find(getServletContext(), WindowsSignIn.class);
        if (signIn.isPresent()) {
            signIn.get().serve(request, response, chain);
        } else {
            chain.doFilter(request, response);
        }
    }
}
