package org.latchkey.jwt;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.Map;
import org.latchkey.application.Applications;
import org.latchkey.application.Entrance;
import org.latchkey.application.MailAddress;
import org.latchkey.application.Target;
import org.latchkey.audit.Decision;
import org.latchkey.directory.DirectoryUser;
import org.latchkey.directory.Membership;
import org.latchkey.http.QueryString;
import org.latchkey.signin.SignIn;
import org.latchkey.signin.SignedRedirect;

/** The applications that speak JWT, and how a request to one of them is answered. */
public record JwtApplications(Applications<JwtApplication> applications, SignIn signIn, Clock clock)
        implements Entrance {

    @Override
    public void answer(HttpServletRequest request, HttpServletResponse response, String id) {
        Decision.of(request).note("application", id);
        JwtApplication application = require(id);
        SignedRedirect.answer(
                request, response, signIn, application.application(), query -> redirect(application, query));
    }

    private SignedRedirect redirect(JwtApplication application, QueryString query) {
        JwtRequest asked = JwtRequest.parse(query);
        Target target = application.targetOf(asked);
        return new SignedRedirect(target, target.toString(), (person, mail) -> {
            IdToken token = application.tokenFor(person.user(), mail, asked.nonce(), clock);
            return "state=" + asked.state().encoded() + "&id_token=" + token.text();
        });
    }

    @Override
    public Preview preview(String id, QueryString query, DirectoryUser user, Membership groups) {
        JwtApplication application = require(id);
        Target target = application.targetOf(JwtRequest.parse(query));
        MailAddress mail = application.application().mailOf(user);
        Map<String, String> claims = application.claimsOf(user, mail);
        return new Preview(target.toString(), claims, () -> IdToken.outline(claims, Preview.LEFT_OUT));
    }

    @Override
    public boolean knows(String id) {
        return applications.byId().containsKey(id);
    }

    @Override
    public JwtApplication require(String id) {
        return applications.require(id);
    }

    @Override
    public boolean isNamed(String id, String parameter, String value) {
        return applications
                .find(id)
                .filter(application -> application.isNamed(parameter, value))
                .isPresent();
    }
}
