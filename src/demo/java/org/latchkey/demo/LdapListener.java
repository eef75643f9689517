package org.latchkey.demo;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.GeneralSecurityException;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.apache.directory.api.ldap.model.exception.LdapException;
import org.apache.directory.server.core.api.DirectoryService;
import org.apache.directory.server.ldap.LdapServer;
import org.apache.directory.server.ldap.handlers.extended.StartTlsHandler;
import org.apache.directory.server.ldap.handlers.request.AbandonRequestHandler;
import org.apache.directory.server.ldap.handlers.request.BindRequestHandler;
import org.apache.directory.server.ldap.handlers.request.ExtendedRequestHandler;
import org.apache.directory.server.ldap.handlers.request.SearchRequestHandler;
import org.apache.directory.server.ldap.handlers.request.UnbindRequestHandler;
import org.apache.directory.server.ldap.handlers.response.BindResponseHandler;
import org.apache.directory.server.ldap.handlers.response.ExtendedResponseHandler;
import org.apache.directory.server.ldap.handlers.response.SearchResultDoneHandler;
import org.apache.directory.server.ldap.handlers.response.SearchResultEntryHandler;
import org.apache.directory.server.ldap.handlers.response.SearchResultReferenceHandler;
import org.apache.mina.core.filterchain.DefaultIoFilterChainBuilder;
import org.apache.mina.core.session.IoSession;
import org.apache.mina.filter.codec.ProtocolCodecFilter;
import org.apache.mina.filter.executor.ExecutorFilter;
import org.apache.mina.filter.executor.UnorderedThreadPoolExecutor;
import org.apache.mina.filter.ssl.SslFilter;
import org.apache.mina.transport.socket.SocketAcceptor;
import org.apache.mina.transport.socket.nio.NioSocketAcceptor;

/**
 * The network side of {@link DemoDirectory}: bind, search and StartTLS over two ports of the loopback address.
 * ApacheDS's own start of its listeners is not used, since it needs BouncyCastle and cannot tell which port the system
 * chose.
 */
final class LdapListener extends LdapServer {
    private static final int THREADS = 4;
    private final DemoDomain domain;
    private final KeyManagerFactory keys;
    private final LdapTraffic traffic;
    private final UnorderedThreadPoolExecutor workers = new UnorderedThreadPoolExecutor(THREADS);
    private final SocketAcceptor ldap;
    private final SocketAcceptor ldaps;
    private final InetSocketAddress ldapAddress;
    private final InetSocketAddress ldapsAddress;

    /** Listens on two ports that the system chooses. */
    LdapListener(
            DirectoryService service,
            DemoDomain domain,
            KeyManagerFactory keys,
            BindRequestHandler binds,
            LdapTraffic traffic)
            throws GeneralSecurityException, IOException, LdapException {
        this.domain = domain;
        this.keys = keys;
        this.traffic = traffic;
        setDirectoryService(service);
        setMaxSizeLimit(NO_SIZE_LIMIT);
        getSupportedControls().add(ActiveDirectorySearch.DOMAIN_SCOPE_CONTROL);
        setBindHandlers(binds, new BindResponseHandler());
        setSearchHandlers(
                new SearchRequestHandler(),
                new SearchResultEntryHandler(),
                new SearchResultReferenceHandler(),
                new SearchResultDoneHandler());
        setExtendedHandlers(new ExtendedRequestHandler<>(), new ExtendedResponseHandler());
        setAbandonHandler(new AbandonRequestHandler());
        setUnbindHandler(new UnbindRequestHandler());
        addStartTls();
        ldap = acceptor(new DefaultIoFilterChainBuilder());
        ldaps = acceptor(tls());
        ldap.bind();
        ldaps.bind();
        ldapAddress = ldap.getLocalAddress();
        ldapsAddress = ldaps.getLocalAddress();
    }

    /** Listens on the same ports again. */
    void resume() throws IOException {
        ldap.bind(ldapAddress);
        ldaps.bind(ldapsAddress);
    }

    void pause() {
        ldap.unbind();
        ldaps.unbind();
        dropConnections();
    }

    /** Returns when the connections are closed; MINA forgets a connection before it tells that it is closed. */
    void dropConnections() {
        for (SocketAcceptor acceptor : List.of(ldap, ldaps)) {
            for (IoSession session : acceptor.getManagedSessions().values()) {
                session.closeNow().awaitUninterruptibly();
            }
        }
    }

    int openConnections() {
        return ldap.getManagedSessionCount() + ldaps.getManagedSessionCount();
    }

    int ldapPort() {
        return ldapAddress.getPort();
    }

    int ldapsPort() {
        return ldapsAddress.getPort();
    }

    @Override
    public KeyManagerFactory getKeyManagerFactory() {
        return keys;
    }

    @Override
    public void start() {
        throw new UnsupportedOperationException("listens from its construction on");
    }

    @Override
    public void stop() {
        dropConnections();
        ldap.dispose();
        ldaps.dispose();
        workers.shutdownNow();
    }

    private void addStartTls() throws LdapException {
        StartTlsHandler startTls = new StartTlsHandler();
        startTls.setLdapServer(this);
        addExtendedOperationHandler(startTls);
    }

    private DefaultIoFilterChainBuilder tls() throws GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        SslFilter filter = new SslFilter(context);
        filter.setEnabledProtocols("TLSv1.3", "TLSv1.2");
        DefaultIoFilterChainBuilder chain = new DefaultIoFilterChainBuilder();
        // The name by which ApacheDS recognises a connection as secured.
        chain.addLast("sslFilter", filter);
        return chain;
    }

    private SocketAcceptor acceptor(DefaultIoFilterChainBuilder chain) {
        chain.addLast("codec", new ProtocolCodecFilter(getProtocolCodecFactory()));
        chain.addLast("workers", new ExecutorFilter(workers));
        chain.addLast("traffic", traffic);
        chain.addLast("search", new ActiveDirectorySearch(this, domain));
        NioSocketAcceptor acceptor = new NioSocketAcceptor(THREADS);
        acceptor.setReuseAddress(true);
        acceptor.setDefaultLocalAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        acceptor.getSessionConfig().setTcpNoDelay(true);
        acceptor.setFilterChainBuilder(chain);
        acceptor.setHandler(getHandler());
        return acceptor;
    }
}
