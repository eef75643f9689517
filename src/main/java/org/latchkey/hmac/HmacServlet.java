package org.latchkey.hmac;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import org.latchkey.application.StartAgain;
import org.latchkey.audit.Decision;
import org.latchkey.http.Methods;
import org.latchkey.http.Parts;
import org.latchkey.http.PathId;
import org.latchkey.http.QueryString;
import org.latchkey.signin.Person;

/** {@code GET /hmac/{app}}: a helpdesk's Remote login URL. */
public final class HmacServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) {
        HmacApplications hmac = Parts.get(getServletContext(), HmacApplications.class);
        String id = PathId.of(request);
        Decision decision = Decision.of(request).note("application", id);
        HmacApplication application = hmac.applications().require(id);
        StartAgain.at(request, application.application());
        Methods.require(request, "GET");
        HmacRequest asked = HmacRequest.parse(QueryString.of(request));
        Portal portal = application.portal(asked);
        Optional<String> redirectTo = asked.redirectTo().map(portal::requireOwn);
        Person person = hmac.signIn().enter(request, application.application());
        SimpleSsoUrl link = application.linkFor(person.user(), portal, redirectTo, hmac.clock());
        portal.loginAddress().redirect(response, link.parameters());
        hmac.signIn().remember(request, person);
        decision.note(
                        "mailFrom",
                        application.application().mailOf(person.user()).attribute())
                .note("target", portal.toString())
                .outcome("signed-in");
    }
}
