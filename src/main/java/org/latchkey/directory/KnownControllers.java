package org.latchkey.directory;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** The controllers of a domain in the order to ask them, listed in the configuration or looked up. */
interface KnownControllers extends Supplier<List<Controller>> {

    /** Those that are known without asking anybody; old ones are better than none. Empty where {@link #get} has to ask first. */
    default Optional<List<Controller>> atHand() {
        return Optional.of(get());
    }

    /** Whether it is time to {@link #get} them anew. */
    default boolean isDue() {
        return false;
    }

    /** Notes that none of them answers. */
    default void allFail() {}
}
