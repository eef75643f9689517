package org.latchkey.signin;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.latchkey.http.Methods;
import org.latchkey.http.Parts;
import org.latchkey.page.Pages;
import org.latchkey.page.SignedOutPage;

/**
 * {@code GET /signout}: ends the session and shows a page that starts no Windows sign-in, or the user would be back in at
 * once. Freshworks calls it from another site, with whatever parameters it likes.
 */
public final class SignOutServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Methods.require(request, "GET");
        List<SignedOutPage.Elsewhere> elsewhere = Parts.find(getServletContext(), Elsewhere.class)
                .map(known -> known.of(request))
                .orElse(List.of());
        Parts.get(getServletContext(), SignIn.class).forget(request);
        SignedOutPage page = new SignedOutPage(getServletContext().getContextPath() + "/", elsewhere);
        Parts.get(getServletContext(), Pages.class).show(request, response, HttpServletResponse.SC_OK, page);
    }
}
