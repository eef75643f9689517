package org.latchkey.config;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import javax.naming.Context;
import javax.naming.InitialContext;
import javax.naming.NameClassPair;
import javax.naming.NamingEnumeration;
import javax.naming.NamingException;

/** Reads every {@code <Resource>} below {@code latchkey/} from the web application's JNDI context. */
public final class JndiSettings {

    private static final String ENVIRONMENT = "java:comp/env/";

    private final Problems problems;
    private final List<Settings> found = new ArrayList<>();

    private JndiSettings(Problems problems) {
        this.problems = problems;
    }

    /** All settings in the order of their names; an empty list where nothing is configured. */
    public static List<Settings> read(Problems problems) {
        try {
            return new InitialContext().lookup(ENVIRONMENT + Settings.ROOT) instanceof Context root
                    ? read(root, problems)
                    : List.of();
        } catch (NamingException e) {
            // Nothing is bound there: the configuration is empty, which is a state of its own and not a fault.
            return List.of();
        }
    }

    static List<Settings> read(Context root, Problems problems) {
        JndiSettings reading = new JndiSettings(problems);
        reading.walk(root, Settings.ROOT);
        reading.found.sort(Comparator.comparing(Settings::resource));
        return List.copyOf(reading.found);
    }

    private void walk(Context context, String path) {
        try {
            NamingEnumeration<NameClassPair> names = context.list("");
            while (names.hasMore()) {
                String name = names.next().getName();
                visit(context, name, path + "/" + name);
            }
        } catch (NamingException e) {
            problems.error(path, "", "", "cannot be listed: " + e.getClass().getSimpleName());
        }
    }

    private void visit(Context context, String name, String path) {
        Object bound;
        try {
            bound = context.lookup(name);
        } catch (NamingException e) {
            problems.error(
                    path,
                    "factory",
                    "",
                    "expected " + SettingsFactory.class.getName() + "; Tomcat could not make this resource: "
                            + e.getClass().getSimpleName());
            return;
        }
        if (bound instanceof Context child) {
            walk(child, path);
        } else if (bound instanceof Settings settings) {
            found.add(settings.named(path));
        } else {
            problems.error(
                    path,
                    "type",
                    "",
                    "expected type=\"" + Settings.class.getName() + "\" and factory=\""
                            + SettingsFactory.class.getName() + "\"");
        }
    }
}
