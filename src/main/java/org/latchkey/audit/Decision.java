package org.latchkey.audit;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.latchkey.refusal.Invisible;
import org.latchkey.refusal.Reference;

/**
 * The note-pad that a request carries until something is decided about it: which application, which account, how signed in.
 * The edge filter makes one for each request and writes it as one audit line when there is an outcome. One thread at a time.
 */
public final class Decision {

    private static final String ATTRIBUTE = Decision.class.getName();

    private static final int LONGEST = 1000;
    private static final Reference NONE = new Reference("0000-0000");

    private final Reference reference;
    private final Map<String, String> facts = new LinkedHashMap<>();
    private boolean asked;

    private Decision(Reference reference) {
        this.reference = reference;
    }

    /** Starts a note-pad on this request. */
    public static Decision begin(HttpServletRequest request, Reference reference) {
        Decision decision = new Decision(reference);
        request.setAttribute(ATTRIBUTE, decision);
        return decision;
    }

    /** For what is decided only after its request was answered; whoever decides writes it. */
    public static Decision later(Reference reference) {
        return new Decision(reference);
    }

    /** The request's own; a fresh one that nobody will read where the edge filter did not run. */
    public static Decision of(HttpServletRequest request) {
        return request.getAttribute(ATTRIBUTE) instanceof Decision decision ? decision : new Decision(NONE);
    }

    /** The number of this request on page, log and audit line. */
    public Reference reference() {
        return reference;
    }

    /**
     * Notes a fact, never a secret; the last one of a name counts. What begins a line, moves a terminal's cursor or turns the
     * direction of writing is replaced, and what is long is cut: facts quote requests, are read in terminals, and fill files.
     */
    public Decision note(String fact, String value) {
        String shown = Invisible.shown(value);
        facts.put(fact, shown.length() > LONGEST ? shown.substring(0, LONGEST) + "\u2026" : shown);
        return this;
    }

    /** Decides: {@code signed-in}, {@code signed-out} … Without an outcome no line is written. */
    public void outcome(String outcome) {
        facts.put("outcome", outcome);
    }

    /** The person was asked to sign in: nothing is decided yet, and no line is written. */
    public void asked() {
        asked = true;
    }

    boolean isAsked() {
        return asked && !isDecided();
    }

    boolean isDecided() {
        return facts.containsKey("outcome");
    }

    /** In the order in which they were noted. */
    public Map<String, String> facts() {
        return Collections.unmodifiableMap(facts);
    }
}
