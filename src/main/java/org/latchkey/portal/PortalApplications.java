package org.latchkey.portal;

import java.util.List;
import java.util.Optional;
import org.latchkey.application.Registration;
import org.latchkey.signin.SignIn;

/**
 * What the portal works with.
 *
 * @param applications those of all mechanisms, in the order of their ids, without those that are closed
 */
public record PortalApplications(List<Registration> applications, SignIn signIn) {

    public PortalApplications {
        applications = List.copyOf(applications);
    }

    Optional<Registration> find(String id) {
        return applications.stream()
                .filter(registration -> registration.application().id().equals(id))
                .findFirst();
    }
}
