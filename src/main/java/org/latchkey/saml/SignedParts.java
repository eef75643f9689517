package org.latchkey.saml;

import java.util.LinkedHashMap;
import java.util.Map;

/** Which parts of a response are signed. */
public enum SignedParts {
    BOTH,
    ASSERTION,
    RESPONSE;

    public boolean assertion() {
        return this != RESPONSE;
    }

    public boolean response() {
        return this != ASSERTION;
    }

    static Map<String, SignedParts> byWord() {
        Map<String, SignedParts> words = new LinkedHashMap<>();
        words.put("both", BOTH);
        words.put("assertion", ASSERTION);
        words.put("response", RESPONSE);
        return words;
    }
}
