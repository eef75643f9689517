package org.latchkey.directory;

import java.util.Optional;
import java.util.UUID;
import org.latchkey.refusal.Refusal;

/**
 * Asked before each bind that checks a password, when it is known whose it would be, and told how it ended. Each wrong
 * password counts towards the domain's lockout, so whoever sends them on behalf of strangers has to keep count.
 */
public interface PasswordGate {

    /**
     * Admits one bind for this account. The caller closes what it gets, whatever happens.
     *
     * @throws Refusal when none may be sent now
     */
    Attempt admit(Claim claim);

    /**
     * Whose password is about to be checked.
     *
     * @param objectGuid of the account that was found, however its name was spelled; empty where there is none
     * @param name {@code DOMAIN\name}, or where no account was found one text for all spellings that would mean the same one
     * @param lockout when the domain would lock that account
     */
    record Claim(Optional<UUID> objectGuid, String name, Lockout lockout) {}

    /** One bind that was admitted. */
    interface Attempt extends AutoCloseable {

        /** Tells what is known by now; the last word before the end counts, and before any it is {@link Outcome#UNCOUNTED}. */
        void tell(Outcome outcome);

        @Override
        void close();
    }

    /** How a bind ends. */
    enum Outcome {
        /** Nothing was sent, or the controller counts nothing: the password was right but the account may not sign in. */
        UNCOUNTED,
        /** The password was wrong; or it was sent, and no answer came. */
        WRONG,
        /** Signed in: the controller's count begins anew. */
        RIGHT
    }
}
