package org.latchkey.windows;

import java.nio.file.Path;
import java.security.PrivilegedActionException;
import java.security.PrivilegedExceptionAction;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import javax.security.auth.Subject;
import javax.security.auth.kerberos.KerberosPrincipal;
import javax.security.auth.kerberos.KeyTab;
import org.ietf.jgss.GSSContext;
import org.ietf.jgss.GSSCredential;
import org.ietf.jgss.GSSException;
import org.ietf.jgss.GSSManager;
import org.ietf.jgss.Oid;
import waffle.windows.auth.IWindowsAccount;
import waffle.windows.auth.IWindowsAuthProvider;
import waffle.windows.auth.IWindowsComputer;
import waffle.windows.auth.IWindowsDomain;
import waffle.windows.auth.IWindowsIdentity;
import waffle.windows.auth.IWindowsSecurityContext;

/**
 * Checks Kerberos tickets by the JDK's GSS-API with the keys of a keytab, on any operating system and without asking a
 * domain controller. One leg only, which is all that Kerberos needs; safe for many threads.
 *
 * <p>The JDK reads the keytab again when the file's time changes.
 */
final class KerberosAuthProvider implements IWindowsAuthProvider {

    /** SPNEGO (RFC 4178) and Kerberos (RFC 4121) without it. */
    private static final String[] MECHANISMS = {"1.3.6.1.5.5.2", "1.2.840.113554.1.2.2"};

    private final Path keytab;
    private final Subject acceptor;
    private final UsedTickets used;

    /** @param servicePrincipal whose keys count; empty for all that are in the keytab */
    KerberosAuthProvider(Path keytab, Optional<String> servicePrincipal, Clock clock) {
        this.keytab = keytab;
        this.used = new UsedTickets(clock);
        this.acceptor = servicePrincipal
                .map(name -> acceptor(new KerberosPrincipal(name)))
                .orElseGet(() ->
                        new Subject(true, Set.of(), Set.of(), Set.of(KeyTab.getUnboundInstance(keytab.toFile()))));
    }

    /** A name of no special type: the JDK would look a host-based service's host up in DNS, and change its case. */
    private Subject acceptor(KerberosPrincipal service) {
        KeyTab keys = KeyTab.getInstance(service, keytab.toFile());
        return new Subject(true, Set.of(service), Set.of(), Set.of(keys));
    }

    @Override
    public IWindowsSecurityContext acceptSecurityToken(String connectionId, byte[] token, String securityPackage) {
        PrivilegedExceptionAction<IWindowsSecurityContext> accept = () -> accept(token);
        try {
            return Subject.doAs(acceptor, accept);
        } catch (PrivilegedActionException e) {
            throw rejection(token, String.valueOf(e.getException().getMessage()));
        } catch (KerberosRejection e) {
            throw e;
        } catch (RuntimeException e) {
            // The JDK's decoders run into some hostile tokens with unchecked exceptions.
            throw new KerberosRejection(
                    "the token's content cannot be read: " + e.getClass().getSimpleName());
        }
    }

    private IWindowsSecurityContext accept(byte[] token) throws GSSException {
        GSSManager manager = GSSManager.getInstance();
        Oid[] mechanisms = {new Oid(MECHANISMS[0]), new Oid(MECHANISMS[1])};
        GSSCredential keys = manager.createCredential(
                null, GSSCredential.INDEFINITE_LIFETIME, mechanisms, GSSCredential.ACCEPT_ONLY);
        GSSContext context = manager.createContext(keys);
        try {
            byte[] answer = context.acceptSecContext(token, 0, token.length);
            if (!context.isEstablished()) {
                throw new KerberosRejection("the client wants a second leg, for a mechanism that is not Kerberos");
            }
            requireFirstUse(token);
            String principal = context.getSrcName().toString();
            return new KerberosSecurityContext(new KerberosIdentity(principal), answer);
        } finally {
            context.dispose();
            keys.dispose();
        }
    }

    private void requireFirstUse(byte[] token) {
        String authenticator = NegotiationMessage.ticketOf(token)
                .map(TicketHeader::authenticator)
                .orElseThrow(() -> new KerberosRejection("not a Kerberos token that can be read"));
        if (!used.isFirstUse(authenticator)) {
            throw new KerberosRejection(
                    KerberosFault.REPLAY, "replay: this ticket was used before, under another service name");
        }
    }

    private KerberosRejection rejection(byte[] token, String message) {
        KerberosDiagnosis.Finding found = new KerberosDiagnosis(keytab).of(token, message);
        return new KerberosRejection(found.fault(), found.text());
    }

    @Override
    public void resetSecurityToken(String connectionId) {
        // Nothing is kept between requests.
    }

    @Override
    public IWindowsIdentity logonUser(String username, String password) {
        throw new UnsupportedOperationException("passwords are the directory's");
    }

    @Override
    public IWindowsIdentity logonDomainUser(String username, String domain, String password) {
        throw new UnsupportedOperationException("passwords are the directory's");
    }

    @Override
    public IWindowsIdentity logonDomainUserEx(String username, String domain, String password, int type, int provider) {
        throw new UnsupportedOperationException("passwords are the directory's");
    }

    @Override
    public IWindowsAccount lookupAccount(String username) {
        throw new UnsupportedOperationException("accounts are the directory's");
    }

    @Override
    public IWindowsComputer getCurrentComputer() {
        throw new UnsupportedOperationException("there is no Windows computer");
    }

    @Override
    public IWindowsDomain[] getDomains() {
        throw new UnsupportedOperationException("domains are the directory's");
    }
}
