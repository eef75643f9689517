package org.latchkey.signin;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.function.Function;
import org.latchkey.application.Application;
import org.latchkey.application.MailAddress;
import org.latchkey.application.StartAgain;
import org.latchkey.application.Target;
import org.latchkey.audit.Decision;
import org.latchkey.http.Methods;
import org.latchkey.http.QueryString;

/**
 * The answer of a mechanism that sends the browser to one address whose query says, signed, who somebody is.
 *
 * @param target where to
 * @param destination what the audit calls it
 * @param query what is added to it
 */
public record SignedRedirect(Target target, String destination, Query query) {

    /** Makes the query of the redirect; a credential. Called last, since it holds the time. */
    public interface Query {
        String about(Person person, MailAddress mail);
    }

    /**
     * Answers a request. The request is judged before the person is asked for, so that a bad one costs no ticket, and the
     * session begins last, so that no refusal leaves one.
     *
     * @param judge of the request
     * @throws org.latchkey.refusal.Refusal whatever speaks against it
     */
    public static void answer(
            HttpServletRequest request,
            HttpServletResponse response,
            SignIn signIn,
            Application application,
            Function<QueryString, SignedRedirect> judge) {
        StartAgain.at(request, application);
        Methods.require(request, "GET");
        SignedRedirect redirect = judge.apply(QueryString.of(request));
        Person person = signIn.enter(request, application);
        MailAddress mail = application.mailOf(person.user());
        redirect.target.redirect(response, redirect.query.about(person, mail));
        signIn.remember(request, person);
        Decision.of(request)
                .note("mailFrom", mail.attribute())
                .note("target", redirect.destination)
                .outcome("signed-in");
    }
}
