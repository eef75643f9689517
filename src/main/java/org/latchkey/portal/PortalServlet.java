package org.latchkey.portal;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.latchkey.application.Application;
import org.latchkey.application.Registration;
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
        PortalPage page = page(request, portal, person, helpText());
        portal.signIn().remember(request, person);
        Decision.of(request).outcome("portal-shown");
        Parts.get(getServletContext(), Pages.class).show(request, response, HttpServletResponse.SC_OK, page);
    }

    private String helpText() {
        return Parts.get(getServletContext(), HelpText.class).text();
    }

    private static PortalPage page(
            HttpServletRequest request, PortalApplications portal, Person person, String helpText) {
        String path = request.getServletContext().getContextPath();
        List<PortalPage.Tile> tiles = portal.applications().stream()
                .filter(registration -> registration
                        .application()
                        .access()
                        .decide(person.groups())
                        .isGranted())
                .map(registration -> tile(path, registration))
                .toList();
        String account = person.user().account().toString();
        return new PortalPage(
                person.user().attribute("displayName").orElse(account),
                account,
                person.signedIn().mechanism().name(),
                tiles,
                path + "/signout",
                helpText);
    }

    private static PortalPage.Tile tile(String path, Registration registration) {
        Application application = registration.application();
        boolean starts = application.start().isPresent()
                || !application.landing().isEmpty()
                || registration.ownStart().isPresent();
        Optional<String> icon = application.icon().map(picture -> path + "/icons/" + application.id());
        return new PortalPage.Tile(application.title(), path + "/go/" + application.id(), starts, icon);
    }
}
