package org.latchkey.hmac;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.latchkey.application.Applications;
import org.latchkey.application.Entrance;
import org.latchkey.application.MailAddress;
import org.latchkey.audit.Decision;
import org.latchkey.directory.DirectoryUser;
import org.latchkey.directory.Membership;
import org.latchkey.http.QueryString;
import org.latchkey.signin.SignIn;
import org.latchkey.signin.SignedRedirect;

/** The applications that take Simple SSO, and how a request to one of them is answered. */
public record HmacApplications(Applications<HmacApplication> applications, SignIn signIn, Clock clock)
        implements Entrance {

    @Override
    public void answer(HttpServletRequest request, HttpServletResponse response, String id) {
        Decision.of(request).note("application", id);
        HmacApplication application = require(id);
        SignedRedirect.answer(
                request, response, signIn, application.application(), query -> redirect(application, query));
    }

    private SignedRedirect redirect(HmacApplication application, QueryString query) {
        HmacRequest asked = HmacRequest.parse(query);
        Portal portal = application.portal(asked);
        Optional<String> redirectTo = application.requireOwn(portal, asked);
        return new SignedRedirect(portal.loginAddress(), portal.toString(), (person, mail) -> {
            Optional<String> landing = redirectTo.or(() -> application.landing(portal, person.groups()));
            return application
                    .linkFor(person.user(), mail, portal, landing, clock)
                    .parameters();
        });
    }

    @Override
    public Preview preview(String id, QueryString query, DirectoryUser user, Membership groups) {
        HmacApplication application = require(id);
        HmacRequest asked = HmacRequest.parse(query);
        Portal portal = application.portal(asked);
        Optional<String> landing = application.requireOwn(portal, asked).or(() -> application.landing(portal, groups));
        MailAddress mail = application.application().mailOf(user);
        Map<String, String> said = application.valuesOf(user, mail, landing);
        return new Preview(
                portal.loginAddress().toString(), said, () -> application.outline(said, portal, Preview.LEFT_OUT));
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
