package org.latchkey;

import java.util.List;
import org.latchkey.config.Problems;
import org.latchkey.directory.DirectorySettings;

/**
 * The domain part of a name decides which directory is asked, so it has to mean one.
 *
 * @param before the directories that were read already
 */
record DistinctDomains(List<DirectorySettings> before, Problems problems) {

    void require(String resource, DirectorySettings settings) {
        for (DirectorySettings other : before) {
            if (!settings.domain().isEmpty() && settings.domain().equalsIgnoreCase(other.domain())) {
                problems.error(resource, "domain", settings.domain(), "is the domain of " + name(other) + " already");
            }
            if (!settings.netbiosName().isEmpty() && settings.netbiosName().equalsIgnoreCase(other.netbiosName())) {
                problems.error(
                        resource, "netbiosName", settings.netbiosName(), "is the name of " + name(other) + " already");
            }
        }
    }

    private static String name(DirectorySettings settings) {
        return "latchkey/directory/" + settings.name();
    }
}
