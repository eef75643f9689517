package org.latchkey.directory;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A server with a fault that a directory server does not produce on request. Each connection is a thread until it is closed. */
final class FaultyServer implements AutoCloseable {

    /** RFC 4511, 4.14: the answer to StartTLS as the first request of a connection. */
    static final byte[] START_TLS_ACCEPTED = {
        0x30, 0x0c, 0x02, 0x01, 0x01, 0x78, 0x07, 0x0a, 0x01, 0x00, 0x04, 0x00, 0x04, 0x00
    };

    private static final int BIND_RESPONSE = 0x61;
    private static final int SEARCH_DONE = 0x65;

    /** Answers StartTLS with that result code, and keeps what is sent afterwards. */
    static FaultyServer refusingStartTls(int code, List<String> sentAfterwards) {
        return new FaultyServer(socket -> {
            byte[] request = new byte[100];
            socket.getInputStream().read(request);
            byte[] answer = START_TLS_ACCEPTED.clone();
            answer[4] = request[4];
            answer[9] = (byte) code;
            socket.getOutputStream().write(answer);
            sentAfterwards.add(new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1));
        });
    }

    private final ServerSocket listener;
    private final List<Socket> accepted = new CopyOnWriteArrayList<>();

    interface Conduct {
        void serve(Socket socket) throws IOException;
    }

    FaultyServer(Conduct conduct) {
        try {
            listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        start(() -> {
            while (true) {
                Socket socket = listener.accept();
                accepted.add(socket);
                start(() -> conduct.serve(socket));
            }
        });
    }

    /** Accepts, reads, and never says a word. */
    static FaultyServer silent() {
        return new FaultyServer(socket -> socket.getInputStream().readAllBytes());
    }

    /** Answers the first octet with a reset. */
    static FaultyServer resetting() {
        return new FaultyServer(socket -> {
            socket.getInputStream().read();
            socket.setSoLinger(true, 0);
            socket.close();
        });
    }

    /** Passes everything on to {@code port}, but breaks off, without passing it on, where a client sends {@code text}. */
    static FaultyServer relayBreakingAt(String text, int port, List<String> broken) {
        return relay(text, port, broken, socket -> {});
    }

    /** Passes everything on to {@code port}, but freezes, without passing it on, where a client sends {@code text}. */
    static FaultyServer relayFreezingAt(String text, int port, List<String> frozen) {
        return relay(text, port, frozen, socket -> socket.getInputStream().readAllBytes());
    }

    /** Passes on to {@code port} what has {@code text} so often at most; the rest is answered with timeLimitExceeded. */
    static FaultyServer relaySlowBeyond(int most, String text, int port, List<String> refused) {
        return relayRefusingBeyond(3, most, text, port, refused);
    }

    /** Passes on to {@code port} what has {@code text} so often at most; the rest is answered with that result code. */
    static FaultyServer relayRefusingBeyond(int code, int most, String text, int port, List<String> refused) {
        return relayAnswering(SEARCH_DONE, code, most, text, port, refused);
    }

    /** Passes everything on to {@code port}, but answers a bind that has {@code text} with that result code itself. */
    static FaultyServer relayRefusingBind(int code, String text, int port, List<String> refused) {
        return relayAnswering(BIND_RESPONSE, code, 0, text, port, refused);
    }

    private static FaultyServer relayAnswering(
            int operation, int code, int most, String text, int port, List<String> refused) {
        return new FaultyServer(client -> {
            Socket server = new Socket(InetAddress.getLoopbackAddress(), port);
            start(() -> copy(server, client, "", refused, socket -> {}));
            try (server) {
                copyUpTo(operation, code, most, text, client, server, refused);
            }
        });
    }

    private static void copyUpTo(
            int operation, int code, int most, String text, Socket client, Socket server, List<String> refused)
            throws IOException {
        byte[] buffer = new byte[65_536];
        InputStream in = client.getInputStream();
        for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
            String request = new String(buffer, 0, length, StandardCharsets.ISO_8859_1);
            if (request.split(text, -1).length - 1 <= most) {
                server.getOutputStream().write(buffer, 0, length);
            } else {
                refused.add(text);
                client.getOutputStream().write(result(operation, code, buffer));
            }
        }
    }

    /** RFC 4511, 4.1.1, 4.2.2 and 4.5.2: the end of a search, or the answer to a bind, with the request's number. */
    private static byte[] result(int operation, int code, byte[] request) {
        int number = (request[1] & 0x80) == 0 ? 2 : 2 + (request[1] & 0x7f);
        int length = 2 + request[number + 1];
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        answer.write(0x30);
        answer.write(length + 9);
        answer.write(request, number, length);
        answer.writeBytes(new byte[] {(byte) operation, 0x07, 0x0a, 0x01, (byte) code, 0x04, 0x00, 0x04, 0x00});
        return answer.toByteArray();
    }

    private static FaultyServer relay(String text, int port, List<String> seen, Conduct end) {
        return new FaultyServer(client -> {
            Socket server = new Socket(InetAddress.getLoopbackAddress(), port);
            start(() -> copy(server, client, "", seen, end));
            copy(client, server, text, seen, end);
        });
    }

    private static void copy(Socket from, Socket to, String forbidden, List<String> broken, Conduct end)
            throws IOException {
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            byte[] buffer = new byte[8192];
            for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
                ByteArrayOutputStream chunk = new ByteArrayOutputStream();
                chunk.write(buffer, 0, length);
                if (!forbidden.isEmpty()
                        && chunk.toString(StandardCharsets.ISO_8859_1).contains(forbidden)) {
                    broken.add(forbidden);
                    end.serve(from);
                    return;
                }
                chunk.writeTo(out);
            }
        }
    }

    private interface Task {
        void run() throws IOException;
    }

    private static void start(Task task) {
        Thread thread = new Thread(() -> {
            try {
                task.run();
            } catch (IOException e) {
                // Closed by either side, which is how these connections end.
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    int port() {
        return listener.getLocalPort();
    }

    /** Connections accepted since the start. */
    int connections() {
        return accepted.size();
    }

    @Override
    public void close() {
        try {
            listener.close();
            for (Socket socket : accepted) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
