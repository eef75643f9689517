package org.latchkey.web;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.latchkey.audit.Audit;
import org.latchkey.audit.Decision;
import org.latchkey.http.Parts;
import org.latchkey.refusal.MethodNotAllowed;
import org.latchkey.refusal.Reason;
import org.latchkey.refusal.Refusal;

/** The page for errors that the container itself answers with: an unknown path, a method that a static file does not take. */
public final class ErrorServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (request.getDispatcherType() != DispatcherType.ERROR) {
            throw new Refusal(Reason.PAGE_UNKNOWN);
        }
        new Answers(getServletContext()).refuse(request, response, refusal(request));
        // The edge filter had nothing decided to write when the container came here.
        Parts.get(getServletContext(), Audit.class).write(Decision.of(request));
    }

    private static Refusal refusal(HttpServletRequest request) {
        int status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer code ? code : 0;
        // The servlet API's answer to a method that it has no name for; to a browser it is the same as 405.
        return status == HttpServletResponse.SC_NOT_IMPLEMENTED
                ? new MethodNotAllowed(request.getMethod(), "GET, HEAD")
                : new Refusal(reason(status));
    }

    private static Reason reason(int status) {
        return switch (status) {
            case HttpServletResponse.SC_NOT_FOUND -> Reason.PAGE_UNKNOWN;
            case HttpServletResponse.SC_METHOD_NOT_ALLOWED -> Reason.METHOD_NOT_ALLOWED;
            case HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE -> Reason.FORM_TOO_LARGE;
            case HttpServletResponse.SC_REQUEST_URI_TOO_LONG -> Reason.ADDRESS_TOO_LONG;
            default ->
                status >= HttpServletResponse.SC_INTERNAL_SERVER_ERROR ? Reason.INTERNAL : Reason.REQUEST_REFUSED;
        };
    }
}
