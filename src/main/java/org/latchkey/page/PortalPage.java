package org.latchkey.page;

import java.util.List;
import java.util.Optional;

/**
 * The page people start from.
 *
 * @param displayName the person's name; the account where the directory has none
 * @param account for instance {@code CORP\ada}
 * @param mechanism the name of a {@code Mechanism}, for instance {@code KERBEROS}
 * @param groupsHidden whether tiles that depend on the person's groups are left out, since those cannot be read
 * @param signOutHref where to sign out
 * @param helpText the site's own words on how to reach the help desk; empty where none are configured
 */
public record PortalPage(
        String displayName,
        String account,
        String mechanism,
        List<Tile> tiles,
        boolean groupsHidden,
        String signOutHref,
        String helpText)
        implements Page {

    /**
     * One application.
     *
     * @param href the portal's link to it
     * @param hasStart whether the link can start a sign-in; else the application is named without a link
     * @param iconHref its picture; where there is none, the tile shows a letter
     */
    public record Tile(String title, String href, boolean hasStart, Optional<String> iconHref) {

        /** The title's first character, for the tile's badge. */
        public String initial() {
            return title.isEmpty() ? "" : Character.toString(title.codePointAt(0));
        }
    }

    public PortalPage {
        tiles = List.copyOf(tiles);
    }

    @Override
    public String template() {
        return "portal";
    }
}
