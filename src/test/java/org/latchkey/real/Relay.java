package org.latchkey.real;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Stands between Latchkey and a controller, reads nothing, and counts: connections, and the records of TLS that carry the
 * client's requests. JNDI sends each LDAP request as one record.
 */
final class Relay implements AutoCloseable {

    /** A name for its address is in the controllers' certificates. */
    static final String HOST = "relay.corp.example.com";

    private static final int APPLICATION_DATA = 23;

    private final ServerSocket listener;
    private final Thread accepting;
    private final InetSocketAddress controller;
    private final AtomicInteger connections = new AtomicInteger();
    private final AtomicLong requests = new AtomicLong();

    Relay(SambaController controller) {
        try {
            this.controller = new InetSocketAddress(InetAddress.getAllByName(controller.host())[0], 636);
            listener = new ServerSocket();
            listener.bind(new InetSocketAddress(InetAddress.getAllByName(HOST)[0], 636));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        accepting = inBackground(() -> {
            while (true) {
                serve(listener.accept());
            }
        });
    }

    private void serve(Socket client) throws IOException {
        connections.incrementAndGet();
        Socket server = new Socket(controller.getAddress(), controller.getPort());
        inBackground(() -> {
            try (client;
                    server) {
                count(client.getInputStream(), server.getOutputStream());
            }
        });
        inBackground(() -> {
            try (client;
                    server) {
                server.getInputStream().transferTo(client.getOutputStream());
            }
        });
    }

    /** A record is its type, its version, its length in two octets, and what it carries (RFC 8446, 5.1). */
    private void count(InputStream from, OutputStream to) throws IOException {
        DataInputStream in = new DataInputStream(from);
        while (true) {
            byte[] header = in.readNBytes(5);
            if (header.length < 5) {
                return;
            }
            byte[] content = in.readNBytes(((header[3] & 0xff) << 8) | (header[4] & 0xff));
            if (header[0] == APPLICATION_DATA) {
                requests.incrementAndGet();
            }
            byte[] all = new byte[header.length + content.length];
            System.arraycopy(header, 0, all, 0, header.length);
            System.arraycopy(content, 0, all, header.length, content.length);
            to.write(all);
        }
    }

    private interface Work {
        void run() throws IOException;
    }

    private static Thread inBackground(Work work) {
        Thread thread = new Thread(() -> {
            try {
                work.run();
            } catch (SocketException e) {
                // One of the two ends is gone.
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    /** How many were opened so far. */
    int connections() {
        return connections.get();
    }

    long requests() {
        return requests.get();
    }

    /** The port is free only when nobody accepts on it any more. */
    @Override
    public void close() {
        try {
            listener.close();
            accepting.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
