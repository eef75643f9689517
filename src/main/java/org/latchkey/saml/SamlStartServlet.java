package org.latchkey.saml;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.latchkey.application.Application;
import org.latchkey.application.StartAgain;
import org.latchkey.audit.Decision;
import org.latchkey.http.LocalRedirect;
import org.latchkey.http.Methods;
import org.latchkey.http.Parts;
import org.latchkey.http.PathId;
import org.latchkey.http.QueryString;
import org.latchkey.page.Pages;

/** {@code GET /saml/start/{app}}: a sign-in that begins on this side (SAML profiles, 4.1.5); {@code /go/{app}} leads here. */
public final class SamlStartServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        SingleSignOn sso = SingleSignOn.of(getServletContext());
        String id = PathId.of(request);
        Decision.of(request).note("application", id);
        SamlApplication application = sso.saml().applications().require(id);
        StartAgain.at(request, application.application());
        Methods.require(request, "GET");
        if (application.ownStart().isEmpty()) {
            elsewhere(request, response, application.application());
            return;
        }
        SignOnRequest unsolicited = new SignOnRequest(
                id,
                "",
                application.serviceProvider().defaultConsumer().location(),
                page(request, application.application()),
                NameIdChoice.of(Optional.empty(), application.nameIdFormat()),
                false,
                false,
                Optional.empty(),
                List.of(),
                false,
                sso.saml().clock().instant());
        Parts.get(getServletContext(), Pages.class)
                .show(request, response, HttpServletResponse.SC_OK, sso.answer(request, unsolicited));
    }

    /** Whoever is led here by another site would else be signed in without the application having asked for it. */
    private static void elsewhere(HttpServletRequest request, HttpServletResponse response, Application application) {
        String target = QueryString.of(request)
                .octets("redirect_to")
                .map(octets -> "?target=" + octets.encoded())
                .orElse("");
        LocalRedirect.to(request, "/go/" + application.id() + target).send(response);
    }

    /** The page to land on, which travels as RelayState (SAML bindings, 3.5.3). */
    private static Optional<String> page(HttpServletRequest request, Application application) {
        return QueryString.of(request)
                .text("redirect_to")
                .map(page -> application.sites().require(page).toString());
    }
}
