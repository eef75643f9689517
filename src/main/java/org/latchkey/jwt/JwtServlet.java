package org.latchkey.jwt;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.latchkey.application.MailAddress;
import org.latchkey.application.StartAgain;
import org.latchkey.application.Target;
import org.latchkey.audit.Decision;
import org.latchkey.http.Methods;
import org.latchkey.http.Parts;
import org.latchkey.http.PathId;
import org.latchkey.http.QueryString;
import org.latchkey.signin.Person;

/** {@code GET /jwt/{app}}: Freshworks' Authorization URL. */
public final class JwtServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) {
        JwtApplications jwt = Parts.get(getServletContext(), JwtApplications.class);
        String id = PathId.of(request);
        Decision decision = Decision.of(request).note("application", id);
        JwtApplication application = jwt.applications().require(id);
        StartAgain.at(request, application.application());
        Methods.require(request, "GET");
        JwtRequest asked = JwtRequest.parse(QueryString.of(request));
        application.requireClient(asked.clientId());
        Target target =
                asked.redirectUri().map(application.redirects()::require).orElseGet(application.redirects()::first);
        Person person = jwt.signIn().enter(request, application.application());
        IdToken token = application.tokenFor(person.user(), asked.nonce(), jwt.clock());
        target.redirect(response, "state=" + asked.state().encoded() + "&id_token=" + token.text());
        jwt.signIn().remember(request, person);
        MailAddress mail = application.application().mailOf(person.user());
        decision.note("mailFrom", mail.attribute())
                .note("target", target.toString())
                .outcome("signed-in");
    }
}
