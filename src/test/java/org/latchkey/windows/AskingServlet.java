package org.latchkey.windows;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.latchkey.refusal.Reason;
import org.latchkey.refusal.Refusal;
import org.latchkey.signin.SignInRequired;
import org.latchkey.signin.SignInSession;
import org.latchkey.signin.SignedIn;

/** Does as a protocol's servlet does: judges the request, asks who is there, decides, and begins the session last. */
final class AskingServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    private final transient SignInSession sessions;

    AskingServlet(SignInSession sessions) {
        this.sessions = sessions;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String path = request.getPathInfo();
        switch (path) {
            case "/malformed" -> throw new Refusal(Reason.STATE_MISSING);
            case "/anonymous-session" -> request.getSession(true);
            case "/open" -> write(response, "open");
            case "/sid" -> write(response, "sid " + signedIn(request).account().sid());
            case "/renamed" -> {
                signedIn(request);
                sessions.end(request);
                throw new SignInRequired();
            }
            default -> {
                SignedIn signedIn = signedIn(request);
                if (path.equals("/forbidden")) {
                    throw new Refusal(Reason.MAIL_MISSING);
                }
                sessions.begin(request, signedIn);
                write(
                        response,
                        signedIn.getName() + " by " + signedIn.mechanism() + " as " + request.getRemoteUser()
                                + " through " + request.getAuthType());
            }
        }
    }

    private static SignedIn signedIn(HttpServletRequest request) {
        if (request.getUserPrincipal() instanceof SignedIn signedIn) {
            return signedIn;
        }
        throw new SignInRequired();
    }

    private static void write(HttpServletResponse response, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }
}
