package org.latchkey.page;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What happened to a request, by its reference number or by the address that failed.
 *
 * @param asked what was typed, as far as it may be shown again
 * @param found the reference's line of the audit; empty where nothing was asked, or nothing is known
 * @param findings what is right and wrong with an address
 * @param known false where a number was asked for that nobody knows
 */
public record TroublePage(String asked, Optional<Line> found, List<Finding> findings, boolean known, String action)
        implements Page {

    /** The field with a number, an address or an error message. */
    public static final String ASKED = "asked";

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

    /**
     * One thing about an address, already in words.
     *
     * @param good whether it is as it should be
     */
    public record Finding(boolean good, String text) {}

    public TroublePage {
        findings = List.copyOf(findings);
    }

    @Override
    public String template() {
        return "trouble";
    }
}
