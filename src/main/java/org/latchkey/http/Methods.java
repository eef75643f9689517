package org.latchkey.http;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.latchkey.refusal.MethodNotAllowed;

/** Which methods an address takes. */
public final class Methods {

    private Methods() {}

    /** @throws MethodNotAllowed when the request's method is none of {@code allowed} */
    public static void require(HttpServletRequest request, String... allowed) {
        if (!List.of(allowed).contains(request.getMethod())) {
            throw new MethodNotAllowed(request.getMethod(), String.join(", ", allowed));
        }
    }
}
