package org.latchkey.web;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.latchkey.config.Configuration;
import org.latchkey.directory.Readiness;
import org.latchkey.http.Methods;
import org.latchkey.http.Parts;
import org.latchkey.refusal.Reason;
import org.latchkey.refusal.Refusal;

/**
 * {@code GET /health/live}: the process answers. {@code GET /health/ready}: it can sign people in, else 503 with the part
 * that cannot. JSON without any detail, since anybody may ask.
 */
public final class HealthServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Methods.require(request, "GET", "HEAD");
        switch (String.valueOf(request.getPathInfo())) {
            case "/live" -> answer(request, response, "");
            case "/ready" -> answer(request, response, unready());
            default -> throw new Refusal(Reason.PAGE_UNKNOWN);
        }
    }

    private String unready() {
        Configuration configuration = Parts.get(getServletContext(), Configuration.class);
        if (configuration.isEmpty() || configuration.closed()) {
            return "configuration";
        }
        return Parts.get(getServletContext(), Readiness.class).isUp() ? "" : "directory";
    }

    private static void answer(HttpServletRequest request, HttpServletResponse response, String down)
            throws IOException {
        String json = down.isEmpty() ? "{\"status\":\"up\"}" : "{\"status\":\"down\",\"because\":\"" + down + "\"}";
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        response.setStatus(down.isEmpty() ? HttpServletResponse.SC_OK : HttpServletResponse.SC_SERVICE_UNAVAILABLE);
        response.setContentType("application/json");
        response.setContentLength(body.length);
        response.setHeader("Cache-Control", "no-store");
        if (!"HEAD".equals(request.getMethod())) {
            response.getOutputStream().write(body);
        }
    }
}
