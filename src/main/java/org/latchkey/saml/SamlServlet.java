package org.latchkey.saml;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.latchkey.audit.Decision;
import org.latchkey.http.LocalRedirect;
import org.latchkey.http.Methods;
import org.latchkey.http.Parts;
import org.latchkey.http.QueryString;
import org.latchkey.page.Pages;

/** {@code GET, POST /saml/sso}: where applications send their authentication requests, by either binding. */
public final class SamlServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Methods.require(request, "GET", "POST");
        SingleSignOn sso = SingleSignOn.of(getServletContext());
        Optional<String> token = "GET".equals(request.getMethod())
                ? QueryString.of(request).text(SingleSignOn.CONTINUE)
                : Optional.empty();
        if (token.isPresent()) {
            answer(request, response, sso, sso.sealed().open(token.get()));
            return;
        }
        SignOnRequest asked = sso.received(request);
        if ("POST".equals(request.getMethod()) || asked.forceAuthn()) {
            String sealed = sso.sealed().seal(asked);
            LocalRedirect.to(request, "/saml/sso?" + SingleSignOn.CONTINUE + "=" + sealed)
                    .send(response);
            return;
        }
        answer(request, response, sso, asked);
    }

    private void answer(HttpServletRequest request, HttpServletResponse response, SingleSignOn sso, SignOnRequest asked)
            throws IOException {
        Decision.of(request).note("application", asked.application());
        Parts.get(getServletContext(), Pages.class)
                .show(request, response, HttpServletResponse.SC_OK, sso.answer(request, asked));
    }
}
