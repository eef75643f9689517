package org.latchkey.page;

import java.util.Optional;

/**
 * The page for a request that was refused.
 *
 * @param title a short heading
 * @param text what the user can do; plain sentences
 * @param whoCanHelp the name of a {@code Fixer}, for instance {@code DIRECTORY_ADMINISTRATOR}
 * @param reference the number that the help desk asks for
 * @param helpText the site's own words on how to reach the help desk; empty where none are configured
 * @param startUrl where to begin again, if that is known
 * @param signOutHref where somebody who is signed in, but as the wrong one, becomes somebody else
 */
public record RefusalPage(
        String title,
        String text,
        String whoCanHelp,
        String reference,
        String helpText,
        Optional<String> startUrl,
        Optional<String> signOutHref)
        implements Page {

    @Override
    public String template() {
        return "refusal";
    }
}
