package org.latchkey.saml;

import java.security.SecureRandom;
import java.util.HexFormat;

/** Makes IDs of messages and assertions: 160 random bits, never guessed and never the same (SAML core, 1.3.4). */
record MessageIds(SecureRandom random) {

    private static final int OCTETS = 20;

    String next() {
        byte[] octets = new byte[OCTETS];
        random.nextBytes(octets);
        // An xs:ID may not begin with a digit.
        return "_" + HexFormat.of().formatHex(octets);
    }
}
