package org.latchkey.saml;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * An authentication request that was judged: everything that its answer needs, and nothing as it came.
 *
 * @param application the id of the application that asks
 * @param id of the request, for the answer's {@code InResponseTo}; empty where the sign-in begins on this side
 * @param consumer the assertion consumer service, an address of the registration
 * @param relayState returned unchanged
 * @param nameId the form of name that the application wants
 * @param forceAuthn whether the person has to prove again who he is
 * @param passive whether the person may not notice anything
 * @param subject the name that the answer has to be about
 * @param contexts the kinds of sign-in that the application would take; empty for any
 * @param verified whether a signature proved who asks
 * @param received when it came
 */
record SignOnRequest(
        String application,
        String id,
        URI consumer,
        Optional<String> relayState,
        NameIdChoice nameId,
        boolean forceAuthn,
        boolean passive,
        Optional<String> subject,
        List<String> contexts,
        boolean verified,
        Instant received) {

    SignOnRequest {
        contexts = List.copyOf(contexts);
    }

    /** Whether the sign-in began on this side. */
    boolean isUnsolicited() {
        return id.isEmpty();
    }

    /** The same, with a page to land on where none was asked for. */
    SignOnRequest landingOn(Optional<String> page) {
        return new SignOnRequest(
                application,
                id,
                consumer,
                relayState.or(() -> page),
                nameId,
                forceAuthn,
                passive,
                subject,
                contexts,
                verified,
                received);
    }

    /** RelayState can hold a ticket of the application's own. */
    @Override
    public String toString() {
        return "SignOnRequest[" + application + " " + id + "]";
    }
}
