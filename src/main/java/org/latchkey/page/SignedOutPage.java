package org.latchkey.page;

import java.util.List;

/**
 * The neutral page after signing out: nothing on it starts a Windows sign-in by itself.
 *
 * @param signInHref where to begin again
 * @param elsewhere where the person may still be signed in
 */
public record SignedOutPage(String signInHref, List<Elsewhere> elsewhere) implements Page {

    /**
     * An application that was not told, or did not confirm.
     *
     * @param href where it signs people out, of the configuration
     */
    public record Elsewhere(String title, String href) {}

    public SignedOutPage {
        elsewhere = List.copyOf(elsewhere);
    }

    @Override
    public String template() {
        return "signedout";
    }
}
