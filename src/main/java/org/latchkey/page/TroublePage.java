package org.latchkey.page;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What happened to a request, by its reference number, by the address that failed, or by what Freshworks said about it.
 *
 * @param asked what was typed, as far as it may be shown again
 * @param found the reference's line of the audit; empty where nothing was asked, or nothing is known
 * @param findings what is right and wrong with an address, or a message's causes
 * @param known false where a number was asked for that nobody knows
 * @param evidence how it stands here, for each application that a message may concern
 * @param held what became of the key that was pasted
 */
public record TroublePage(
        String asked,
        Optional<Line> found,
        List<Finding> findings,
        boolean known,
        List<Evidence> evidence,
        Held held,
        String action)
        implements Page {

    /** The field with a number, an address or an error message. */
    public static final String ASKED = "asked";

    /** The field with the public key or certificate that Freshworks holds. */
    public static final String HELD = "held";

    /**
     * A request of the past.
     *
     * @param title of the refusal; empty where it was none
     * @param meaning the administrator's voice
     * @param remedy what mends it
     * @param fixer the name of a {@code Fixer}; empty where nobody has to do anything
     * @param facts as they were written
     */
    public record Line(String title, String meaning, String remedy, String fixer, Map<String, String> facts) {}

    /** One thing about what was asked, already in words. */
    public record Finding(Verdict verdict, String text) {

        /** Whether it is as it should be. */
        public enum Verdict {
            FINE,
            WRONG,
            POSSIBLE
        }

        public static Finding fine(String text) {
            return new Finding(Verdict.FINE, text);
        }

        public static Finding wrong(String text) {
            return new Finding(Verdict.WRONG, text);
        }

        /** What may have gone wrong; nobody has looked yet. */
        public static Finding possible(String text) {
            return new Finding(Verdict.POSSIBLE, text);
        }
    }

    /** How it stands with one application, in English. */
    public record Evidence(String application, List<Fact> facts) {

        public Evidence {
            facts = List.copyOf(facts);
        }
    }

    /** A name and what it is at the moment. */
    public record Fact(String name, String value) {}

    /**
     * The key that somebody pasted.
     *
     * @param state {@code NONE}, {@code COMPARED}, {@code UNREADABLE}, or {@code PRIVATE}: then nothing of it was looked at
     * @param findings with whose key it was compared, and how that went
     */
    public record Held(String state, List<Finding> findings) {

        public static final Held NONE = new Held("NONE", List.of());
        public static final Held UNREADABLE = new Held("UNREADABLE", List.of());
        public static final Held PRIVATE = new Held("PRIVATE", List.of());

        public Held {
            findings = List.copyOf(findings);
        }
    }

    public TroublePage {
        findings = List.copyOf(findings);
        evidence = List.copyOf(evidence);
    }

    /** Before anything was asked. */
    public static TroublePage empty(String action) {
        return new TroublePage("", Optional.empty(), List.of(), true, List.of(), Held.NONE, action);
    }

    /** Beside the evidence that goes with it. */
    public TroublePage with(List<Evidence> shown, Held key) {
        return new TroublePage(asked, found, findings, known, shown, key, action);
    }

    @Override
    public String template() {
        return "trouble";
    }

    /** The fingerprints; and the script that keeps a private key from being sent. */
    @Override
    public boolean copies() {
        return true;
    }
}
