package org.latchkey.jwt;

import java.util.Optional;
import org.latchkey.directory.DirectoryUser;
import org.latchkey.refusal.Reason;
import org.latchkey.refusal.Refusal;

/**
 * The two names that Freshworks wants, neither of them ever empty. Where the directory lacks one, it is taken from the
 * display name; somebody with a single name has it sent as both.
 */
record PersonName(String given, String family) {

    /** @throws Refusal {@link Reason#NAME_MISSING} when the directory has no name at all */
    static PersonName of(DirectoryUser user) {
        Optional<String> given = user.attribute("givenName");
        Optional<String> family = user.attribute("sn");
        if (given.isPresent() && family.isPresent()) {
            return new PersonName(given.get(), family.get());
        }
        PersonName shown = user.attribute("displayName")
                .or(() -> user.attribute("cn"))
                .or(() -> given)
                .or(() -> family)
                .map(PersonName::split)
                .orElseThrow(() -> new Refusal(Reason.NAME_MISSING)
                        .with("account", user.account().toString())
                        .with("attributes", "givenName, sn, displayName, cn"));
        return new PersonName(given.orElse(shown.given()), family.orElse(shown.family()));
    }

    /** {@code Ada Lovelace} and {@code Lovelace, Ada} are the two ways in which directories write display names. */
    static PersonName split(String displayName) {
        String text = displayName.strip();
        int comma = text.indexOf(',');
        if (comma > 0 && !text.substring(comma + 1).isBlank()) {
            return new PersonName(
                    text.substring(comma + 1).strip(), text.substring(0, comma).strip());
        }
        int space = text.lastIndexOf(' ');
        return space < 0
                ? new PersonName(text, text)
                : new PersonName(text.substring(0, space).strip(), text.substring(space + 1));
    }
}
