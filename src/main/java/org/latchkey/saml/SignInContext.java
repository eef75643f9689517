package org.latchkey.saml;

import java.util.List;
import java.util.Set;
import org.latchkey.signin.Mechanism;

/**
 * How somebody signed in, in SAML's words (SAML authentication context, 3.4). The answer tells what really happened,
 * whatever was asked.
 */
final class SignInContext {

    static final String KERBEROS = "urn:oasis:names:tc:SAML:2.0:ac:classes:Kerberos";
    static final String PASSWORD = "urn:oasis:names:tc:SAML:2.0:ac:classes:Password";
    static final String PASSWORD_PROTECTED = "urn:oasis:names:tc:SAML:2.0:ac:classes:PasswordProtectedTransport";

    /** SAML has no class for NTLM; this is the one that Windows' own federation service gives. */
    static final String WINDOWS = "urn:federation:authentication:windows";

    /** Stands for a demand that no sign-in here can meet. */
    static final String NEVER = "another one than here";

    private static final Set<String> ORDINARY = Set.of(
            KERBEROS, PASSWORD, PASSWORD_PROTECTED, WINDOWS, "urn:oasis:names:tc:SAML:2.0:ac:classes:unspecified");

    private SignInContext() {}

    /** @param https whether browsers reach this site by TLS */
    static String of(Mechanism mechanism, boolean https) {
        return switch (mechanism) {
            case KERBEROS -> KERBEROS;
            case NTLM -> WINDOWS;
            case PASSWORD -> https ? PASSWORD_PROTECTED : PASSWORD;
        };
    }

    /**
     * Whether a request for these can be answered. Many a library names the password's class unasked and means any sign-in,
     * so one ordinary class stands for all of them; a smart card or a second factor is something else, and is never
     * pretended (SAML core, 3.3.2.2.1).
     */
    static boolean satisfies(List<String> asked) {
        return asked.isEmpty() || asked.stream().anyMatch(ORDINARY::contains);
    }
}
