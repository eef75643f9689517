package org.latchkey.http;

import jakarta.servlet.http.HttpServletRequest;
import java.util.regex.Pattern;
import org.latchkey.refusal.Reason;
import org.latchkey.refusal.Refusal;

/** The one path segment behind a servlet's own path: {@code helpdesk} of {@code /jwt/helpdesk}. */
public final class PathId {

    private static final Pattern ID = Pattern.compile("/[A-Za-z0-9._-]{1,64}");

    private PathId() {}

    /** @throws Refusal {@link Reason#APPLICATION_UNKNOWN} when it has not the form of an application's id */
    public static String of(HttpServletRequest request) {
        String path = request.getPathInfo();
        if (path == null || !ID.matcher(path).matches()) {
            throw new Refusal(Reason.APPLICATION_UNKNOWN);
        }
        return path.substring(1);
    }
}
