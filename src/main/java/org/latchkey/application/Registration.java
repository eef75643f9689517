package org.latchkey.application;

import java.util.Optional;
import java.util.Set;

/** An application as the other side knows it: registered for one mechanism. */
public interface Registration {

    Application application();

    /** The directory attributes that a sign-in to this application reads. */
    Set<String> directoryAttributes();

    /**
     * Where a sign-in can begin on this side: a path within the web application, starting with a slash. Empty where only
     * the other side can begin one.
     */
    default Optional<String> ownStart() {
        return Optional.empty();
    }
}
