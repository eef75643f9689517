package org.latchkey.saml;

import org.latchkey.refusal.Reason;
import org.opensaml.saml.saml2.core.Status;
import org.opensaml.saml.saml2.core.StatusCode;
import org.opensaml.saml.saml2.core.StatusMessage;

/** How a request went (SAML core, 3.2.2.2): whose fault, and what exactly. */
enum SamlStatus {
    SUCCESS(StatusCode.SUCCESS, ""),
    NO_PASSIVE(StatusCode.RESPONDER, StatusCode.NO_PASSIVE),
    REQUEST_DENIED(StatusCode.RESPONDER, StatusCode.REQUEST_DENIED),
    AUTHN_FAILED(StatusCode.RESPONDER, StatusCode.AUTHN_FAILED),
    NO_AUTHN_CONTEXT(StatusCode.RESPONDER, StatusCode.NO_AUTHN_CONTEXT),
    INVALID_NAME_ID_POLICY(StatusCode.REQUESTER, StatusCode.INVALID_NAMEID_POLICY),
    UNKNOWN_PRINCIPAL(StatusCode.RESPONDER, StatusCode.UNKNOWN_PRINCIPAL),
    /** The one that asked is signed out, so its own part is a success. */
    PARTIAL_LOGOUT(StatusCode.SUCCESS, StatusCode.PARTIAL_LOGOUT),
    RESPONDER(StatusCode.RESPONDER, "");

    private final String code;
    private final String detail;

    SamlStatus(String code, String detail) {
        this.code = code;
        this.detail = detail;
    }

    /** What an application is told of a refusal. */
    static SamlStatus of(Reason reason) {
        return switch (reason) {
            case SAML_NAME_ID_UNSUPPORTED -> INVALID_NAME_ID_POLICY;
            case SAML_CONTEXT_UNSUPPORTED -> NO_AUTHN_CONTEXT;
            case SAML_SUBJECT_DIFFERS, SAML_SIGN_IN_AGAIN_IMPOSSIBLE -> AUTHN_FAILED;
            default ->
                switch (reason.status()) {
                    case 401 -> NO_PASSIVE;
                    case 403 -> REQUEST_DENIED;
                    default -> RESPONDER;
                };
        };
    }

    /** @param message for the other side's log: the reason and the reference, nothing about the person; may be empty */
    Status element(String message) {
        Status status = SamlObjects.create(Status.DEFAULT_ELEMENT_NAME, Status.class);
        status.setStatusCode(code(code));
        if (!detail.isEmpty()) {
            status.getStatusCode().setStatusCode(code(detail));
        }
        if (!message.isEmpty()) {
            StatusMessage text = SamlObjects.create(StatusMessage.DEFAULT_ELEMENT_NAME, StatusMessage.class);
            text.setValue(message);
            status.setStatusMessage(text);
        }
        return status;
    }

    private static StatusCode code(String value) {
        StatusCode element = SamlObjects.create(StatusCode.DEFAULT_ELEMENT_NAME, StatusCode.class);
        element.setValue(value);
        return element;
    }
}
