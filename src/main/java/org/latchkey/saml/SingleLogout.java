package org.latchkey.saml;

import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.latchkey.audit.Decision;
import org.latchkey.http.Parts;
import org.latchkey.page.SignedOutPage;
import org.latchkey.refusal.Reason;
import org.latchkey.refusal.Refusal;
import org.latchkey.signin.SealedState;

/**
 * The Single Logout profile on the identity provider's side (SAML profiles, 4.4). The person is signed out here at once; then
 * the other applications of the session are told one after another, by redirects of the whole window: in frames, browsers
 * would keep their cookies back.
 */
public final class SingleLogout {

    private final SamlApplications saml;
    private final SealedState sealed;
    private final AnsweredRequests answered;

    public SingleLogout(SamlApplications saml, SealedState sealed) {
        this.saml = saml;
        this.sealed = sealed;
        this.answered = new AnsweredRequests(saml.clock());
    }

    static Optional<SingleLogout> in(ServletContext context) {
        return Parts.find(context, SingleLogout.class);
    }

    LogoutMessage received(IncomingMessage message) {
        return new LogoutMessageReader(saml).read(message);
    }

    SealedState sealed() {
        return sealed;
    }

    SigningCredential credential() {
        return saml.idp().credentials().current();
    }

    /** Where the person of this request's session stays signed in when only that ends: nobody else is told of it. */
    public List<SignedOutPage.Elsewhere> elsewhere(HttpServletRequest request) {
        List<String> ids = new ArrayList<>();
        SessionParticipants.entered(request).forEach(participant -> ids.add(participant.application()));
        SessionParticipants.toBeTold(request).forEach(participant -> ids.add(participant.application()));
        SessionParticipants.progress(request)
                .ifPresent(progress -> ids.addAll(progress.ended(false).unconfirmed()));
        return elsewhere(ids);
    }

    /** Those of these applications that tell where they sign people out. */
    List<SignedOutPage.Elsewhere> elsewhere(List<String> ids) {
        return ids.stream()
                .distinct()
                .flatMap(id -> saml.applications().find(id).stream())
                .flatMap(application -> application.logoutTarget().stream()
                        .map(target -> new SignedOutPage.Elsewhere(
                                application.application().title(),
                                target.address().toString())))
                .toList();
    }

    /**
     * What follows a message: the next application to tell, or in the end the answer to the one that asked.
     *
     * @throws Refusal {@link Reason#SAML_LOGOUT_UNEXPECTED} for an answer that nobody waits for
     */
    LogoutStep answer(HttpServletRequest request, LogoutMessage message) {
        Decision.of(request).note("application", message.application());
        return message.isRequest() ? asked(request, message) : answered(request, message);
    }

    private LogoutStep asked(HttpServletRequest request, LogoutMessage message) {
        List<Participant> entered = SessionParticipants.entered(request);
        Optional<Participant> asking = entered.stream()
                .filter(participant -> participant.application().equals(message.application()))
                .findFirst();
        LogoutProgress progress = LogoutProgress.of(message);
        if (asking.isEmpty() && !isSignedIn(request)) {
            return SessionParticipants.progress(request)
                    .map(before -> next(request, goingOn(request, before, message)))
                    // The session here has ended, or was in another browser.
                    .orElseGet(() -> finished(progress, SamlStatus.SUCCESS));
        }
        if (!isAbout(message, asking, entered)) {
            // Somebody else's logout, brought to this browser, signs nobody out.
            return finished(progress, SamlStatus.UNKNOWN_PRINCIPAL);
        }
        if (!isOfThisSession(message, asking)) {
            // What it wants ended has ended already; the session here began later (SAML core, 3.7.3.2).
            return finished(progress, SamlStatus.SUCCESS);
        }
        // An address that was kept, in a history or a log, must not end a later session of the same person.
        answered.add(message.application(), message.id());
        saml.signIn().forget(request);
        List<Participant> others = entered.stream()
                .filter(participant -> !participant.application().equals(message.application()))
                .toList();
        if (!others.isEmpty()) {
            SessionParticipants.beginLogout(request, others);
        }
        return next(request, progress);
    }

