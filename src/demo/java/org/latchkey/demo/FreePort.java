package org.latchkey.demo;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** Looks for ports of the loopback address that nobody listens on. */
final class FreePort {
    private static final int TRIES = 100;

    private FreePort() {}

    static int any() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new IllegalStateException("no free port on the loopback address", e);
        }
    }

    /** The preferred port, or the next one that is free. */
    static int from(int preferred) {
        for (int port = preferred; port < preferred + TRIES; port++) {
            try (ServerSocket socket = new ServerSocket(port)) {
                return socket.getLocalPort();
            } catch (IOException e) {
                // Taken, by a server on this address or on all of them.
            }
        }
        throw new IllegalStateException("no free port from " + preferred + " to " + (preferred + TRIES - 1));
    }
}
