package org.latchkey.signin;

import jakarta.servlet.http.HttpServletRequest;
import java.io.Serializable;
import java.security.Principal;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.latchkey.directory.AccountName;
import org.latchkey.directory.DirectoryUser;

/**
 * Somebody who proved who he is: the request's {@link HttpServletRequest#getUserPrincipal principal}, and all that a session
 * keeps. It survives serialisation, and holds no handle and no token.
 *
 * @param at when the proof was checked
 * @param objectGuid of the entry that was found then, as {@link DirectoryUser#objectGuidText}: a name can become somebody
 *     else's while a session lasts; empty before the first look-up
 */
public record SignedIn(AccountName account, Mechanism mechanism, Instant at, String objectGuid)
        implements Principal, Serializable {

    private static final long serialVersionUID = 1L;

    public SignedIn {
        // A session that an earlier version kept has none.
        objectGuid = Objects.requireNonNullElse(objectGuid, "");
    }

    public SignedIn(AccountName account, Mechanism mechanism, Instant at) {
        this(account, mechanism, at, "");
    }

    /** The same proof, once it is known whose it is. */
    SignedIn of(DirectoryUser user) {
        return new SignedIn(account, mechanism, at, user.objectGuidText());
    }

    /** Whether this is the one who proved who he is, as far as that was ever looked up. */
    boolean isStill(DirectoryUser user) {
        return objectGuid.isEmpty() || objectGuid.equals(user.objectGuidText());
    }

    boolean isSamePerson(SignedIn other) {
        return (objectGuid.isEmpty() || other.objectGuid.isEmpty())
                ? account.equals(other.account)
                : objectGuid.equals(other.objectGuid);
    }

    /** Who the filters found for this request, by its session or by a token that it carried. */
    static Optional<SignedIn> of(HttpServletRequest request) {
        return request.getUserPrincipal() instanceof SignedIn signedIn ? Optional.of(signedIn) : Optional.empty();
    }

    @Override
    public String getName() {
        return account.toString();
    }
}
