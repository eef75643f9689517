package org.latchkey.saml;

import java.io.Serializable;

/**
 * A single logout under way, kept in the session while the browser goes from one application to the next.
 *
 * @param initiator the id of the application that asked for it
 * @param requestId of its request
 * @param relayState what it sent along; empty for none, else with a {@code =} before it
 * @param told the id of the application that was told last
 * @param awaited the ID of the request to that application
 * @param partial whether one of them could not be reached, or failed
 */
record LogoutProgress(
        String initiator, String requestId, String relayState, String told, String awaited, boolean partial)
        implements Serializable {

    private static final long serialVersionUID = 1L;

    static LogoutProgress of(LogoutMessage request) {
        return new LogoutProgress(
                request.application(),
                request.id(),
                request.relayState().map(text -> "=" + text).orElse(""),
                "",
                "",
                false);
    }

    LogoutProgress telling(String application, String id) {
        return new LogoutProgress(initiator, requestId, relayState, application, id, partial);
    }

    LogoutProgress ended(boolean success) {
        return new LogoutProgress(initiator, requestId, relayState, "", "", partial || !success);
    }

    boolean awaits(LogoutMessage response) {
        return !awaited.isEmpty() && awaited.equals(response.id()) && told.equals(response.application());
    }

    /** RelayState can hold a ticket of the application's own. */
    @Override
    public String toString() {
        return "LogoutProgress[" + initiator + " " + requestId + "]";
    }
}
