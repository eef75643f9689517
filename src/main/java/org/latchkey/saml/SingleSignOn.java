package org.latchkey.saml;

import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.latchkey.application.Application;
import org.latchkey.application.StartAgain;
import org.latchkey.audit.Decision;
import org.latchkey.http.Parts;
import org.latchkey.page.AnsweredRefusal;
import org.latchkey.page.SamlMessagePage;
import org.latchkey.refusal.Reason;
import org.latchkey.refusal.Refusal;
import org.latchkey.signin.Mechanism;
import org.latchkey.signin.Person;
import org.latchkey.signin.SealedState;
import org.latchkey.signin.SignInRequired;
import org.latchkey.signin.SignedIn;
import org.opensaml.saml.saml2.core.NameID;

/** The Web Browser SSO profile on the identity provider's side (SAML profiles, 4.1). */
public final class SingleSignOn {

    /** Names the sealed request in the address that leads to its answer. */
    static final String CONTINUE = "continue";

    private final SamlApplications saml;
    private final SealedRequest sealed;
    private final AnsweredRequests answered;
    private final boolean passwordForm;

    private SingleSignOn(SamlApplications saml, SealedRequest sealed, AnsweredRequests answered, boolean passwordForm) {
        this.saml = saml;
        this.sealed = sealed;
        this.answered = answered;
        this.passwordForm = passwordForm;
    }

    /** @param passwordForm whether people can prove again who they are */
    public static SingleSignOn of(SamlApplications saml, SealedState sealed, boolean passwordForm) {
        return new SingleSignOn(saml, new SealedRequest(sealed), new AnsweredRequests(saml.clock()), passwordForm);
    }

    /** @throws Refusal {@link Reason#PAGE_UNKNOWN} where no application speaks SAML, or {@link Reason#APPLICATION_BROKEN} */
    static SingleSignOn of(ServletContext context) {
        return Parts.find(context, SingleSignOn.class).orElseThrow(() -> ClosedSaml.whyAbsent(context));
    }

    SamlApplications saml() {
        return saml;
    }

    SealedRequest sealed() {
        return sealed;
    }

    /** @throws Refusal {@link Reason#SAML_REQUEST_MISSING}, or as {@link AuthnRequestReader#read} */
    SignOnRequest received(HttpServletRequest request) throws IOException {
        return IncomingMessage.read(request, "SAMLRequest")
                .map(new AuthnRequestReader(saml)::read)
                .orElseThrow(() -> new Refusal(Reason.SAML_REQUEST_MISSING));
    }

    /**
     * The page that carries the answer to the application.
     *
     * @throws SignInRequired when nobody is signed in yet, or has to sign in again
     * @throws Refusal as {@code SignIn.enter}; an {@link AnsweredRefusal} where the application is told of it
     */
    SamlMessagePage answer(HttpServletRequest request, SignOnRequest asked) {
        SamlApplication application = saml.applications().require(asked.application());
        StartAgain.at(request, application.application());
        try {
            answered.requireNew(asked);
            return assertion(request, application, asked);
        } catch (Refusal refusal) {
            throw isTold(asked, refusal) ? told(request, application, asked, refusal) : refusal;
        }
    }

    private SamlMessagePage assertion(HttpServletRequest request, SamlApplication application, SignOnRequest asked) {
        requirePossible(asked);
        if (asked.forceAuthn()) {
            requireFresh(request, asked);
        }
        Person person = saml.signIn().enter(request, application.application());
        NameID name = asked.nameId().nameOf(person.user(), application.application());
        requireSubject(asked, name);
        MessageIds ids = new MessageIds(saml.random());
        Instant now = saml.clock().instant();
        String sessionIndex =
                SessionParticipants.sessionIndex(request, application, name).orElseGet(ids::next);
        String message = new SamlAnswer(saml.idp(), application, asked, ids)
                .with(new Assertions(saml.idp(), application, asked, name, ids, now).about(person, sessionIndex), now);
        answered.add(asked);
        saml.signIn().remember(request, person);
        SessionParticipants.enter(request, Participant.of(application, name, sessionIndex));
        note(request, application.application(), asked, person);
        return page(
                application, asked.isUnsolicited() ? asked.landingOn(landing(application, person)) : asked, message);
    }

    private static Optional<String> landing(SamlApplication application, Person person) {
        return application.application().landing().of(person.groups());
    }

    private static void requirePossible(SignOnRequest asked) {
        if (asked.nameId().format().isEmpty()) {
            throw new Refusal(Reason.SAML_NAME_ID_UNSUPPORTED);
        }
        if (!SignInContext.satisfies(asked.contexts())) {
            throw new Refusal(Reason.SAML_CONTEXT_UNSUPPORTED).with("asked", String.join(" ", asked.contexts()));
        }
    }

    /** A ticket proves that a session at Windows is open, not that the person is there: only the form asks him. */
    private void requireFresh(HttpServletRequest request, SignOnRequest asked) {
        boolean fresh = request.getUserPrincipal() instanceof SignedIn signedIn
                && signedIn.mechanism() == Mechanism.PASSWORD
                && !signedIn.at().isBefore(asked.received());
        if (fresh) {
            return;
        }
        if (!passwordForm) {
            throw new Refusal(Reason.SAML_SIGN_IN_AGAIN_IMPOSSIBLE);
        }
        throw SignInRequired.because(new Refusal(Reason.SIGN_IN_AGAIN));
    }

    private static void requireSubject(SignOnRequest asked, NameID name) {
        Optional<String> other = asked.subject().filter(subject -> !subject.equalsIgnoreCase(name.getValue()));
        if (other.isPresent()) {
            throw new Refusal(Reason.SAML_SUBJECT_DIFFERS).with("asked", other.get());
        }
    }

    private static void note(HttpServletRequest request, Application application, SignOnRequest asked, Person person) {
        Decision decision = Decision.of(request);
        if (!asked.nameId().stable()) {
            decision.note("mailFrom", application.mailOf(person.user()).attribute());
        }
        decision.note("target", asked.consumer().toString()).outcome("signed-in");
    }

    /**
     * Whether the application hears of it instead of the person. A passive request may not show him anything; and who
     * proved by a signature that he asks gets an answer to handle (SAML profiles, 4.1.3.5). To anyone else the page explains
     * more than an application would.
     *
     * <p>So a passive request needs no signature to get a signed answer. It says no more than that nobody is signed in, and goes
     * to an address of the registration only; applications that look passively whether somebody is there would else be stuck.
     */
    private static boolean isTold(SignOnRequest asked, Refusal refusal) {
        int status = refusal.reason().status();
        return asked.passive() || (asked.verified() && (status == 403 || status == 400));
    }

    private AnsweredRefusal told(
            HttpServletRequest request, SamlApplication application, SignOnRequest asked, Refusal refusal) {
        Decision.of(request).note("target", asked.consumer().toString());
        String text = refusal.reason().voices(Locale.ENGLISH).title() + " ("
                + Decision.of(request).reference().text() + ")";
        SamlStatus status = SamlStatus.of(refusal.reason());
        String message = new SamlAnswer(saml.idp(), application, asked, new MessageIds(saml.random()))
                .without(status, text, saml.clock().instant());
        return AnsweredRefusal.toApplication(refusal, page(application, asked, message));
    }

    private static SamlMessagePage page(SamlApplication application, SignOnRequest asked, String message) {
        return new SamlMessagePage(
                application
                        .redirects()
                        .require(asked.consumer().toString())
                        .address()
                        .toString(),
                "SAMLResponse",
                message,
                asked.relayState(),
                SamlMessagePage.Purpose.SIGN_IN,
                application.application().title());
    }
}
