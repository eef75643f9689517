package org.latchkey.directory;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.latchkey.refusal.Reason;
import org.latchkey.refusal.Refusal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The groups that the configuration names, by their SIDs. A name is looked up when it is first needed, and again from time to
 * time. A group that was renamed or moved is recognised by its SID and counts on; one that was deleted does not. A SID is
 * looked up too: a mistyped one in {@code deny} would keep nobody out. Only that of a domain which is not configured cannot be.
 */
public final class Groups {

    private static final Logger LOG = LoggerFactory.getLogger(Groups.class);

    private static final Duration GOOD_FOR = Duration.ofMinutes(10);

    /** An administrator who mends a name, or makes the group, should not wait for long; nor should each request ask. */
    private static final Duration RETRY = Duration.ofMinutes(1);

    private static final String ABSENT = "cannot be found";

    private final Directory directory;
    private final Clock clock;
    private final Map<GroupName, Found> found = new ConcurrentHashMap<>();

    /**
     * @param sid empty where the name stands for no group that can count
     * @param problem for the administrator; empty where all is well
     */
    private record Found(Optional<Sid> sid, String problem, Instant until) {
        Found goodUntil(Instant moment) {
            return new Found(sid, problem, moment);
        }
    }

    public Groups(Directory directory, Clock clock) {
        this.directory = directory;
        this.clock = clock;
    }

    /** The groups of a person, not yet read. */
    public Membership of(DirectoryUser user) {
        return new Membership(user, directory::groupsOf, this);
    }

    /** As {@link #of}, for one of thousands: read on no connection that sign-ins use. */
    public Membership ofListed(DirectoryUser user) {
        return new Membership(user, directory::groupsOfListed, this);
    }

    /**
     * The SID to compare with; empty where the name stands for no group that can count.
     *
     * @throws Refusal one of the 503 reasons when the name was never looked up, and no controller can be asked
     */
    Optional<Sid> sid(GroupName name) {
        return current(name).sid();
    }

    /** Whether the name stands for a group. */
    public boolean isResolved(GroupName name) {
        return sid(name).isPresent();
    }

    /**
     * What an administrator should mend about a name.
     *
     * @throws Refusal {@link Reason#DIRECTORY_UNAVAILABLE} and its like, as {@link #sid}
     */
    public Optional<String> problem(GroupName name) {
        return Optional.of(current(name).problem()).filter(text -> !text.isEmpty());
    }

    private Found current(GroupName name) {
        Instant now = clock.instant();
        Found known = found.get(name);
        if (known == null) {
            return renewed(name, null, now);
        }
        // One request looks it up again, and the others go on with what is known.
        boolean mine = !now.isBefore(known.until()) && found.replace(name, known, known.goodUntil(now.plus(RETRY)));
        return mine ? renewed(name, known, now) : known;
    }

    private Found renewed(GroupName name, @Nullable Found known, Instant now) {
        try {
            Found fresh = lookUp(name, known, now);
            found.put(name, fresh);
            if (!fresh.problem().isEmpty() && (known == null || !known.problem().equals(fresh.problem()))) {
                LOG.error("The group \"{}\" {}", name, fresh.problem());
            }
            return fresh;
        } catch (Refusal e) {
            if (known == null) {
                throw e;
            }
            return known;
        }
    }

    private Found lookUp(GroupName name, @Nullable Found known, Instant now) {
        Optional<DirectoryGroup> group = directory.findGroup(name);
        if (group.isPresent()) {
            return group.get().security()
                    ? new Found(Optional.of(group.get().sid()), "", now.plus(GOOD_FOR))
                    : unresolved(
                            "is a distribution group, which nobody's sign-in holds; make it a security group", now);
        }
        if (name.form() == GroupName.Form.SID) {
            return unknown(new Sid(name.text()), now);
        }
        Optional<Sid> before = known == null ? Optional.empty() : known.sid();
        Optional<DirectoryGroup> moved = before.map(GroupName::of).flatMap(directory::findGroup);
        return moved.map(sameSid -> renamed(sameSid, now)).orElseGet(() -> unresolved(ABSENT, now));
    }

    private Found unknown(Sid sid, Instant now) {
        return directory.answersFor(sid)
                ? unresolved(ABSENT, now)
                : new Found(
                        Optional.of(sid),
                        "is of a domain that is not configured, so it is compared without being looked up",
                        now.plus(GOOD_FOR));
    }

    private static Found renamed(DirectoryGroup group, Instant now) {
        String problem = "is now called " + group.distinguishedName() + "; it counts until the next start. Write "
                + group.sid() + ", which stays";
        return new Found(Optional.of(group.sid()), problem, now.plus(GOOD_FOR));
    }

    private static Found unresolved(String problem, Instant now) {
        return new Found(Optional.empty(), problem, now.plus(RETRY));
    }
}
