package org.latchkey.application;

import java.util.List;
import org.latchkey.directory.GroupName;
import org.latchkey.directory.Membership;
import org.latchkey.refusal.Refusal;

/**
 * Who may enter, by group. A denied group outweighs every allowed one; without allowed groups everybody may enter who is not
 * denied.
 */
public record AccessRule(List<GroupName> allow, List<GroupName> deny) {

    public static final AccessRule EVERYBODY = new AccessRule(List.of(), List.of());

    public AccessRule {
        allow = List.copyOf(allow);
        deny = List.copyOf(deny);
    }

    /** The members of one group, and nobody else. */
    public static AccessRule membersOf(GroupName group) {
        return new AccessRule(List.of(group), List.of());
    }

    /**
     * Decides about one person. Where there is no rule, his groups are not read.
     *
     * @throws Refusal as {@link Membership#in}
     */
    public Access decide(Membership person) {
        if (allow.isEmpty() && deny.isEmpty()) {
            return Access.UNCONDITIONAL;
        }
        // Who was to be kept out cannot be told any more, so nobody gets in, whatever else holds for this person.
        for (GroupName group : deny) {
            if (person.in(group) == Membership.Answer.UNRESOLVED) {
                return new Access(Access.Outcome.CLOSED, "deny " + group + ", which cannot be found");
            }
        }
        for (GroupName group : deny) {
            if (person.in(group) == Membership.Answer.IN) {
                return new Access(Access.Outcome.DENIED, "deny " + group);
            }
        }
        return allow.isEmpty() ? new Access(Access.Outcome.GRANTED, "in no group of deny") : allowed(person);
    }

    private Access allowed(Membership person) {
        StringBuilder unresolved = new StringBuilder();
        for (GroupName group : allow) {
            switch (person.in(group)) {
                case IN -> {
                    return new Access(Access.Outcome.GRANTED, "allow " + group);
                }
                case NOT_IN -> {}
                case UNRESOLVED -> unresolved.append("; cannot be found: ").append(group);
            }
        }
        return new Access(Access.Outcome.DENIED, "in no group of allow" + unresolved);
    }
}
