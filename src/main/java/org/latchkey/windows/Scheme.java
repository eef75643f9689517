package org.latchkey.windows;

import java.util.Base64;
import java.util.Optional;

/** The authentication schemes of HTTP that carry Windows tokens (RFC 4559). */
public enum Scheme {
    NEGOTIATE("Negotiate"),
    NTLM("NTLM");

    private final String text;

    Scheme(String text) {
        this.text = text;
    }

    /** As written in a header, which is also the name of the Windows security package. */
    public String text() {
        return text;
    }

    /** The value of {@code WWW-Authenticate} with which a handshake goes on, or the server proves itself. */
    String answering(byte[] token) {
        return text + " " + Base64.getEncoder().encodeToString(token);
    }

    static Optional<Scheme> of(String name) {
        for (Scheme scheme : values()) {
            if (scheme.text.equalsIgnoreCase(name)) {
                return Optional.of(scheme);
            }
        }
        return Optional.empty();
    }
}
