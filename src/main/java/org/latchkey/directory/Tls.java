package org.latchkey.directory;

import java.util.LinkedHashMap;
import java.util.Map;

/** How the connections of a directory are protected. */
enum Tls {
    /** TLS from the first octet, on a port of its own. */
    LDAPS("ldaps", 636, 3269),
    /** TLS after a request on the plain port (RFC 4511, 4.14). */
    STARTTLS("ldap", 389, 3268),
    /** Passwords and answers in the clear, for tests; a hardened controller refuses it. */
    NONE("ldap", 389, 3268);

    private final String scheme;
    private final int port;
    private final int catalogPort;

    Tls(String scheme, int port, int catalogPort) {
        this.scheme = scheme;
        this.port = port;
        this.catalogPort = catalogPort;
    }

    String scheme() {
        return scheme;
    }

    int port() {
        return port;
    }

    /** The global catalog's. */
    int catalogPort() {
        return catalogPort;
    }

    /** By the words of the attribute {@code tls}. */
    static Map<String, Tls> byWord() {
        Map<String, Tls> words = new LinkedHashMap<>();
        words.put("ldaps", LDAPS);
        words.put("starttls", STARTTLS);
        words.put("none", NONE);
        return words;
    }
}
