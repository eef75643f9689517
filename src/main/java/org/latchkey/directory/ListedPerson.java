package org.latchkey.directory;

import java.util.Optional;
import org.latchkey.refusal.Reason;

/**
 * An account that a {@link Roster} names.
 *
 * @param user empty where a sign-in would not come to know him
 * @param unfound why, then: {@link Reason#ACCOUNT_UNKNOWN} outside the configured base, {@link Reason#DIRECTORY_RIGHTS} where
 *     what identifies him is hidden
 */
public record ListedPerson(String distinguishedName, Optional<DirectoryUser> user, Optional<Reason> unfound) {

    static ListedPerson found(DirectoryUser user) {
        return new ListedPerson(user.distinguishedName(), Optional.of(user), Optional.empty());
    }

    static ListedPerson unfound(Entry entry, Reason why) {
        return new ListedPerson(entry.dn(), Optional.empty(), Optional.of(why));
    }
}
