package org.latchkey.hmac;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.latchkey.http.Parts;
import org.latchkey.http.PathId;

/** {@code GET /hmac/{app}}: a helpdesk's Remote login URL. */
public final class HmacServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) {
        Parts.get(getServletContext(), HmacApplications.class).answer(request, response, PathId.of(request));
    }
}
