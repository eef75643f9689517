package org.latchkey.web;

import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import org.latchkey.application.StartAgain;
import org.latchkey.audit.Decision;
import org.latchkey.http.Parts;
import org.latchkey.page.AnsweredRefusal;
import org.latchkey.page.FirstStepsPage;
import org.latchkey.page.HelpText;
import org.latchkey.page.Languages;
import org.latchkey.page.Page;
import org.latchkey.page.Pages;
import org.latchkey.page.RefusalPage;
import org.latchkey.refusal.MethodNotAllowed;
import org.latchkey.refusal.Reason;
import org.latchkey.refusal.Refusal;
import org.latchkey.refusal.Throttled;
import org.latchkey.refusal.Voices;
import org.latchkey.signin.SignInForm;
import org.latchkey.signin.SignInRequired;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns a refusal or a fault into its status, headers and page, and tells the administrator. */
record Answers(ServletContext context) {

    private static final Logger LOG = LoggerFactory.getLogger("org.latchkey.refusals");

    /** Long enough not to make things worse, short enough for somebody who waits at his desk. */
    private static final String RETRY_SECONDS = "30";

    void refuse(HttpServletRequest request, HttpServletResponse response, Refusal refusal) throws IOException {
        tell(Decision.of(request), refusal);
        if (response.isCommitted()) {
            return;
        }
        response.resetBuffer();
        if (refusal instanceof AnsweredRefusal answered) {
            pages().show(request, response, answered.answerStatus(), answered.page());
            return;
        }
        setHeaders(response, refusal);
        pages().show(request, response, refusal.reason().status(), page(request, response, refusal));
    }

    /** Something that should not happen: the user gets the number, the log gets the trace. */
    void fault(HttpServletRequest request, HttpServletResponse response, Throwable fault) throws IOException {
        LOG.error("{} {} {}", Decision.of(request).reference(), Reason.INTERNAL, request.getServletPath(), fault);
        refuse(request, response, new Refusal(Reason.INTERNAL));
    }

    void firstSteps(HttpServletRequest request, HttpServletResponse response) throws IOException {
        boolean home =
                request.getServletPath().isEmpty() || request.getServletPath().equals("/");
        int status = home ? HttpServletResponse.SC_OK : Reason.CONFIGURATION_EMPTY.status();
        pages().show(request, response, status, new FirstStepsPage(context.getContextPath(), true));
    }

    /** To be asked to sign in is no refusal: it is neither logged nor audited, or each first click would be. */
    private static void tell(Decision decision, Refusal refusal) {
        if (refusal.reason() == Reason.SIGN_IN_REQUIRED) {
            decision.asked();
            return;
        }
        refusal.facts().forEach(decision::note);
        decision.note("reason", refusal.reason().name()).outcome("refused");
        Voices voices = refusal.reason().voices(Locale.ENGLISH);
        String line = decision.reference() + " " + refusal.reason() + " " + decision.facts() + ": "
                + voices.administrator() + " " + voices.remedy();
        if (refusal.reason().status() >= HttpServletResponse.SC_INTERNAL_SERVER_ERROR) {
            LOG.warn(line);
        } else {
            LOG.info(line);
        }
    }

    private static void setHeaders(HttpServletResponse response, Refusal refusal) {
        if (refusal instanceof MethodNotAllowed method) {
            response.setHeader("Allow", method.allow());
        }
        if (refusal instanceof SignInRequired required) {
            required.challenges().forEach(value -> response.addHeader("WWW-Authenticate", value));
        }
        if (refusal instanceof Throttled throttled) {
            response.setHeader("Retry-After", Long.toString(throttled.retryAfterSeconds()));
        }
        if (refusal.reason().status() == HttpServletResponse.SC_SERVICE_UNAVAILABLE) {
            response.setHeader("Retry-After", RETRY_SECONDS);
        }
    }

    private Page page(HttpServletRequest request, HttpServletResponse response, Refusal refusal) {
        Optional<SignInForm> form = Parts.find(context, SignInForm.class);
        if (refusal instanceof SignInRequired required && form.isPresent()) {
            return form.get().page(request, response, required);
        }
        Voices voices =
                refusal.reason().voices(Parts.get(context, Languages.class).of(request));
        return new RefusalPage(
                voices.title(),
                voices.user(),
                refusal.reason().fixer().name(),
                Decision.of(request).reference().text(),
                Parts.get(context, HelpText.class).text(),
                StartAgain.of(request),
                signOut(request, refusal));
    }

    /** Who is known but may not enter could be somebody at another's desk, or somebody with two accounts. */
    private static Optional<String> signOut(HttpServletRequest request, Refusal refusal) {
        boolean forbidden = refusal.reason().status() == HttpServletResponse.SC_FORBIDDEN;
        return forbidden && request.getSession(false) != null
                ? Optional.of(request.getContextPath() + "/signout")
                : Optional.empty();
    }

    private Pages pages() {
        return Parts.get(context, Pages.class);
    }
}
