package org.latchkey.saml;

import java.io.Serializable;
import java.util.List;
import java.util.stream.Stream;

/**
 * A single logout under way, kept in the session while the browser goes from one application to the next.
 *
 * @param initiator the id of the application that asked for it
 * @param requestId of its request
 * @param relayState what it sent along; empty for none, else with a {@code =} before it
 * @param told the id of the application that was told last
 * @param awaited the ID of the request to that application
 * @param unconfirmed the ids of those that could not be reached, or failed; serialisable
 */
record LogoutProgress(
        String initiator, String requestId, String relayState, String told, String awaited, List<String> unconfirmed)
        implements Serializable {

    private static final long serialVersionUID = 1L;

    LogoutProgress {
        unconfirmed = List.copyOf(unconfirmed);
    }

    static LogoutProgress of(LogoutMessage request) {
        return new LogoutProgress(
                request.application(),
                request.id(),
                request.relayState().map(text -> "=" + text).orElse(""),
                "",
                "",
                List.of());
    }

    LogoutProgress telling(String application, String id) {
        return new LogoutProgress(initiator, requestId, relayState, application, id, unconfirmed);
    }

    /** The one that was told last has answered. */
    LogoutProgress ended(boolean success) {
        LogoutProgress ended = new LogoutProgress(initiator, requestId, relayState, "", "", unconfirmed);
        return success || told.isEmpty() ? ended : ended.without(told);
    }

    /** The same, where this application did not confirm. */
    LogoutProgress without(String application) {
        List<String> more = Stream.concat(unconfirmed.stream(), Stream.of(application))
                .filter(id -> !id.equals(initiator))
                .distinct()
                .toList();
        return new LogoutProgress(initiator, requestId, relayState, told, awaited, more);
    }

    /** A later request in its place, which takes over who did not confirm. */
    LogoutProgress followedBy(LogoutMessage request) {
        LogoutProgress next = of(request);
        for (String application : ended(false).unconfirmed()) {
            next = next.without(application);
        }
        return next;
    }

    boolean partial() {
        return !unconfirmed.isEmpty();
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
