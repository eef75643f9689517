package org.latchkey.http;

import jakarta.servlet.http.HttpSession;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A session as a container would keep it: attributes, an id that can be changed, and an end. */
public final class StandInSession {

    private final Map<String, Object> attributes = new HashMap<>();
    private final boolean isNew;
    private String id;
    private int changes;
    private boolean invalid;
    private boolean endedMeanwhile;

    private StandInSession(String id, boolean isNew) {
        this.id = id;
        this.isNew = isNew;
    }

    static StandInSession fresh() {
        return new StandInSession("made-by-the-server", true);
    }

    /** One that the browser named. */
    public static StandInSession existing() {
        return new StandInSession("sent-by-the-browser", false);
    }

    public String id() {
        return id;
    }

    public boolean isInvalid() {
        return invalid;
    }

    /** As a request finds it that asked for the session just before another one ended it. */
    public StandInSession endedMeanwhile() {
        endedMeanwhile = true;
        return this;
    }

    /** How often its id was changed. */
    public int changes() {
        return changes;
    }

    public Map<String, Object> attributes() {
        return attributes;
    }

    String changeId() {
        changes++;
        id = id + "-changed";
        return id;
    }

    HttpSession session() {
        return (HttpSession) Proxy.newProxyInstance(
                StandInSession.class.getClassLoader(),
                new Class<?>[] {HttpSession.class},
                (proxy, method, arguments) -> answer(method.getName(), arguments));
    }

    private @Nullable Object answer(String method, Object[] arguments) {
        if (endedMeanwhile) {
            throw new IllegalStateException("the session is invalid");
        }
        return switch (method) {
            case "getId" -> id;
            case "isNew" -> isNew;
            case "getAttribute" -> attributes.get((String) arguments[0]);
            case "setAttribute" -> attributes.put((String) arguments[0], arguments[1]);
            case "invalidate" -> {
                invalid = true;
                yield null;
            }
            default -> throw new UnsupportedOperationException(method);
        };
    }
}
