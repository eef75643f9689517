package org.latchkey.http;

import jakarta.servlet.ServletConfig;
import jakarta.servlet.ServletContext;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.Map;

/** The attributes of a web application, where servlets find their parts. */
public final class StandInContext {

    private final Map<String, Object> attributes = new HashMap<>();

    public <T> StandInContext with(Class<T> type, T part) {
        Parts.put(context(), type, part);
        return this;
    }

    public ServletContext context() {
        return (ServletContext) Proxy.newProxyInstance(
                StandInContext.class.getClassLoader(),
                new Class<?>[] {ServletContext.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "getAttribute" -> attributes.get((String) arguments[0]);
                    case "setAttribute" -> attributes.put((String) arguments[0], arguments[1]);
                    case "getContextPath" -> "/latchkey";
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }

    /** For {@code Servlet.init}. */
    public ServletConfig config() {
        ServletContext context = context();
        return (ServletConfig) Proxy.newProxyInstance(
                StandInContext.class.getClassLoader(),
                new Class<?>[] {ServletConfig.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "getServletContext" -> context;
                    case "getInitParameter" -> null;
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }
}
