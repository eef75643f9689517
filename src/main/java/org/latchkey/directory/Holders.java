package org.latchkey.directory;

import java.util.List;

/**
 * Who has one of the values that were asked for.
 *
 * @param silent the domains, by their resource's names, that could not be asked
 */
public record Holders(List<DirectoryUser> people, List<String> silent) {

    public Holders {
        people = List.copyOf(people);
        silent = List.copyOf(silent);
    }
}
