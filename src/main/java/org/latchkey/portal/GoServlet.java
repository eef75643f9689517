package org.latchkey.portal;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.latchkey.application.Application;
import org.latchkey.http.Methods;
import org.latchkey.http.Parts;
import org.latchkey.http.PathId;
import org.latchkey.refusal.Reason;
import org.latchkey.refusal.Refusal;

/**
 * {@code GET /go/{app}}: a link for intranet pages and bookmarks. With JWT the sign-in starts at Freshworks, where state and
 * nonce come from, so the link leads to the application's {@code startUrl}.
 */
public final class GoServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) {
        Methods.require(request, "GET");
        String id = PathId.of(request);
        Application application = Parts.get(getServletContext(), PortalApplications.class)
                .find(id)
                .orElseThrow(() -> new Refusal(Reason.APPLICATION_UNKNOWN).with("application", id));
        application
                .startTarget()
                .orElseThrow(() -> new Refusal(Reason.START_UNKNOWN).with("application", id))
                .redirect(response);
    }
}
