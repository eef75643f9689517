package org.latchkey.windows;

import java.util.Optional;
import org.latchkey.refusal.Refusal;
import org.latchkey.signin.SignedIn;

/** What became of a request's token. */
sealed interface TokenOutcome {

    /** There was none that counts. */
    record None() implements TokenOutcome {}

    /** It proved who this is; maybe with a value of {@code WWW-Authenticate} by which the server proves itself (RFC 4559, 5). */
    record Known(SignedIn signedIn, Optional<String> answer) implements TokenOutcome {}

    /** The handshake needs another leg, for which this value of {@code WWW-Authenticate} asks. */
    record Proceed(String challenge) implements TokenOutcome {}

    /** It was refused. */
    record Refused(Refusal refusal) implements TokenOutcome {}
}
