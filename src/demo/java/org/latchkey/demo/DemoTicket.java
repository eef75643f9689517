package org.latchkey.demo;

import java.security.PrivilegedActionException;
import java.security.PrivilegedExceptionAction;
import java.util.Base64;
import javax.security.auth.Subject;
import org.ietf.jgss.GSSContext;
import org.ietf.jgss.GSSException;
import org.ietf.jgss.GSSManager;
import org.ietf.jgss.GSSName;
import org.ietf.jgss.Oid;

/**
 * A ticket-granting ticket of {@link DemoKdc}, and the tokens a browser makes from it.
 *
 * @param subject holds the ticket, as {@code Krb5LoginModule} leaves it
 */
public record DemoTicket(Subject subject) {
    private static final String SPNEGO = "1.3.6.1.5.5.2";
    private static final String KERBEROS = "1.2.840.113554.1.2.2";

    /**
     * What a browser sends after {@code Authorization: Negotiate }: a new service ticket in SPNEGO (RFC 4178), Base64.
     *
     * @param service host-based, e.g. {@code HTTP@localhost}
     */
    public String spnego(String service) {
        return Base64.getEncoder().encodeToString(token(SPNEGO, service));
    }

    /** The same without SPNEGO around it (RFC 4121), Base64: some clients send it so. */
    public String kerberos(String service) {
        return Base64.getEncoder().encodeToString(token(KERBEROS, service));
    }

    private byte[] token(String mechanism, String service) {
        PrivilegedExceptionAction<byte[]> initiate = () -> {
            GSSManager manager = GSSManager.getInstance();
            GSSName name = manager.createName(service, GSSName.NT_HOSTBASED_SERVICE);
            GSSContext context = manager.createContext(name, new Oid(mechanism), null, GSSContext.DEFAULT_LIFETIME);
            try {
                // One leg suffices for Kerberos without mutual authentication; it is what Chromium asks for.
                context.requestMutualAuth(false);
                return context.initSecContext(new byte[0], 0, 0);
            } finally {
                context.dispose();
            }
        };
        try {
            return Subject.doAs(subject, initiate);
        } catch (PrivilegedActionException e) {
            throw new IllegalStateException("no service ticket for " + service, (GSSException) e.getException());
        }
    }

    @Override
    public String toString() {
        return "DemoTicket" + subject.getPrincipals();
    }
}
