package org.latchkey.directory;

import org.latchkey.config.Word;

/** How the connections of a directory are protected. */
enum Tls implements Word {
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
}
