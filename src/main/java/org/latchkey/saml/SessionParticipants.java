package org.latchkey.saml;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.opensaml.saml.saml2.core.NameID;

/**
 * What a session keeps for single logout. Each application has an attribute of its own, so that two sign-ins at the same
 * moment do not overwrite each other; all of it survives serialisation.
 */
final class SessionParticipants {

    private static final String ENTERED = Participant.class.getName() + ".entered.";
    private static final String TO_BE_TOLD = Participant.class.getName() + ".toBeTold.";
    private static final String PROGRESS = LogoutProgress.class.getName();

    private SessionParticipants() {}

    /** Notes that an application has its assertion. A session that has ended meanwhile stays ended. */
    static void enter(HttpServletRequest request, Participant participant) {
        put(request, ENTERED, participant);
        // A logout that is still under way must not end what begins now.
        told(request, participant.application());
    }

    /**
     * By which an application knows this session since it entered it first. Another one for each assertion would leave it with
     * one that nobody here remembers, as soon as a second window signs in.
     *
     * @param name by which it knows the person
     */
    static Optional<String> sessionIndex(HttpServletRequest request, SamlApplication application, NameID name) {
        return entered(request).stream()
                .filter(participant -> participant
                        .application()
                        .equals(application.application().id()))
                .filter(participant -> participant.nameId().equals(name.getValue()))
                .map(Participant::sessionIndex)
                .findFirst();
    }

    static List<Participant> entered(HttpServletRequest request) {
        return found(request, ENTERED);
    }

    static List<Participant> toBeTold(HttpServletRequest request) {
        return found(request, TO_BE_TOLD);
    }

    /** Begins a session in which nobody is signed in, and which only knows whom to tell. */
    static void beginLogout(HttpServletRequest request, List<Participant> others) {
        request.getSession(true);
        others.forEach(participant -> put(request, TO_BE_TOLD, participant));
    }

    /** @param application its id; it is not told any more */
    static void told(HttpServletRequest request, String application) {
        within(request, session -> session.removeAttribute(TO_BE_TOLD + application));
    }

    static Optional<LogoutProgress> progress(HttpServletRequest request) {
        return values(request, PROGRESS).stream()
                .filter(LogoutProgress.class::isInstance)
                .map(LogoutProgress.class::cast)
                .findFirst();
    }

    static void keep(HttpServletRequest request, LogoutProgress progress) {
        within(request, session -> session.setAttribute(PROGRESS, progress));
    }

    /** Leaves the session itself: somebody may have signed in again while the others were told. */
    static void endLogout(HttpServletRequest request) {
        within(request, session -> session.removeAttribute(PROGRESS));
    }

    private static void put(HttpServletRequest request, String prefix, Participant participant) {
        within(request, session -> session.setAttribute(prefix + participant.application(), participant));
    }

    private static List<Participant> found(HttpServletRequest request, String prefix) {
        return values(request, prefix).stream()
                .filter(Participant.class::isInstance)
                .map(Participant.class::cast)
                .toList();
    }

    private static List<Object> values(HttpServletRequest request, String prefix) {
        List<Object> values = new ArrayList<>();
        within(
                request,
                session -> Collections.list(session.getAttributeNames()).stream()
                        .filter(name -> name.startsWith(prefix))
                        .sorted()
                        .map(session::getAttribute)
                        .forEach(values::add));
        return values;
    }

    /** Does nothing where there is no session. */
    private static void within(HttpServletRequest request, Consumer<HttpSession> work) {
        HttpSession session = request.getSession(false);
        if (session == null) {
            return;
        }
        try {
            work.accept(session);
        } catch (IllegalStateException e) {
            // Another request of this browser signed out in this very moment.
            return;
        }
    }
}
