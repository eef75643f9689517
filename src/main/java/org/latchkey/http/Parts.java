package org.latchkey.http;

import jakarta.servlet.ServletContext;
import java.util.Objects;
import java.util.Optional;

/**
 * How the object graph reaches the servlets that Tomcat makes from {@code web.xml}: each part is a context attribute under
 * its type's name. Written once, by the listener at start.
 */
public final class Parts {

    private Parts() {}

    public static <T> void put(ServletContext context, Class<T> type, T part) {
        context.setAttribute(type.getName(), part);
    }

    /** A part that is absent while the configuration keeps Latchkey closed. */
    public static <T> Optional<T> find(ServletContext context, Class<T> type) {
        return Optional.ofNullable(context.getAttribute(type.getName())).map(type::cast);
    }

    /** @throws NullPointerException when the listener did not put it there, which is a fault in Latchkey itself */
    public static <T> T get(ServletContext context, Class<T> type) {
        return type.cast(Objects.requireNonNull(context.getAttribute(type.getName()), type.getName()));
    }
}
