package org.latchkey.hmac;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.Optional;
import org.latchkey.application.Applications;
import org.latchkey.application.Entrance;
import org.latchkey.application.MailAddress;
import org.latchkey.application.StartAgain;
import org.latchkey.audit.Decision;
import org.latchkey.directory.DirectoryUser;
import org.latchkey.directory.Membership;
import org.latchkey.http.Methods;
import org.latchkey.http.QueryString;
import org.latchkey.signin.Person;
import org.latchkey.signin.SignIn;

/** The applications that take Simple SSO, and how a request to one of them is answered. */
public record HmacApplications(Applications<HmacApplication> applications, SignIn signIn, Clock clock)
        implements Entrance {

    @Override
    public void answer(HttpServletRequest request, HttpServletResponse response, String id) {
        Decision decision = Decision.of(request).note("application", id);
        HmacApplication application = require(id);
        StartAgain.at(request, application.application());
        Methods.require(request, "GET");
        HmacRequest asked = HmacRequest.parse(QueryString.of(request));
        Portal portal = application.portal(asked);
        Optional<String> redirectTo = application.requireOwn(portal, asked);
        Person person = signIn.enter(request, application.application());
        MailAddress mail = application.application().mailOf(person.user());
        Optional<String> landing = redirectTo.or(() -> application.landing(portal, person.groups()));
        SimpleSsoUrl link = application.linkFor(person.user(), mail, portal, landing, clock);
        portal.loginAddress().redirect(response, link.parameters());
        signIn.remember(request, person);
        decision.note("mailFrom", mail.attribute())
                .note("target", portal.toString())
                .outcome("signed-in");
    }

    @Override
    public Preview preview(String id, QueryString query, DirectoryUser user, Membership groups) {
        HmacApplication application = require(id);
        HmacRequest asked = HmacRequest.parse(query);
        Portal portal = application.portal(asked);
        Optional<String> landing = application.requireOwn(portal, asked).or(() -> application.landing(portal, groups));
        MailAddress mail = application.application().mailOf(user);
        return new Preview(portal.loginAddress().toString(), application.valuesOf(user, mail, landing));
    }

    @Override
    public boolean knows(String id) {
        return applications.byId().containsKey(id);
    }

    @Override
    public HmacApplication require(String id) {
        return applications.require(id);
    }

    @Override
    public boolean isNamed(String id, String parameter, String value) {
        return parameter.equals("host_url")
                && applications
                        .find(id)
                        .filter(application -> application.portals().stream().anyMatch(portal -> portal.isNamed(value)))
                        .isPresent();
    }
}
