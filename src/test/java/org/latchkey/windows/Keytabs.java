package org.latchkey.windows;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** Writes keytabs with a made-up key. */
public final class Keytabs {

    private static final byte[] HEADER = HexFormat.of().parseHex("0502");

    private Keytabs() {}

    public static byte[] of(String principal, int version, int encryption) {
        return Tokens.concatenated(HEADER, entry(principal, version, encryption));
    }

    static byte[] entry(String principal, int version, int encryption) {
        String[] halves = principal.split("@", 2);
        String[] components = halves[0].split("/", -1);
        int keyLength = encryption == 18 ? 32 : 16;
        ByteArrayOutputStream entry = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(entry)) {
            out.writeShort(components.length);
            text(out, halves[1]);
            for (String component : components) {
                text(out, component);
            }
            out.writeInt(1);
            out.writeInt(0);
            out.writeByte(version);
            out.writeShort(encryption);
            out.writeShort(keyLength);
            out.write(new byte[keyLength]);
            out.writeInt(version);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Tokens.concatenated(length(entry.size()), entry.toByteArray());
    }

    static byte[] length(int length) {
        return ByteBuffer.allocate(4).putInt(length).array();
    }

    private static void text(DataOutputStream out, String text) throws IOException {
        byte[] octets = text.getBytes(StandardCharsets.UTF_8);
        out.writeShort(octets.length);
        out.write(octets);
    }
}
