package org.latchkey.web;

import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Set;
import org.latchkey.config.Configuration;
import org.latchkey.http.Parts;
import org.latchkey.refusal.Reason;
import org.latchkey.refusal.Refusal;

/** Keeps requests away from features that the configuration does not support. Setup, health, metrics and the style sheet always work. */
record Gate(Configuration configuration) {

    private static final Set<String> ALWAYS = Set.of("/setup", "/health", "/metrics", "/static");

    static Gate of(ServletContext context) {
        return new Gate(Parts.get(context, Configuration.class));
    }

    /**
     * Whether the request may pass.
     *
     * @return false when there is no configuration yet
     * @throws Refusal {@link Reason#CONFIGURATION_BROKEN}
     */
    boolean admits(HttpServletRequest request) {
        if (ALWAYS.contains(firstSegment(request))) {
            return true;
        }
        if (configuration.closed()) {
            throw new Refusal(Reason.CONFIGURATION_BROKEN);
        }
        return !configuration.isEmpty();
    }

    /** The servlet path is normalised and decoded by the container, so no spelling of a path gets round the gate. */
    private static String firstSegment(HttpServletRequest request) {
        String path = request.getServletPath();
        int slash = path.indexOf('/', 1);
        return slash < 0 ? path : path.substring(0, slash);
    }
}
