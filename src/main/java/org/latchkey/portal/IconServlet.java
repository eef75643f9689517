package org.latchkey.portal;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.latchkey.application.Icon;
import org.latchkey.http.Methods;
import org.latchkey.http.Parts;
import org.latchkey.http.PathId;
import org.latchkey.page.SecurityHeaders;
import org.latchkey.refusal.Reason;
import org.latchkey.refusal.Refusal;

/** {@code GET /icons/{app}}: the picture on an application's tile. It is no secret, and nobody has to sign in for it. */
public final class IconServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Methods.require(request, "GET", "HEAD");
        Icon icon = Parts.get(getServletContext(), PortalApplications.class)
                .find(PathId.of(request))
                .flatMap(registration -> registration.application().icon())
                .orElseThrow(() -> new Refusal(Reason.PAGE_UNKNOWN))
                .get();
        byte[] content = icon.content();
        SecurityHeaders.applyToPicture(response);
        response.setContentType(icon.mediaType());
        response.setContentLength(content.length);
        if (!"HEAD".equals(request.getMethod())) {
            response.getOutputStream().write(content);
        }
    }
}
