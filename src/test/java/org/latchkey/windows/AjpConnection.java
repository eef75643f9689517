package org.latchkey.windows;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A web server's connection to Tomcat (AJP 1.3, of the Tomcat Connectors' documentation), as far as a GET needs it. */
final class AjpConnection implements AutoCloseable {

    private static final int FORWARD_REQUEST = 2;
    private static final int GET = 2;
    private static final int AUTHORIZATION = 0xA005;
    private static final int HOST = 0xA00B;
    private static final int END_RESPONSE = 5;

    private final Socket socket;

    AjpConnection(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(30_000);
    }

    /** All packets of the answer, one character for each octet. */
    String get(String path, String authorization) throws IOException {
        ByteArrayOutputStream request = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(request);
        out.writeByte(FORWARD_REQUEST);
        out.writeByte(GET);
        text(out, "HTTP/1.1");
        text(out, path);
        text(out, "127.0.0.1");
        text(out, "localhost");
        text(out, "localhost");
        out.writeShort(80);
        out.writeBoolean(false);
        out.writeShort(2);
        out.writeShort(HOST);
        text(out, "localhost");
        out.writeShort(AUTHORIZATION);
        text(out, authorization);
        out.writeByte(0xFF);
        DataOutputStream packet = new DataOutputStream(socket.getOutputStream());
        packet.write(Tokens.concatenated(Tokens.hex("1234"), shortOf(request.size()), request.toByteArray()));
        return answer(new DataInputStream(socket.getInputStream()));
    }

    private static byte[] shortOf(int number) {
        return new byte[] {(byte) (number >> 8), (byte) number};
    }

    private static void text(DataOutputStream out, String text) throws IOException {
        byte[] octets = text.getBytes(StandardCharsets.ISO_8859_1);
        out.writeShort(octets.length);
        out.write(octets);
        out.writeByte(0);
    }

    private static String answer(DataInputStream in) throws IOException {
        StringBuilder answer = new StringBuilder();
        while (true) {
            in.readFully(new byte[2]);
            byte[] packet = in.readNBytes(in.readUnsignedShort());
            answer.append(new String(packet, StandardCharsets.ISO_8859_1));
            if (packet[0] == END_RESPONSE) {
                return answer.toString();
            }
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
