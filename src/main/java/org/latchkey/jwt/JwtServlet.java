package org.latchkey.jwt;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.latchkey.http.Parts;
import org.latchkey.http.PathId;

/** {@code GET /jwt/{app}}: Freshworks' Authorization URL. */
public final class JwtServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) {
        Parts.get(getServletContext(), JwtApplications.class).answer(request, response, PathId.of(request));
    }
}
