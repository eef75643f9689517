package org.latchkey.jwt;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import org.latchkey.application.Applications;
import org.latchkey.application.Entrance;
import org.latchkey.application.MailAddress;
import org.latchkey.application.StartAgain;
import org.latchkey.application.Target;
import org.latchkey.audit.Decision;
import org.latchkey.directory.DirectoryUser;
import org.latchkey.directory.Membership;
import org.latchkey.http.Methods;
import org.latchkey.http.QueryString;
import org.latchkey.signin.Person;
import org.latchkey.signin.SignIn;

/** The applications that speak JWT, and how a request to one of them is answered. */
public record JwtApplications(Applications<JwtApplication> applications, SignIn signIn, Clock clock)
        implements Entrance {

    @Override
    public void answer(HttpServletRequest request, HttpServletResponse response, String id) {
        Decision decision = Decision.of(request).note("application", id);
        JwtApplication application = require(id);
        StartAgain.at(request, application.application());
        Methods.require(request, "GET");
        JwtRequest asked = JwtRequest.parse(QueryString.of(request));
        Target target = application.targetOf(asked);
        Person person = signIn.enter(request, application.application());
        MailAddress mail = application.application().mailOf(person.user());
        IdToken token = application.tokenFor(person.user(), mail, asked.nonce(), clock);
        target.redirect(response, "state=" + asked.state().encoded() + "&id_token=" + token.text());
        signIn.remember(request, person);
        decision.note("mailFrom", mail.attribute())
                .note("target", target.toString())
                .outcome("signed-in");
    }

    @Override
    public Preview preview(String id, QueryString query, DirectoryUser user, Membership groups) {
        JwtApplication application = require(id);
        Target target = application.targetOf(JwtRequest.parse(query));
        MailAddress mail = application.application().mailOf(user);
        return new Preview(target.toString(), application.claimsOf(user, mail));
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
