package org.latchkey.demo;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.SocketFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;

/** Trusts one directory's file. JNDI makes an instance from the class's name alone, hence the static field. */
public final class TrustedSocketFactory extends SocketFactory {
    private static final AtomicReference<SSLSocketFactory> CURRENT = new AtomicReference<>();

    public static SocketFactory getDefault() {
        return new TrustedSocketFactory();
    }

    static void trust(DemoDirectory directory) {
        CURRENT.set(of(directory));
    }

    static SSLSocketFactory of(DemoDirectory directory) {
        try (InputStream in = Files.newInputStream(directory.trustFile())) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setCertificateEntry(
                    "trusted", CertificateFactory.getInstance("X.509").generateCertificate(in));
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context.getSocketFactory();
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public Socket createSocket() throws IOException {
        return CURRENT.get().createSocket();
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        return CURRENT.get().createSocket(host, port);
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress local, int localPort) throws IOException {
        return CURRENT.get().createSocket(host, port, local, localPort);
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        return CURRENT.get().createSocket(host, port);
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) throws IOException {
        return CURRENT.get().createSocket(host, port, local, localPort);
    }
}
