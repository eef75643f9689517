package org.latchkey.windows;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** One TCP connection on which requests follow each other, whoever sends them: what a client library would hide. */
final class HttpConnection implements AutoCloseable {

    private final Socket socket;
    private final String host;

    HttpConnection(int port) throws IOException {
        this.socket = new Socket(InetAddress.getLoopbackAddress(), port);
        this.socket.setSoTimeout(30_000);
        this.host = "localhost:" + port;
    }

    /** An answer, headers as they came. */
    record Answer(int status, List<String> headers, String body) {

        List<String> header(String name) {
            String prefix = name.toLowerCase(Locale.ROOT) + ":";
            return headers.stream()
                    .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(prefix))
                    .map(line -> line.substring(prefix.length()).strip())
                    .toList();
        }

        List<String> challenges() {
            return header("WWW-Authenticate");
        }

        /** The first cookie of this name, as {@code Set-Cookie} has it; empty for none. */
        String setCookie(String name) {
            return header("Set-Cookie").stream()
                    .filter(value -> value.startsWith(name + "="))
                    .findFirst()
                    .orElse("");
        }

        /** {@code name=value}, for a {@code Cookie} header. */
        String cookie(String name) {
            return setCookie(name).split(";", 2)[0];
        }
    }

    Answer get(String path, String... headers) throws IOException {
        return send("GET", "HTTP/1.1", path, headers);
    }

    Answer send(String method, String version, String path, String... headers) throws IOException {
        StringBuilder request = new StringBuilder(method + " " + path + " " + version + "\r\n");
        request.append("Host: ").append(host).append("\r\n");
        for (String header : headers) {
            request.append(header).append("\r\n");
        }
        if (method.equals("POST")) {
            request.append("Content-Length: 0\r\n");
        }
        socket.getOutputStream().write(request.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
        return read(method.equals("HEAD"));
    }

    private Answer read(boolean withoutBody) throws IOException {
        InputStream in = socket.getInputStream();
        int status = Integer.parseInt(line(in).split(" ", 3)[1]);
        List<String> headers = new ArrayList<>();
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            headers.add(line);
        }
        Answer answer = new Answer(status, headers, "");
        if (withoutBody) {
            return answer;
        }
        int length = Integer.parseInt(answer.header("Content-Length").get(0));
        return new Answer(status, headers, new String(in.readNBytes(length), StandardCharsets.UTF_8));
    }

    private static String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int octet = in.read(); octet != '\n'; octet = in.read()) {
            if (octet < 0) {
                throw new IOException("the connection has ended");
            }
            line.write(octet);
        }
        return line.toString(StandardCharsets.ISO_8859_1).stripTrailing();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
