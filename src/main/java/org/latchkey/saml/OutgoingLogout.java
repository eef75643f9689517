package org.latchkey.saml;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.opensaml.saml.common.SAMLVersion;
import org.opensaml.saml.saml2.core.LogoutRequest;
import org.opensaml.saml.saml2.core.LogoutResponse;
import org.opensaml.saml.saml2.core.NameID;
import org.opensaml.saml.saml2.core.SessionIndex;

/**
 * Writes our own logout messages (SAML core, 3.7).
 *
 * @param now the instant that they state
 */
record OutgoingLogout(IdentityProvider provider, Instant now) {

    /** @param id of this request, by which its answer is known */
    OutgoingMessage request(SamlApplication application, LogoutService service, Participant participant, String id) {
        NameID name = SamlObjects.create(NameID.DEFAULT_ELEMENT_NAME, NameID.class);
        name.setFormat(participant.format());
        name.setValue(participant.nameId());
        SessionIndex index = SamlObjects.create(SessionIndex.DEFAULT_ELEMENT_NAME, SessionIndex.class);
        index.setValue(participant.sessionIndex());
        LogoutRequest request = SamlObjects.create(LogoutRequest.DEFAULT_ELEMENT_NAME, LogoutRequest.class);
        request.setID(id);
        request.setVersion(SAMLVersion.VERSION_20);
        request.setIssueInstant(now.truncatedTo(ChronoUnit.SECONDS));
        request.setDestination(service.location().toString());
        request.setIssuer(SamlAnswer.issuer(provider));
        request.setNameID(name);
        request.getSessionIndexes().add(index);
        return new OutgoingMessage(
                application.application(),
                service.binding(),
                service.location(),
                "SAMLRequest",
                request,
                Optional.empty());
    }

    OutgoingMessage response(
            SamlApplication application, LogoutService service, LogoutProgress progress, SamlStatus status, String id) {
        LogoutResponse response = SamlObjects.create(LogoutResponse.DEFAULT_ELEMENT_NAME, LogoutResponse.class);
        response.setID(id);
        response.setVersion(SAMLVersion.VERSION_20);
        response.setIssueInstant(now.truncatedTo(ChronoUnit.SECONDS));
        response.setDestination(service.response().toString());
        response.setIssuer(SamlAnswer.issuer(provider));
        response.setInResponseTo(progress.requestId());
        response.setStatus(status.element(""));
        Optional<String> relayState = Optional.of(progress.relayState())
                .filter(text -> !text.isEmpty())
                .map(text -> text.substring(1));
        return new OutgoingMessage(
                application.application(), service.binding(), service.response(), "SAMLResponse", response, relayState);
    }
}
