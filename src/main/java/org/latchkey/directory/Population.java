package org.latchkey.directory;

import java.util.Optional;

/**
 * Something of the directory that stands for several people.
 *
 * @param distinguishedName as the directory spells it
 * @param directory the resource's name of the domain that has it
 * @param sid a group's; its number is by what members name their primary group
 */
public record Population(Kind kind, String distinguishedName, String directory, Optional<Sid> sid) {

    /** What it is. */
    public enum Kind {
        /** A group: its members, those of nested groups, and those whose primary group it is. */
        GROUP,
        /** An organizational unit, a container or the domain: everybody below it. */
        CONTAINER,
        /** It is in no place where a sign-in looks for people. */
        OUTSIDE,
        /** A person or a computer, say. */
        OTHER
    }
}
