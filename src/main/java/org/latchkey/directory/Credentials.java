package org.latchkey.directory;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import org.latchkey.config.Secret;

/** By what the account that reads the directory proves who it is. */
sealed interface Credentials {

    /**
     * A simple bind.
     *
     * @param account {@code DOMAIN\name}, {@code name@domain} or a DN
     * @param password asked for at each bind, so that a changed file counts from then on
     */
    record Password(String account, Supplier<Secret> password) implements Credentials {}

    /**
     * A Kerberos ticket (SASL GSSAPI, RFC 4752).
     *
     * @param principal {@code name@REALM}; empty for whoever this process is
     * @param keytab the principal's keys; empty for the tickets that this process has got already
     */
    record Ticket(Optional<String> principal, Optional<Path> keytab) implements Credentials {}
}
