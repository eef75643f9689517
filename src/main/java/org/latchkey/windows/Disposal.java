package org.latchkey.windows;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Frees what a provider holds. That it fails (Waffle throws for a handle that is gone) must not change a decision already made. */
final class Disposal {

    private static final Logger LOG = LoggerFactory.getLogger(Disposal.class);

    private Disposal() {}

    static void of(Runnable dispose) {
        try {
            dispose.run();
        } catch (RuntimeException e) {
            LOG.debug("a security handle was not freed", e);
        }
    }
}
