package org.latchkey.setup;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.latchkey.application.Application;
import org.latchkey.application.Entrance;
import org.latchkey.application.MailAddress;
import org.latchkey.application.Registration;
import org.latchkey.directory.DirectoryUser;
import org.latchkey.directory.Groups;
import org.latchkey.directory.Membership;
import org.latchkey.http.QueryString;
import org.latchkey.refusal.Reason;
import org.latchkey.refusal.Refusal;
import org.latchkey.saml.AssertionOutline;
import org.latchkey.saml.SamlApplication;
import org.latchkey.signin.SignIn;

/**
 * A sign-in without one: asks the very rules that a sign-in asks, and goes on after the first that says no. Whatever the
 * setup pages say of a person is from here, so that it can never be something else than what happens.
 *
 * @param applications that are open
 * @param entrances of the mechanisms that can preview an answer
 * @param assertions absent without SAML
 */
public record Rehearsal(
        Groups groups,
        List<Registration> applications,
        List<Entrance> entrances,
        Optional<AssertionOutline> assertions) {

    /** What a JWT request has to hold; nothing of it becomes part of a preview. */
    private static final QueryString REQUEST = QueryString.parse("state=x&nonce=x");

    public Rehearsal {
        applications = List.copyOf(applications);
        entrances = List.copyOf(entrances);
    }

    Optional<Registration> application(String id) {
        return applications.stream()
                .filter(registration -> registration.application().id().equals(id))
                .findFirst();
    }

    /** Everything that a sign-in would be refused for, each reason once; nothing where it would succeed. */
    List<Refusal> obstacles(Registration registration, DirectoryUser user, Membership membership) {
        Application application = registration.application();
        List<Refusal> obstacles = new ArrayList<>();
        attempt(obstacles, () -> SignIn.requireActive(user));
        attempt(
                obstacles,
                () -> SignIn.requireGranted(application, application.access().decide(membership)));
        attempt(obstacles, () -> preview(registration, user, membership));
        if (obstacles.stream().anyMatch(refusal -> refusal.reason() == Reason.MAIL_MISSING)) {
            // What else stands in the way is worth knowing before the address is filled in.
            attempt(obstacles, () -> preview(registration, withMail(application, user), membership));
        }
        return obstacles;
    }

    private static void attempt(List<Refusal> obstacles, Runnable step) {
        try {
            step.run();
        } catch (Refusal e) {
            // Two steps may fail for the one cause.
            if (obstacles.stream().noneMatch(one -> one.reason() == e.reason())) {
                obstacles.add(e);
            }
        }
    }

    private static DirectoryUser withMail(Application application, DirectoryUser user) {
        String attribute = application.mail().get(0);
        return user.having(attribute, MailAddress.written(attribute, "somebody@example.com"));
    }

    /**
     * What would be sent for a person.
     *
     * @throws Refusal whatever speaks against it, but for the rule who may enter
     */
    Entrance.Preview preview(Registration registration, DirectoryUser user, Membership membership) {
        if (registration instanceof SamlApplication saml) {
            return assertion(saml, user, membership);
        }
        String id = registration.application().id();
        return entrances.stream()
                .filter(one -> one.knows(id))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("a mechanism without a preview"))
                .preview(id, REQUEST, user, membership);
    }

    private Entrance.Preview assertion(SamlApplication saml, DirectoryUser user, Membership membership) {
        Map<String, String> said = new LinkedHashMap<>();
        said.put("NameID", saml.nameIdFormat().valueOf(saml.application(), user));
        said.put("NameID Format", saml.nameIdFormat().uri());
        said.put("Audience", saml.serviceProvider().entityId());
        saml.attributesOf(user).forEach((attribute, value) -> said.put(attribute.name(), value));
        return new Entrance.Preview(
                saml.serviceProvider().defaultConsumer().location().toString(),
                said,
                () -> assertions
                        .map(outline ->
                                Map.of("Assertion", outline.of(saml, user, membership, Entrance.Preview.LEFT_OUT)))
                        .orElse(Map.of()));
    }
}
