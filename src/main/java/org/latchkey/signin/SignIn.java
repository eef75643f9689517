package org.latchkey.signin;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import org.latchkey.application.Access;
import org.latchkey.application.AccessRule;
import org.latchkey.application.Application;
import org.latchkey.audit.Decision;
import org.latchkey.config.Secret;
import org.latchkey.directory.AccountName;
import org.latchkey.directory.Directory;
import org.latchkey.directory.DirectoryUser;
import org.latchkey.directory.Groups;
import org.latchkey.refusal.Reason;
import org.latchkey.refusal.Refusal;

/**
 * The one step that all protocols share: who is this, does the directory let him sign in, and may he enter this application?
 * Protocols ask only after they have validated their own request, so that nobody is asked to sign in for something that would be refused anyway.
 */
public record SignIn(
        Directory directory, Groups groups, SignInSession session, PasswordThrottle throttle, Clock clock) {

    /**
     * The person behind this request, who may enter this application.
     *
     * @throws SignInRequired when nobody is signed in yet
     * @throws Refusal as {@link #person}; {@link Reason#ACCESS_DENIED} when the application's rule keeps him out, {@link
     *     Reason#APPLICATION_BROKEN} when a group that is to be kept out cannot be found
     */
    public Person enter(HttpServletRequest request, Application application) {
        Person person = person(request, application.title());
        requireGranted(application, decide(request, application.access(), person));
        return person;
    }

    /** @throws Refusal {@link Reason#ACCESS_DENIED}, {@link Reason#APPLICATION_BROKEN} */
    public static void requireGranted(Application application, Access access) {
        if (!access.isGranted()) {
            Reason reason =
                    access.outcome() == Access.Outcome.CLOSED ? Reason.APPLICATION_BROKEN : Reason.ACCESS_DENIED;
            throw new Refusal(reason).with("application", application.id()).with("rule", access.rule());
        }
    }

    /** Whether a rule lets this person in; the rule that decided is noted for the audit line. */
    public Access decide(HttpServletRequest request, AccessRule rule, Person person) {
        Access access = rule.decide(person.groups());
        if (!access.rule().isEmpty()) {
            Decision.of(request).note("rule", access.rule());
        }
        return access;
    }

    /**
     * The person behind this request, whatever he wants. The directory is asked each time: a session says who somebody is, not that he may
     * still enter.
     *
     * @throws SignInRequired when nobody is signed in yet, or the name has become another account's since
     * @throws Refusal when the directory does not know the account, or its state forbids to sign in
     */
    public Person person(HttpServletRequest request, String applicationTitle) {
        SignedIn signedIn = SignedIn.of(request).orElseThrow(() -> new SignInRequired(applicationTitle));
        note(request, signedIn.account(), signedIn.mechanism());
        DirectoryUser user = directory.find(signedIn.account());
        if (!signedIn.isStill(user)) {
            session.end(request);
            Decision.of(request).note("sessionEnded", "the name is another account's now");
            throw new SignInRequired(applicationTitle);
        }
        note(request, user.account(), signedIn.mechanism());
        return new Person(signedIn, requireActive(user), groups.of(user));
    }

    /**
     * Begins the session. Protocols call it last, when their answer is sure: a request that is refused in the end must not
     * leave a session behind.
     */
    public void remember(HttpServletRequest request, Person person) {
        session.begin(request, person.signedIn().of(person.user()));
    }

    /** Forgets who is signed in. */
    void forget(HttpServletRequest request) {
        session.end(request);
    }

    /**
     * Signs somebody in by account name and password.
     *
     * @throws Refusal {@link Reason#PASSWORD_WRONG}, as {@link PasswordThrottle#verify} and as {@link #person}
     */
    void withPassword(HttpServletRequest request, AccountName typed, Secret password) {
        note(request, typed, Mechanism.PASSWORD);
        DirectoryUser user = throttle.verify(request, directory, typed, password);
        note(request, user.account(), Mechanism.PASSWORD);
        requireActive(user);
        session.begin(request, new SignedIn(user.account(), Mechanism.PASSWORD, clock.instant()).of(user));
    }

    /** At first as it was proved or typed, then by the name the directory has, so that one person is one name in the audit file. */
    private static void note(HttpServletRequest request, AccountName account, Mechanism mechanism) {
        Decision.of(request).note("account", account.toString()).note("mechanism", mechanism.name());
    }

    /**
     * Whether the directory lets this person sign in.
     *
     * @throws Refusal with the reason why not
     */
    public static DirectoryUser requireActive(DirectoryUser user) {
        switch (user.state()) {
            case ACTIVE -> {
                return user;
            }
            case DISABLED -> throw refused(Reason.ACCOUNT_DISABLED, user);
            case EXPIRED -> throw refused(Reason.ACCOUNT_EXPIRED, user);
            case LOCKED -> throw refused(Reason.ACCOUNT_LOCKED, user);
            case PASSWORD_EXPIRED -> throw refused(Reason.PASSWORD_EXPIRED, user);
            case HIDDEN -> throw refused(Reason.DIRECTORY_RIGHTS, user).with("hidden", "userAccountControl");
        }
        throw new IllegalStateException("every state is handled above");
    }

    private static Refusal refused(Reason reason, DirectoryUser user) {
        return new Refusal(reason).with("account", user.account().toString()).with("entry", user.distinguishedName());
    }
}
