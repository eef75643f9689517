package org.latchkey.signin;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/**
 * The session of somebody who signed in. It is made only when a request succeeds: a request that ends in 4xx creates none.
 *
 * @param longest how long a sign-in holds, however busy the session is
 */
public record SignInSession(Clock clock, Duration longest) {

    private static final String ATTRIBUTE = SignedIn.class.getName();

    /** Who this request's session belongs to, unless the sign-in is too old. */
    public Optional<SignedIn> current(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        if (session == null || !(session.getAttribute(ATTRIBUTE) instanceof SignedIn signedIn)) {
            return Optional.empty();
        }
        return Optional.of(signedIn).filter(s -> clock.instant().isBefore(s.at().plus(longest)));
    }

    /**
     * Remembers a sign-in, under a session id that nobody knew before: an id planted in the victim's browser would else
     * become a signed-in one (session fixation). A session that already holds this sign-in stays as it is.
     */
    public void begin(HttpServletRequest request, SignedIn signedIn) {
        HttpSession session = request.getSession(true);
        if (signedIn.equals(session.getAttribute(ATTRIBUTE))) {
            return;
        }
        if (!session.isNew() || session.getId().equals(request.getRequestedSessionId())) {
            request.changeSessionId();
        }
        session.setAttribute(ATTRIBUTE, signedIn);
    }

    /** Forgets everything about this browser. */
    public void end(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        if (session != null) {
            session.invalidate();
        }
    }
}
