package org.latchkey.portal;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.latchkey.application.Registration;
import org.latchkey.refusal.Reason;
import org.latchkey.refusal.Refusal;
import org.latchkey.signin.SignIn;

/**
 * What the portal works with.
 *
 * @param applications those of all mechanisms, in the order of their ids, without those that are closed
 * @param closed the ids of those
 */
public record PortalApplications(List<Registration> applications, Set<String> closed, SignIn signIn) {

    public PortalApplications {
        applications = List.copyOf(applications);
        closed = Set.copyOf(closed);
    }

    /** @throws Refusal {@link Reason#APPLICATION_UNKNOWN} or {@link Reason#APPLICATION_BROKEN} */
    Registration require(String id) {
        return find(id).orElseThrow(
                        () -> new Refusal(closed.contains(id) ? Reason.APPLICATION_BROKEN : Reason.APPLICATION_UNKNOWN)
                                .with("application", id));
    }

    Optional<Registration> find(String id) {
        return applications.stream()
                .filter(registration -> registration.application().id().equals(id))
                .findFirst();
    }
}
