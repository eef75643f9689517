package org.latchkey.setup;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;
import org.latchkey.application.Access;
import org.latchkey.application.AccessRule;
import org.latchkey.audit.Decision;
import org.latchkey.config.Problem;
import org.latchkey.directory.GroupName;
import org.latchkey.refusal.Reason;
import org.latchkey.refusal.Refusal;
import org.latchkey.signin.Person;
import org.latchkey.signin.SignIn;
import org.latchkey.signin.SignInRequired;

/**
 * The way to the setup pages for members of {@code adminGroup}, from anywhere. There only while the configuration is good
 * enough to sign anybody in.
 *
 * @param check of the groups, which needs the directory as well
 */
public record SetupAccess(SignIn signIn, Optional<GroupName> adminGroup, GroupCheck check) {

    /**
     * Lets a member in.
     *
     * @throws SignInRequired when nobody is signed in yet
     * @throws Refusal {@link Reason#SETUP_CLOSED}, or as {@link SignIn#person}
     */
    Person requireMember(HttpServletRequest request) {
        Person person = member(request);
        Decision.of(request).outcome("setup-shown");
        return person;
    }

    /** As {@link #requireMember}, without a line in the audit. */
    Person member(HttpServletRequest request) {
        GroupName group = adminGroup.orElseThrow(() -> new Refusal(Reason.SETUP_CLOSED));
        Person person = signIn.person(request, "");
        Access access = signIn.decide(request, AccessRule.membersOf(group), person);
        if (!access.isGranted()) {
            throw new Refusal(Reason.SETUP_CLOSED).with("rule", access.rule());
        }
        signIn.remember(request, person);
        return person;
    }

    /** Whether the request comes from a member who is signed in; who is not, and every fault, counts as no. */
    boolean isMember(HttpServletRequest request) {
        if (adminGroup.isEmpty() || request.getUserPrincipal() == null) {
            return false;
        }
        try {
            requireMember(request);
            return true;
        } catch (Refusal e) {
            return false;
        }
    }

    List<Problem> problems() {
        return check.problems();
    }
}
