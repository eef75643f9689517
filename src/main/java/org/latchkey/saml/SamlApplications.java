package org.latchkey.saml;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.Optional;
import org.latchkey.application.Applications;
import org.latchkey.refusal.Reason;
import org.latchkey.refusal.Refusal;
import org.latchkey.signin.SignIn;

/** What the servlets of SAML work with. */
public record SamlApplications(
        Applications<SamlApplication> applications,
        IdentityProvider idp,
        SignIn signIn,
        Clock clock,
        SecureRandom random) {

    /**
     * The application whose service provider has this entity ID.
     *
     * @throws Refusal {@link Reason#SAML_ISSUER_UNKNOWN}; {@link Reason#APPLICATION_BROKEN} while one that is closed may be
     *     meant: what its entity ID is, nobody could read
     */
    SamlApplication requireIssuer(String entityId) {
        return ofEntityId(entityId).orElseThrow(() -> {
            boolean oneIsClosed = applications.byId().containsValue(Optional.<SamlApplication>empty());
            return new Refusal(oneIsClosed ? Reason.APPLICATION_BROKEN : Reason.SAML_ISSUER_UNKNOWN)
                    .with("issuer", entityId);
        });
    }

    private Optional<SamlApplication> ofEntityId(String entityId) {
        return applications.byId().values().stream()
                .flatMap(Optional::stream)
                .filter(application -> application.metadata().entityId().equals(entityId))
                .findFirst();
    }
}
