package org.latchkey.refusal;

import java.util.Map;

/** The method is not one of those that this address takes; the answer names them in {@code Allow} (RFC 9110, 15.5.6). */
public final class MethodNotAllowed extends Refusal {

    private static final long serialVersionUID = 1L;

    private final String allow;

    /** @param allow the methods, separated by comma and space */
    public MethodNotAllowed(String method, String allow) {
        super(Reason.METHOD_NOT_ALLOWED, Map.of("method", method, "allow", allow));
        this.allow = allow;
    }

    public String allow() {
        return allow;
    }
}
