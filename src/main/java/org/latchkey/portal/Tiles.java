package org.latchkey.portal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.latchkey.application.Application;
import org.latchkey.application.Registration;
import org.latchkey.directory.Membership;
import org.latchkey.page.PortalPage.Tile;
import org.latchkey.refusal.Reason;
import org.latchkey.refusal.Refusal;
import org.latchkey.signin.Person;

/**
 * The applications that one person may enter.
 *
 * @param hidden why those that depend on his groups are not among them; empty where his groups can be read
 */
record Tiles(List<Tile> shown, Optional<Refusal> hidden) {

    Tiles {
        shown = List.copyOf(shown);
    }

    /** @throws Refusal one of the 503 reasons */
    static Tiles of(PortalApplications portal, Person person, String contextPath) {
        List<Tile> shown = new ArrayList<>();
        Optional<Refusal> hidden = Optional.empty();
        for (Registration registration : portal.applications()) {
            try {
                tile(registration, person.groups(), contextPath).ifPresent(shown::add);
            } catch (Refusal e) {
                if (e.reason() != Reason.DIRECTORY_RIGHTS) {
                    throw e;
                }
                // What asks for no group is open to this person all the same.
                hidden = Optional.of(e);
            }
        }
        return new Tiles(shown, hidden);
    }

    private static Optional<Tile> tile(Registration registration, Membership groups, String contextPath) {
        Application application = registration.application();
        if (!application.access().decide(groups).isGranted()) {
            return Optional.empty();
        }
        boolean starts = application.landing().of(groups).isPresent()
                || application.start().isPresent()
                || registration.ownStart().isPresent();
        Optional<String> icon = application.icon().map(picture -> contextPath + "/icons/" + application.id());
        return Optional.of(new Tile(application.title(), contextPath + "/go/" + application.id(), starts, icon));
    }
}
