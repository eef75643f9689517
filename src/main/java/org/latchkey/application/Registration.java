package org.latchkey.application;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.latchkey.refusal.Refusal;

/** An application as the other side knows it: registered for one mechanism. */
public interface Registration {

    Application application();

    /** The directory attributes that a sign-in to this application reads. */
    Set<String> directoryAttributes();

    /** The mechanism's name, as {@code protocol} in the descriptor has it. */
    String protocol();

    /**
     * The addresses to which answers go, the default one first.
     *
     * @throws Refusal when they cannot be told any more
     */
    List<URI> destinations();

    /**
     * Where a sign-in can begin on this side: a path within the web application, starting with a slash. Empty where only
     * the other side can begin one.
     */
    default Optional<String> ownStart() {
        return Optional.empty();
    }
}
