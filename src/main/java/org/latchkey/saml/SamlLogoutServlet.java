package org.latchkey.saml;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.latchkey.http.LocalRedirect;
import org.latchkey.http.Methods;
import org.latchkey.http.Parts;
import org.latchkey.http.QueryString;
import org.latchkey.page.Pages;
import org.latchkey.page.SignedOutPage;
import org.latchkey.refusal.Reason;
import org.latchkey.refusal.Refusal;
import org.latchkey.signin.SignIn;

/** {@code GET, POST /saml/slo}: single logout by either binding; a plain GET signs out here, and nowhere else. */
public final class SamlLogoutServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    private static final String CONTINUE = "continue";

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Methods.require(request, "GET", "POST");
        Optional<SingleLogout> logout = SingleLogout.in(getServletContext());
        Optional<String> token =
                "GET".equals(request.getMethod()) ? QueryString.of(request).text(CONTINUE) : Optional.empty();
        if (logout.isPresent() && token.isPresent()) {
            answer(
                    request,
                    response,
                    logout.get(),
                    LogoutMessage.open(logout.get().sealed(), token.get()));
            return;
        }
        Optional<IncomingMessage> message = logout.isPresent() ? IncomingMessage.readEither(request) : Optional.empty();
        if (message.isPresent()) {
            receive(request, response, logout.get(), logout.get().received(message.get()));
            return;
        }
        if ("POST".equals(request.getMethod())) {
            throw ClosedSaml.refusal(getServletContext()).orElseGet(() -> new Refusal(Reason.SAML_REQUEST_MISSING));
        }
        List<SignedOutPage.Elsewhere> elsewhere =
                logout.map(known -> known.elsewhere(request)).orElse(List.of());
        Parts.get(getServletContext(), SignIn.class).forget(request);
        showSignedOut(request, response, elsewhere);
    }

    /** What was posted comes once more, as a GET: only that brings the session's cookie along. */
    private void receive(
            HttpServletRequest request, HttpServletResponse response, SingleLogout logout, LogoutMessage message)
            throws IOException {
        if ("POST".equals(request.getMethod())) {
            LocalRedirect.to(request, "/saml/slo?" + CONTINUE + "=" + message.seal(logout.sealed()))
                    .send(response);
            return;
        }
        answer(request, response, logout, message);
    }

    private void answer(
            HttpServletRequest request, HttpServletResponse response, SingleLogout logout, LogoutMessage message)
            throws IOException {
        LogoutStep next = logout.answer(request, message);
        if (next.message().isPresent()) {
            Pages pages = Parts.get(getServletContext(), Pages.class);
            next.message().get().send(request, response, pages, logout.credential());
            return;
        }
        showSignedOut(request, response, logout.elsewhere(next.unconfirmed()));
    }

    private void showSignedOut(
            HttpServletRequest request, HttpServletResponse response, List<SignedOutPage.Elsewhere> elsewhere)
            throws IOException {
        SignedOutPage page = new SignedOutPage(getServletContext().getContextPath() + "/", elsewhere);
        Parts.get(getServletContext(), Pages.class).show(request, response, HttpServletResponse.SC_OK, page);
    }
}
