package org.latchkey.portal;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.latchkey.audit.Decision;
import org.latchkey.http.Methods;
import org.latchkey.http.Parts;
import org.latchkey.page.HelpText;
import org.latchkey.page.Pages;
import org.latchkey.page.PortalPage;
import org.latchkey.signin.Person;

/** {@code GET /}: the applications that the person who is signed in may enter. */
public final class PortalServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Methods.require(request, "GET");
        PortalApplications portal = Parts.get(getServletContext(), PortalApplications.class);
        Person person = portal.signIn().person(request, "");
        Tiles tiles = Tiles.of(portal, person, getServletContext().getContextPath());
        PortalPage page = page(person, tiles);
        portal.signIn().remember(request, person);
        Decision decision = Decision.of(request);
        // Nothing was refused, and yet the administrator should find what is missing here, and the remedy.
        tiles.hidden().ifPresent(refusal -> {
            decision.note("reason", refusal.reason().name());
            refusal.facts().forEach(decision::note);
        });
        decision.outcome("portal-shown");
        Parts.get(getServletContext(), Pages.class).show(request, response, HttpServletResponse.SC_OK, page);
    }

    private PortalPage page(Person person, Tiles tiles) {
        String account = person.user().account().toString();
        return new PortalPage(
                person.user().attribute("displayName").orElse(account),
                account,
                person.signedIn().mechanism().name(),
                tiles.shown(),
                tiles.hidden().isPresent(),
                getServletContext().getContextPath() + "/signout",
                Parts.get(getServletContext(), HelpText.class).text());
    }
}
