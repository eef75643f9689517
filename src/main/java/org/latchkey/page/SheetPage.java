package org.latchkey.page;

import java.util.List;

/**
 * What an administrator pastes into Freshworks for one application, in the labels and the order of Freshworks' own form.
 *
 * @param protocol {@code jwt}, {@code hmac} or {@code saml}
 * @param paste from here to there
 * @param compare what Freshworks shows, and what is configured here; both have to be the same
 * @param publicUrlMissing whether the addresses lack the beginning that browsers see
 */
public record SheetPage(
        String title, String protocol, List<Line> paste, List<Line> compare, boolean publicUrlMissing, String overview)
        implements Page {

    /**
     * One field.
     *
     * @param label as Freshworks' form has it, in English
     * @param value never a secret
     * @param hint the ending of a text's key; empty for none
     */
    public record Line(String label, String value, String hint) {}

    public SheetPage {
        paste = List.copyOf(paste);
        compare = List.copyOf(compare);
    }

    @Override
    public String template() {
        return "sheet";
    }

    @Override
    public boolean copies() {
        return true;
    }
}
