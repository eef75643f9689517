package org.latchkey.setup;

import java.util.regex.Pattern;

/** A part of what somebody pasted, as the page shows it again: short, and nothing that lets anybody in. */
final class Quoted {

    private static final int LONGEST = 100;

    /** A token, a SAML message, the hash of a link, or a text of its form. */
    private static final Pattern CREDENTIAL =
            Pattern.compile("(?i)id_token|SAMLRe|hash=|eyJ[a-z0-9_-]{8}|[0-9a-f]{32}");

    private Quoted() {}

    static String of(String text) {
        return CREDENTIAL.matcher(text).find()
                ? "(not shown here, for it may be a credential)"
                : beginning(text, LONGEST);
    }

    /** @param most characters, as people count them: none is cut in two */
    static String beginning(String text, int most) {
        int points = Math.min(most, text.codePointCount(0, text.length()));
        return text.substring(0, text.offsetByCodePoints(0, points));
    }
}
