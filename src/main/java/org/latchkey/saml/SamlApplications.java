package org.latchkey.saml;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.Optional;
import org.latchkey.application.Applications;
import org.latchkey.signin.SignIn;

/** What the servlets of SAML work with. */
public record SamlApplications(
        Applications<SamlApplication> applications,
        IdentityProvider idp,
        SignIn signIn,
        Clock clock,
        SecureRandom random) {

    /** The application whose service provider has this entity ID. */
    public Optional<SamlApplication> ofEntityId(String entityId) {
        return applications.byId().values().stream()
                .flatMap(Optional::stream)
                .filter(application -> application.metadata().entityId().equals(entityId))
                .findFirst();
    }
}
