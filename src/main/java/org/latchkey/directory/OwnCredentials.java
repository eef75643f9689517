package org.latchkey.directory;

import java.util.Locale;
import java.util.Optional;

/**
 * What this process may use of the account that it runs as. A web application cannot change that: the options are the JVM's.
 *
 * @param onWindows whether the account is Windows's business, which hands no tickets to Java by itself
 * @param nativeGss {@code -Dsun.security.jgss.native=true}: Java leaves Kerberos to the operating system (on Windows, SSPI)
 * @param ofProcess {@code -Djavax.security.auth.useSubjectCredsOnly=false}: also for credentials that nobody logged in
 */
record OwnCredentials(boolean onWindows, boolean nativeGss, boolean ofProcess) {

    static final String OPTIONS = "-Dsun.security.jgss.native=true and -Djavax.security.auth.useSubjectCredsOnly=false";

    static OwnCredentials ofJvm() {
        return new OwnCredentials(
                System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("windows"),
                Boolean.getBoolean("sun.security.jgss.native"),
                "false".equalsIgnoreCase(System.getProperty("javax.security.auth.useSubjectCredsOnly")));
    }

    /** Whether a bind needs no log-in by Java. */
    boolean areThere() {
        return nativeGss && ofProcess;
    }

    /** What stands against it; empty where it can work. */
    Optional<String> problem() {
        if (onWindows && !areThere()) {
            return Optional.of("Java sees the service's own Windows account only with its options " + OPTIONS
                    + ": add both to Tomcat's Java options");
        }
        return nativeGss && !ofProcess
                ? Optional.of("-Dsun.security.jgss.native=true sees no credentials without"
                        + " -Djavax.security.auth.useSubjectCredsOnly=false: add it to Tomcat's Java options")
                : Optional.empty();
    }
}