    private boolean isSignedIn(HttpServletRequest request) {
        return saml.signIn().session().current(request).isPresent();
    }

    /** An application that was entered in an earlier session knows the person by the name that another one knows, too. */
    private static boolean isAbout(LogoutMessage message, Optional<Participant> asking, List<Participant> entered) {
        return asking.map(List::of).orElse(entered).stream()
                .anyMatch(participant -> participant.isNamed(message.nameId(), message.format()));
    }

    private static boolean isOfThisSession(LogoutMessage message, Optional<Participant> asking) {
        List<String> indexes = message.sessionIndexes();
        return indexes.isEmpty()
                || asking.filter(participant -> indexes.contains(participant.sessionIndex()))
                        .isPresent();
    }

    /**
     * What goes on where a logout is under way and somebody asks again. Whoever was told asks instead of answering: the one
     * that began hears of it. Anyone else waits for an answer to this very request, so this one takes the former's place.
     * Either way one did not confirm.
     */
    private static LogoutProgress goingOn(HttpServletRequest request, LogoutProgress before, LogoutMessage message) {
        if (before.told().equals(message.application())) {
            return before.ended(false);
        }
        SessionParticipants.told(request, message.application());
        return before.followedBy(message);
    }

    private LogoutStep answered(HttpServletRequest request, LogoutMessage message) {
        LogoutProgress progress = SessionParticipants.progress(request)
                .filter(found -> found.awaits(message))
                .orElseThrow(() -> new Refusal(Reason.SAML_LOGOUT_UNEXPECTED)
                        .with("application", message.application())
                        .with("InResponseTo", message.id()));
        Decision.of(request)
                .note("success", Boolean.toString(message.success()))
                .outcome("signed-out");
        return next(request, progress.ended(message.success()));
    }

    private LogoutStep next(HttpServletRequest request, LogoutProgress before) {
        LogoutProgress progress = before;
        for (Participant participant : SessionParticipants.toBeTold(request)) {
            SessionParticipants.told(request, participant.application());
            String id = new MessageIds(saml.random()).next();
            Optional<OutgoingMessage> message = tell(participant, id);
            if (message.isPresent()) {
                SessionParticipants.keep(request, progress.telling(participant.application(), id));
                return new LogoutStep(message, List.of());
            }
            progress = progress.without(participant.application());
        }
        SessionParticipants.endLogout(request);
        return finished(progress, progress.partial() ? SamlStatus.PARTIAL_LOGOUT : SamlStatus.SUCCESS);
    }

    /** Empty where it cannot be told: it takes no logout, was taken out of the configuration, or its metadata have expired. */
    private Optional<OutgoingMessage> tell(Participant participant, String id) {
        try {
            SamlApplication application = saml.applications().require(participant.application());
            return service(application)
                    .map(service ->
                            new OutgoingLogout(saml.idp(), now()).request(application, service, participant, id));
        } catch (Refusal e) {
            return Optional.empty();
        }
    }

    private LogoutStep finished(LogoutProgress progress, SamlStatus status) {
        SamlApplication application = saml.applications().require(progress.initiator());
        String id = new MessageIds(saml.random()).next();
        return new LogoutStep(
                service(application)
                        .map(service -> new OutgoingLogout(saml.idp(), now())
                                .response(application, service, progress, status, id)),
                progress.unconfirmed());
    }

    /** By a redirect where there is a choice: it needs no script and no button. */
    private static Optional<LogoutService> service(SamlApplication application) {
        List<LogoutService> services = application.serviceProvider().logout();
        return Stream.of(Binding.REDIRECT, Binding.POST)
                .flatMap(binding -> services.stream().filter(service -> service.binding() == binding))
                .findFirst();
    }

    private Instant now() {
        return saml.clock().instant();
    }
}
