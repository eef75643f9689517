package org.latchkey.web;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.latchkey.audit.Tally;
import org.latchkey.directory.ControllerStatus;
import org.latchkey.directory.Directory;
import org.latchkey.http.Methods;
import org.latchkey.http.Parts;
import org.latchkey.http.Scrapers;
import org.latchkey.refusal.Reason;
import org.latchkey.refusal.Refusal;

/** {@code GET /metrics}, for the addresses in {@code metricsFrom}; to anybody else there is no such page. */
public final class MetricsServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (!Parts.get(getServletContext(), Scrapers.class).admit(request)) {
            throw new Refusal(Reason.PAGE_UNKNOWN);
        }
        Methods.require(request, "GET", "HEAD");
        List<ControllerStatus> controllers = Parts.find(getServletContext(), Directory.class)
                .map(Directory::controllers)
                .orElse(List.of());
        byte[] body = MetricsText.of(Parts.get(getServletContext(), Tally.class), controllers)
                .getBytes(StandardCharsets.UTF_8);
        response.setContentType(MetricsText.TYPE);
        response.setContentLength(body.length);
        response.setHeader("Cache-Control", "no-store");
        if (!"HEAD".equals(request.getMethod())) {
            response.getOutputStream().write(body);
        }
    }
}
