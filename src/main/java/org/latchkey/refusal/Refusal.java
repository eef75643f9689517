package org.latchkey.refusal;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A request is refused for a {@link Reason} of the catalogue. The edge filter turns it into the page, the log line and the
 * audit line. Facts are for administrators only: never a secret, and never shown on a user's page.
 *
 * <p>It has no stack trace: a refusal is an answer, not a fault, and hostile requests should cost little.
 */
public class Refusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Reason reason;
    private final transient Map<String, String> facts;

    public Refusal(Reason reason) {
        this(reason, Map.of());
    }

    protected Refusal(Reason reason, Map<String, String> facts) {
        super(reason.name(), null, false, false);
        this.reason = reason;
        this.facts = Collections.unmodifiableMap(new LinkedHashMap<>(facts));
    }

    /** The same refusal with one more fact for the administrator. */
    public Refusal with(String fact, String value) {
        Map<String, String> more = new LinkedHashMap<>(facts);
        more.put(fact, value);
        return new Refusal(reason, more);
    }

    public final Reason reason() {
        return reason;
    }

    public final Map<String, String> facts() {
        return facts;
    }

    @Override
    public String toString() {
        return reason + " " + facts;
    }
}
