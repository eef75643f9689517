package org.latchkey.http;

import jakarta.servlet.ServletContext;
import java.util.Objects;

/**
 * How the object graph reaches the servlets that Tomcat makes from {@code web.xml}: each part is a context attribute under
 * its type's name. Written once, by the listener at start.
 */
public final class Parts {

    private Parts() {}

    public static <T> void put(ServletContext context, Class<T> type, T part) {
        context.setAttribute(type.getName(), part);
    }

    /** @throws NullPointerException when the listener did not put it there, which is a fault in Latchkey itself */
    public static <T> T get(ServletContext context, Class<T> type) {
        return type.cast(Objects.requireNonNull(context.getAttribute(type.getName()), type.getName()));
    }
}
