package org.latchkey.signin;

import jakarta.servlet.http.HttpServletRequest;
import java.io.Serializable;
import java.security.Principal;
import java.time.Instant;
import java.util.Optional;
import org.latchkey.directory.AccountName;

/**
 * Somebody who proved who he is: the request's {@link HttpServletRequest#getUserPrincipal principal}, and all that a session
 * keeps. It survives serialisation, and holds no handle and no token.
 *
 * @param at when the proof was checked
 */
public record SignedIn(AccountName account, Mechanism mechanism, Instant at) implements Principal, Serializable {

    private static final long serialVersionUID = 1L;

    /** Who the filters found for this request, by its session or by a token that it carried. */
    static Optional<SignedIn> of(HttpServletRequest request) {
        return request.getUserPrincipal() instanceof SignedIn signedIn ? Optional.of(signedIn) : Optional.empty();
    }

    @Override
    public String getName() {
        return account.toString();
    }
}
