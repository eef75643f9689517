package org.latchkey.saml;

import org.latchkey.config.Word;

/** Which parts of a response are signed. */
public enum SignedParts implements Word {
    BOTH,
    ASSERTION,
    RESPONSE;

    public boolean assertion() {
        return this != RESPONSE;
    }

    public boolean response() {
        return this != ASSERTION;
    }
}
