package org.latchkey.directory;

import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.latchkey.refusal.Reason;
import org.latchkey.refusal.Refusal;

/**
 * Which groups one person is in, at this moment: read from the directory at the first question, once, and not at all where
 * nobody asks. One thread at a time.
 */
public final class Membership {

    private final DirectoryUser user;
    private final Function<DirectoryUser, Set<Sid>> reader;
    private final Groups groups;
    private @Nullable Set<Sid> sids;

    /** What there is to say of a person and a group. */
    public enum Answer {
        IN,
        NOT_IN,
        /** There is no such group, so it cannot be said. */
        UNRESOLVED
    }

    Membership(DirectoryUser user, Function<DirectoryUser, Set<Sid>> reader, Groups groups) {
        this.user = user;
        this.reader = reader;
        this.groups = groups;
    }

    /**
     * Whether the person is in the group, directly, by a nested group, or because it is his primary one.
     *
     * @throws Refusal {@link Reason#DIRECTORY_RIGHTS} when the person's groups are hidden, or one of the 503 reasons
     */
    public Answer in(GroupName group) {
        if (group.form() == GroupName.Form.SID && sids().contains(new Sid(group.text()))) {
            // A controller has just told of it, so it need not be looked for.
            return Answer.IN;
        }
        Optional<Sid> sid = groups.sid(group);
        if (sid.isEmpty()) {
            return Answer.UNRESOLVED;
        }
        return sids().contains(sid.get()) ? Answer.IN : Answer.NOT_IN;
    }

    private Set<Sid> sids() {
        Set<Sid> read = sids;
        if (read == null) {
            read = reader.apply(user);
            sids = read;
        }
        return read;
    }
}
