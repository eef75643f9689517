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
    private static final String FROM_SESSION = SignInSession.class.getName();

    /** Who this request's session belongs to, unless the sign-in is too old. */
    public Optional<SignedIn> current(HttpServletRequest request) {
        Optional<SignedIn> found = kept(request).filter(s -> clock.instant().isBefore(s.at().plus(longest)));
        found.ifPresent(signedIn -> request.setAttribute(FROM_SESSION, signedIn));
        return found;
    }

    private static Optional<SignedIn> kept(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        try {
            return session != null && session.getAttribute(ATTRIBUTE) instanceof SignedIn signedIn
                    ? Optional.of(signedIn)
                    : Optional.empty();
        } catch (IllegalStateException e) {
            // Another request of this browser signed out in this very moment.
            return Optional.empty();
        }
    }

    /**
     * Remembers a sign-in, under a session id that nobody knew before: an id planted in the victim's browser would else
     * become a signed-in one (session fixation). A sign-in that came from a session is remembered already; if that session
     * has ended meanwhile, it stays ended, or a request under way would undo a sign-out.
     */
    public void begin(HttpServletRequest request, SignedIn signedIn) {
        if (signedIn.equals(request.getAttribute(FROM_SESSION))) {
            return;
        }
        if (kept(request).filter(before -> !before.isSamePerson(signedIn)).isPresent()) {
            // What the session knows of somebody else, such as the applications he entered, is not this person's.
            end(request);
        }
        HttpSession session = request.getSession(true);
        try {
            if (!session.isNew() || session.getId().equals(request.getRequestedSessionId())) {
                request.changeSessionId();
            }
            session.setAttribute(ATTRIBUTE, signedIn);
        } catch (IllegalStateException e) {
            // Another request of this browser signed out in this very moment, and that counts.
            return;
        }
    }

    /**
     * Forgets everything about this browser.
     *
     * @return who was signed in, even too long ago to count; empty where nobody was, or another request was faster
     */
    public Optional<SignedIn> end(HttpServletRequest request) {
        Optional<SignedIn> ended = kept(request);
        HttpSession session = request.getSession(false);
        if (session == null) {
            return Optional.empty();
        }
        try {
            session.invalidate();
            return ended;
        } catch (IllegalStateException e) {
            // Another request of this browser signed out in this very moment.
            return Optional.empty();
        }
    }
}
