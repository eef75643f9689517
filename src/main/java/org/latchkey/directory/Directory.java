package org.latchkey.directory;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.latchkey.config.Secret;
import org.latchkey.refusal.Reason;
import org.latchkey.refusal.Refusal;

/** The people of an Active Directory. */
public interface Directory extends AutoCloseable {

    /**
     * Looks an account up with the service account's rights. It does not judge the account's state: that is
     * {@code SignIn}'s, and a dry run wants to see it.
     *
     * @throws Refusal {@link Reason#ACCOUNT_UNKNOWN}, {@link Reason#ACCOUNT_AMBIGUOUS}, {@link Reason#DOMAIN_UNKNOWN}, or one
     *     of the 503 reasons when no controller can be asked
     */
    DirectoryUser find(AccountName account);

    /**
     * Checks a password by exactly one bind as that user, then looks him up as {@link #find} does. A wrong password is never
     * tried on a second controller: each try counts towards the lockout.
     *
     * @param gate asked after the look-up, before anything is opened for the bind; an unknown account passes it too, and looks
     *     like a wrong password from then on
     * @throws Refusal {@link Reason#PASSWORD_MISSING} without asking the directory for an empty password (a simple bind with
     *     an empty password is an anonymous one and succeeds: RFC 4513, 5.1.2), {@link Reason#PASSWORD_WRONG}, as {@link #find}, or what the gate throws
     */
    DirectoryUser verify(AccountName account, Secret password, PasswordGate gate);

    /**
     * Every security group that somebody is in, the nested ones and the primary one too; one search.
     *
     * @throws Refusal {@link Reason#DIRECTORY_RIGHTS} when the directory hides them, or one of the 503 reasons
     */
    Set<Sid> groupsOf(DirectoryUser user);

    /**
     * Looks a group up; empty where there is none of that name. {@link Groups} remembers the answers.
     *
     * @throws Refusal one of the 503 reasons when no controller can be asked
     */
    Optional<DirectoryGroup> findGroup(GroupName group);

    /**
     * Whether a SID is for one of these domains to know: one of them gave it out, or each has it from the start
     * (S-1-5-32-…). Where that cannot be told, it is: who takes a SID on trust may let somebody in.
     *
     * @throws Refusal one of the 503 reasons when no controller can be asked
     */
    default boolean answersFor(Sid sid) {
        return true;
    }

    /** Whether a controller answers now: opens a connection if none is open, and searches, since a frozen one still connects. */
    boolean isReady();

    /** How it went with each controller that is known so far, without asking any. */
    default List<ControllerStatus> controllers() {
        return List.of();
    }

    /** The controllers, in groups that can be examined apart from each other: where one hangs, the others still tell. */
    default List<ControllerGroup> controllerGroups() {
        return List.of();
    }

    /**
     * The accounts that have this service principal name; a name that two have is of no use to either.
     *
     * @throws Refusal one of the 503 reasons when no controller can be asked
     */
    default List<ServiceHolder> holdersOf(String servicePrincipalName) {
        return List.of();
    }

    /**
     * The group, or the container, of that name; empty where there is none.
     *
     * @throws Refusal one of the 503 reasons when no controller can be asked
     */
    default Optional<Population> population(GroupName name) {
        return Optional.empty();
    }

    /**
     * The people of a population. Members of a group are found in its own domain, as far as their {@code memberOf} may be
     * read.
     *
     * @throws Refusal one of the 503 reasons when no controller can be asked
     * @throws TooManyGroups where too many groups are nested in this one
     */
    default Roster roster(Population population) {
        throw new Refusal(Reason.DIRECTORY_UNAVAILABLE).with("error", "people cannot be listed here");
    }

    /**
     * As {@link #groupsOf}, for one of thousands: on no connection that sign-ins use.
     *
     * @throws Refusal as {@link #groupsOf}
     */
    default Set<Sid> groupsOfListed(DirectoryUser user) {
        return groupsOf(user);
    }

    /** Opens nothing before it is first asked. */
    default HolderSearch holderSearch() {
        return new HolderSearch(List.of());
    }

    @Override
    void close();
}
