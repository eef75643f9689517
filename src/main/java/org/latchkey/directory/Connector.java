package org.latchkey.directory;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import javax.naming.CommunicationException;
import javax.naming.Context;
import javax.naming.NamingException;
import javax.naming.ldap.LdapContext;
import javax.naming.ldap.StartTlsRequest;
import javax.naming.ldap.StartTlsResponse;
import javax.net.SocketFactory;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;

/**
 * Opens connections, protected as configured and not yet bound. Connecting and binding are two steps everywhere: while a
 * connection is being opened no password has left, so another controller may be tried; afterwards it may not.
 *
 * <p>JNDI compares the controller's name with its certificate for LDAPS and StartTLS alike, unless the JVM is told not to.
 */
record Connector(DirectorySettings settings, Clock clock) {

    /** The attribute of the answer to an LDAP ping. */
    static final String NETLOGON = "netlogon";

    Connection open(Controller controller, Deadline deadline) throws NamingException {
        return switch (settings.tls()) {
            case LDAPS -> open(controller, deadline, settings.trust().get());
            case STARTTLS -> openStartTls(controller, deadline, session -> {});
            case NONE -> open(controller, deadline, new LdapSocketFactory(Socket::new));
        };
    }

    private Connection open(Controller controller, Deadline deadline, SocketFactory sockets) throws NamingException {
        LdapContext context = LdapSocketFactory.open(environment(controller, deadline), sockets);
        return new Connection(context, controller, settings.readTimeout(), clock.instant());
    }

    /** The certificate that a controller shows; empty without TLS. It is trusted, and here not compared with the name. */
    Optional<X509Certificate> certificate(Controller controller, Deadline deadline) throws NamingException {
        AtomicReference<SSLSession> seen = new AtomicReference<>();
        try {
            switch (settings.tls()) {
                case LDAPS -> seen.set(session(controller, deadline));
                case STARTTLS -> openStartTls(controller, deadline, seen::set).close();
                case NONE -> {}
            }
            SSLSession session = seen.get();
            return session == null ? Optional.empty() : Optional.of((X509Certificate) session.getPeerCertificates()[0]);
        } catch (IOException e) {
            CommunicationException failure = new CommunicationException("TLS with " + controller);
            failure.setRootCause(e);
            throw failure;
        }
    }

    private SSLSession session(Controller controller, Deadline deadline) throws IOException {
        int millis = deadline.millisAtMost(settings.connectTimeout());
        try (SSLSocket socket = (SSLSocket) settings.trust().get().createSocket()) {
            socket.connect(new InetSocketAddress(controller.host(), controller.port()), millis);
            socket.setSoTimeout(millis);
            socket.startHandshake();
            return socket.getSession();
        }
    }

    private Connection openStartTls(Controller controller, Deadline deadline, Consumer<SSLSession> seen)
            throws NamingException {
        StartTlsSocket socket = new StartTlsSocket();
        LdapContext context =
                LdapSocketFactory.open(environment(controller, deadline), new LdapSocketFactory(() -> socket));
        boolean secured = false;
        try {
            StartTlsResponse response = (StartTlsResponse) context.extendedOperation(new StartTlsRequest());
            socket.limitReads(deadline.millisAtMost(settings.connectTimeout()));
            seen.accept(response.negotiate(settings.trust().get()));
            socket.limitReads(0);
            secured = true;
        } catch (IOException e) {
            CommunicationException failure = new CommunicationException("StartTLS with " + controller);
            failure.setRootCause(e);
            throw failure;
        } finally {
            if (!secured) {
                context.close();
            }
        }
        return new Connection(context, controller, settings.readTimeout(), clock.instant());
    }

    /** Holds no credentials. The read time-out is fixed for the life of a connection, so it is not cut by the deadline. */
    private Map<String, String> environment(Controller controller, Deadline deadline) {
        Map<String, String> environment = new HashMap<>();
        environment.put(Context.INITIAL_CONTEXT_FACTORY, "com.sun.jndi.ldap.LdapCtxFactory");
        environment.put(Context.PROVIDER_URL, controller.url());
        environment.put(Context.SECURITY_AUTHENTICATION, "none");
        environment.put(Context.REFERRAL, "ignore");
        environment.put("java.naming.ldap.derefAliases", "never");
        environment.put("java.naming.ldap.attributes.binary", "objectGUID objectSid tokenGroups " + NETLOGON);
        environment.put("java.naming.ldap.factory.socket", LdapSocketFactory.class.getName());
        // Said outright, it saves the anonymous bind by which JNDI else finds the version out, and never falls back to
        // 2.
        environment.put("java.naming.ldap.version", "3");
        environment.put("com.sun.jndi.ldap.connect.pool", "false");
        environment.put(
                "com.sun.jndi.ldap.connect.timeout",
                Integer.toString(deadline.millisAtMost(settings.connectTimeout())));
        environment.put(
                "com.sun.jndi.ldap.read.timeout",
                Long.toString(settings.readTimeout().toMillis()));
        return environment;
    }
}
