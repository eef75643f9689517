package org.latchkey.asp;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.latchkey.application.Application;
import org.latchkey.application.Entrance;
import org.latchkey.config.SettingsReader;

/**
 * An application that takes the place of scripts. One with errors in its configuration does, too, and is closed at their
 * addresses as at its own.
 *
 * @param id the application's
 * @param scripts their names without a folder, in lower case
 * @param entrance of the application's mechanism
 */
public record Replacement(String id, Set<String> scripts, Entrance entrance) {

    private static final Pattern NAME = Pattern.compile("[a-z0-9._-]{1,64}\\.asp");

    public Replacement {
        scripts = Set.copyOf(scripts);
    }

    /** The scripts that a resource names, in lower case. */
    public static Set<String> scripts(SettingsReader reader) {
        Collection<String> names = new TreeSet<>();
        for (String name : reader.names(Application.REPLACES)) {
            if (NAME.matcher(lower(name)).matches()) {
                names.add(lower(name));
            } else {
                reader.error(Application.REPLACES, name, "expected " + Application.REPLACES.form());
            }
        }
        return Set.copyOf(names);
    }

    boolean isOf(String script) {
        return scripts.contains(lower(script));
    }

    /** Whether the parameter is there and names the application. */
    boolean isNamed(String parameter, List<String> values) {
        return values.stream().anyMatch(value -> entrance.isNamed(id, parameter, value));
    }

    private static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
