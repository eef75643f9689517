package org.latchkey.portal;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import org.latchkey.application.Registration;
import org.latchkey.http.LocalRedirect;
import org.latchkey.http.Methods;
import org.latchkey.http.Parts;
import org.latchkey.http.PathId;
import org.latchkey.http.QueryString;
import org.latchkey.refusal.Reason;
import org.latchkey.refusal.Refusal;

/**
 * {@code GET /go/{app}}: a link for intranet pages and bookmarks. Where a sign-in can begin here it does; {@code target} names
 * the page to land on, and is judged there. With JWT it can begin at Freshworks only, where state and nonce come from, so the
 * link leads to the application's {@code startUrl}.
 */
public final class GoServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) {
        Methods.require(request, "GET");
        String id = PathId.of(request);
        Registration registration = Parts.get(getServletContext(), PortalApplications.class)
                .find(id)
                .orElseThrow(() -> new Refusal(Reason.APPLICATION_UNKNOWN).with("application", id));
        Optional<String> ownStart = registration.ownStart();
        if (ownStart.isPresent()) {
            LocalRedirect.to(request, ownStart.get() + landing(request)).send(response);
            return;
        }
        registration
                .application()
                .startTarget()
                .orElseThrow(() -> new Refusal(Reason.START_UNKNOWN).with("application", id))
                .redirect(response);
    }

    private static String landing(HttpServletRequest request) {
        return QueryString.of(request)
                .octets("target")
                .filter(target -> !target.isEmpty())
                .map(target -> "?redirect_to=" + target.encoded())
                .orElse("");
    }
}
