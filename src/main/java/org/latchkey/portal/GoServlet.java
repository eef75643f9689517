package org.latchkey.portal;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import org.latchkey.application.Application;
import org.latchkey.application.Registration;
import org.latchkey.application.Target;
import org.latchkey.http.LocalRedirect;
import org.latchkey.http.Methods;
import org.latchkey.http.Octets;
import org.latchkey.http.Parts;
import org.latchkey.http.PathId;
import org.latchkey.http.QueryString;
import org.latchkey.refusal.Reason;
import org.latchkey.refusal.Refusal;
import org.latchkey.signin.Person;
import org.latchkey.signin.SignIn;

/**
 * {@code GET /go/{app}}: a link for intranet pages and bookmarks. Where a sign-in can begin here it does; {@code target} names
 * the page to land on, and is judged there. With JWT it can begin at Freshworks only, where state and nonce come from, so the
 * link leads to a page of the application that begins one: {@code target}, the person's {@code landing}, or {@code startUrl}.
 */
public final class GoServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) {
        Methods.require(request, "GET");
        String id = PathId.of(request);
        PortalApplications portal = Parts.get(getServletContext(), PortalApplications.class);
        Registration registration = portal.require(id);
        Optional<Octets> target = QueryString.of(request).octets("target").filter(octets -> !octets.isEmpty());
        Optional<String> ownStart = registration.ownStart();
        if (ownStart.isPresent()) {
            String query =
                    target.map(octets -> "?redirect_to=" + octets.encoded()).orElse("");
            LocalRedirect.to(request, ownStart.get() + query).send(response);
            return;
        }
        Application application = registration.application();
        target.map(Octets::text)
                .map(application.sites()::require)
                .or(() -> landing(request, portal.signIn(), application))
                .or(application::startTarget)
                .orElseThrow(() -> new Refusal(Reason.START_UNKNOWN).with("application", id))
                .redirect(response);
    }

    /** Nobody is asked who he is where it makes no difference. */
    private static Optional<Target> landing(HttpServletRequest request, SignIn signIn, Application application) {
        if (application.landing().isEmpty()) {
            return Optional.empty();
        }
        Person person = signIn.enter(request, application);
        Optional<Target> landing = application.landing().of(person.groups()).map(application.sites()::require);
        if (landing.isPresent() || application.start().isPresent()) {
            signIn.remember(request, person);
        }
        return landing;
    }
}
