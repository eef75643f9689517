package org.latchkey.setup;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.latchkey.audit.Decision;
import org.latchkey.http.Client;
import org.latchkey.http.Networks;
import org.latchkey.refusal.Reason;
import org.latchkey.refusal.Refusal;

/**
 * Who may see the setup pages: members of {@code adminGroup}, and whoever sits at the server and has the setup code from
 * Tomcat's log; that way works whatever else is down. A proxy on the same host looks local, too; that is why the code is asked
 * for, and why any trace of a proxy closes this way.
 *
 * @param access of members; empty while nobody can sign in
 */
record SetupDoor(Optional<SetupAccess> access, SetupCode code) {

    /** The query with which a member signs in at the server itself. */
    static final String SIGN_IN = "sign-in";

    private static final String OPENED = "org.latchkey.setup.opened";
    private static final Networks LOOPBACK = Networks.of(List.of("127.0.0.0/8", "::1"));
    private static final Set<String> LOCAL_NAMES = Set.of("localhost", "127.0.0.1", "[::1]");

    /**
     * Whether the pages may be shown.
     *
     * @return false where the setup code would open them
     * @throws Refusal as {@link SetupAccess#requireMember}
     */
    boolean admits(HttpServletRequest request) {
        if (!isLocal(request) || SIGN_IN.equals(request.getQueryString())) {
            members().requireMember(request);
            return true;
        }
        return isOpened(request)
                || access.filter(members -> members.isMember(request)).isPresent();
    }

    /** @throws Refusal {@link Reason#SETUP_CLOSED} while nobody can sign in */
    SetupAccess members() {
        return access.orElseThrow(() -> new Refusal(Reason.SETUP_CLOSED));
    }

    /** Whether whoever was {@linkplain #admits admitted} is a member, and has not only the setup code. */
    boolean isMember(HttpServletRequest request) {
        return !isLocal(request)
                || SIGN_IN.equals(request.getQueryString())
                || access.filter(members -> members.isMember(request)).isPresent();
    }

    /** Nobody is asked for a ticket where the code is at hand: a service that cannot take one would never get to the code. */
    boolean hasMembers() {
        return access.filter(members -> members.adminGroup().isPresent()).isPresent();
    }

    /** @throws Refusal {@link Reason#SETUP_CLOSED} or {@link Reason#SETUP_CODE_WRONG} */
    void redeem(HttpServletRequest request, String typed) {
        if (!code.redeem(typed)) {
            throw new Refusal(Reason.SETUP_CODE_WRONG);
        }
        HttpSession session = request.getSession(true);
        request.changeSessionId();
        session.setAttribute(OPENED, true);
        Decision.of(request).outcome("setup-opened");
    }

    /** @throws Refusal {@link Reason#SETUP_CLOSED}, whatever the code */
    void requireLocal(HttpServletRequest request) {
        if (!isLocal(request)) {
            throw new Refusal(Reason.SETUP_CLOSED);
        }
    }

    private static boolean isOpened(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        return session != null && session.getAttribute(OPENED) != null;
    }

    private static boolean isLocal(HttpServletRequest request) {
        return LOOPBACK.contains(request.getRemoteAddr())
                && LOOPBACK.contains(request.getLocalAddr())
                && LOCAL_NAMES.contains(request.getServerName())
                && !Client.showsProxy(request);
    }
}
