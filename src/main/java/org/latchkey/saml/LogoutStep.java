package org.latchkey.saml;

import java.util.List;
import java.util.Optional;

/**
 * What follows a logout message.
 *
 * @param message to the next application, or the answer; empty where the one that asked takes none, so that it ends here
 * @param unconfirmed the ids of the applications that could not be reached, or failed
 */
record LogoutStep(Optional<OutgoingMessage> message, List<String> unconfirmed) {

    LogoutStep {
        unconfirmed = List.copyOf(unconfirmed);
    }
}
