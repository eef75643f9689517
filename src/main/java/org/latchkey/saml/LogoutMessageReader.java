package org.latchkey.saml;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.latchkey.refusal.Reason;
import org.latchkey.refusal.Refusal;
import org.opensaml.saml.saml2.core.LogoutRequest;
import org.opensaml.saml.saml2.core.LogoutResponse;
import org.opensaml.saml.saml2.core.StatusCode;

/** Judges logout messages (SAML core, 3.7; SAML profiles, 4.4.4). They have to be signed, by whichever binding they come. */
record LogoutMessageReader(SamlApplications saml) {

    /** Percent-encoded. It goes back in an address, after the person was signed out: too late to find that it does not fit. */
    private static final int LONGEST_RELAY_STATE = 4096;

    /** @throws Refusal a reason of the catalogue that begins with {@code SAML_} */
    LogoutMessage read(IncomingMessage message) {
        boolean isRequest =
                LogoutRequest.DEFAULT_ELEMENT_LOCAL_NAME.equals(message.root().getLocalName());
        return isRequest ? request(message) : response(message);
    }

    private LogoutMessage request(IncomingMessage message) {
        LogoutRequest request =
                SamlObjects.read(message.root(), LogoutRequest.DEFAULT_ELEMENT_NAME, LogoutRequest.class);
        MessageRules.requireWellTimed(request, saml.idp().singleLogout(), true, saml.clock());
        SamlApplication application = saml.requireIssuer(MessageRules.requireEntity(request.getIssuer()));
        if (!RequesterSignature.verify(message, request, application)) {
            throw new Refusal(Reason.SAML_SIGNATURE_MISSING)
                    .with("application", application.application().id());
        }
        Instant end = request.getNotOnOrAfter();
        if (end != null && !saml.clock().instant().isBefore(end.plus(RequestOutline.CLOCK_SKEW))) {
            throw new Refusal(Reason.SAML_REQUEST_EXPIRED).with("NotOnOrAfter", end.toString());
        }
        message.relayState().ifPresent(LogoutMessageReader::requireReturnable);
        String name = MessageRules.requireName(request.getNameID());
        return new LogoutMessage(
                true,
                application.application().id(),
                request.getID(),
                name,
                Optional.ofNullable(request.getNameID().getFormat()).orElse(""),
                sessionIndexes(request),
                message.relayState(),
                false);
    }

    private static void requireReturnable(String relayState) {
        int length = URLEncoder.encode(relayState, StandardCharsets.UTF_8).length();
        if (length > LONGEST_RELAY_STATE) {
            throw new Refusal(Reason.PARAMETER_TOO_LONG)
                    .with("parameter", "RelayState")
                    .with("encoded", Integer.toString(length))
                    .with("longest", Integer.toString(LONGEST_RELAY_STATE));
        }
    }

    private static List<String> sessionIndexes(LogoutRequest request) {
        return request.getSessionIndexes().stream()
                .map(index -> Optional.ofNullable(index.getValue()).orElse("").strip())
                .toList();
    }

    private LogoutMessage response(IncomingMessage message) {
        LogoutResponse response =
                SamlObjects.read(message.root(), LogoutResponse.DEFAULT_ELEMENT_NAME, LogoutResponse.class);
        MessageRules.requireDestination(
                response.getDestination(), saml.idp().singleLogout(), message.isSigned(response));
        String issuer = MessageRules.requireEntity(response.getIssuer());
        if (response.getInResponseTo() == null) {
            throw MessageRules.malformed("expected InResponseTo");
        }
        SamlApplication application = saml.requireIssuer(issuer);
        return new LogoutMessage(
                false,
                application.application().id(),
                response.getInResponseTo(),
                "",
                "",
                List.of(),
                Optional.empty(),
                isSuccess(response) && isBelieved(message, response, application));
    }

    /**
     * Whoever does not sign as his metadata promise was not heard, and the others are told all the same. Without a
     * certificate the ID of our request speaks for him: nobody else but the person's own browser saw it.
     */
    private static boolean isBelieved(IncomingMessage message, LogoutResponse response, SamlApplication application) {
        if (application.serviceProvider().signing().isEmpty()) {
            return true;
        }
        try {
            return RequesterSignature.verify(message, response, application);
        } catch (Refusal e) {
            return false;
        }
    }

    /** A second code inside says what was left undone (SAML core, 3.2.2.2). */
    private static boolean isSuccess(LogoutResponse response) {
        StatusCode code =
                response.getStatus() == null ? null : response.getStatus().getStatusCode();
        return code != null && StatusCode.SUCCESS.equals(code.getValue()) && code.getStatusCode() == null;
    }
}
