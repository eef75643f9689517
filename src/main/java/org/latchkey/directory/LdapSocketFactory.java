package org.latchkey.directory;

import java.net.InetAddress;
import java.net.Socket;
import java.util.Hashtable;
import java.util.Map;
import java.util.function.Supplier;
import javax.naming.NamingException;
import javax.naming.ldap.InitialLdapContext;
import javax.naming.ldap.LdapContext;
import javax.net.SocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * How each directory gets its own sockets into JNDI. That takes a class by its name only ({@code java.naming.ldap.factory.socket}),
 * loads it through the thread's context class loader, and asks its static {@code getDefault}: so this class must be public,
 * and which sockets are meant is known to the thread that opens the connection, for as long as it does.
 *
 * <p>At any other time it refuses. JNDI silently reconnects a context whose connection broke, and would send the password again:
 * after StartTLS even unencrypted, since the new connection is a plain one.
 */
public final class LdapSocketFactory extends SocketFactory {

    /** State by necessity: JNDI offers no other way from the caller to {@link #getDefault}. It is empty between connections. */
    private static final ThreadLocal<@Nullable SocketFactory> OPENING = new ThreadLocal<>();

    private final Supplier<Socket> sockets;

    /** @param sockets unconnected ones, so that JNDI connects them within its time limit */
    LdapSocketFactory(Supplier<Socket> sockets) {
        this.sockets = sockets;
    }

    /**
     * For JNDI only. It starts the connection's reading thread next, which inherits the context class loader. With the web
     * application's it would look to Tomcat like a thread of ours that was left behind, where it is still about to end when
     * we are stopped.
     */
    public static SocketFactory getDefault() {
        SocketFactory factory = OPENING.get();
        if (factory == null) {
            throw new IllegalStateException("a directory connection that broke is never reconnected by JNDI");
        }
        Thread.currentThread().setContextClassLoader(ClassLoader.getPlatformClassLoader());
        return factory;
    }

    /** Opens a context whose connection uses {@code sockets}. */
    @SuppressWarnings("JdkObsolete") // JNDI takes no other map.
    static LdapContext open(Map<String, String> environment, SocketFactory sockets) throws NamingException {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(LdapSocketFactory.class.getClassLoader());
        OPENING.set(sockets);
        try {
            return new InitialLdapContext(new Hashtable<>(environment), null);
        } finally {
            OPENING.remove();
            thread.setContextClassLoader(before);
        }
    }

    @Override
    public Socket createSocket() {
        return sockets.get();
    }

    @Override
    public Socket createSocket(String host, int port) {
        throw withoutLimit();
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress localHost, int localPort) {
        throw withoutLimit();
    }

    @Override
    public Socket createSocket(InetAddress host, int port) {
        throw withoutLimit();
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress localHost, int localPort) {
        throw withoutLimit();
    }

    private static IllegalStateException withoutLimit() {
        return new IllegalStateException("would connect without a time limit");
    }
}
