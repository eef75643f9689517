package org.latchkey.saml;

import jakarta.servlet.ServletContext;
import java.util.Optional;
import org.latchkey.http.Parts;
import org.latchkey.refusal.Reason;
import org.latchkey.refusal.Refusal;

/**
 * Stands in the place of the identity provider that the configuration asks for, where errors keep it closed: a service provider
 * that gets 404 takes it for gone.
 */
public record ClosedSaml() {

    static Optional<Refusal> refusal(ServletContext context) {
        return Parts.find(context, ClosedSaml.class)
                .map(closed -> new Refusal(Reason.APPLICATION_BROKEN).with("latchkey/saml", "has errors"));
    }

    /** Why there is no identity provider: {@link Reason#APPLICATION_BROKEN}, or {@link Reason#PAGE_UNKNOWN}. */
    static Refusal whyAbsent(ServletContext context) {
        return refusal(context)
                .orElseGet(() -> new Refusal(Reason.PAGE_UNKNOWN).with("latchkey/saml", "is not configured"));
    }
}
