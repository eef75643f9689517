package org.latchkey.page;

/**
 * The neutral page after signing out: nothing on it starts a Windows sign-in by itself.
 *
 * @param signInHref where to begin again
 */
public record SignedOutPage(String signInHref) implements Page {

    @Override
    public String template() {
        return "signedout";
    }
}
