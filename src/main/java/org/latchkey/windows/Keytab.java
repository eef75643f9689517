package org.latchkey.windows;

import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.StringJoiner;
import java.util.stream.Collectors;

/**
 * Whose keys a keytab file holds, never the keys themselves. The JDK reads keytabs but lists none of their principals, which
 * is what an administrator needs to see when a ticket does not fit. The format is MIT Kerberos's, version 2 ("keytab file
 * format" in its documentation); {@code ktpass}, {@code ktutil} and Samba write it too.
 */
record Keytab(List<Entry> entries) {

    private static final int LARGEST = 1 << 20;

    /** {@code 05 02}: file format 5, version 2, big-endian. */
    private static final int VERSION_2 = 0x0502;

    /** AES of RFC 3962 and RFC 8009. The rest (DES, RC4) is switched off in the JDK and in hardened domains. */
    private static final Set<Integer> AES = Set.of(17, 18, 19, 20);

    /**
     * One key.
     *
     * @param version of the key, as the directory counts them (kvno)
     * @param encryption the number of its encryption type
     */
    record Entry(String principal, int version, int encryption) {}

    Keytab {
        entries = List.copyOf(entries);
    }

    /**
     * @throws IOException when the file cannot be read
     * @throws IllegalArgumentException when it is not a keytab
     */
    static Keytab read(Path file) throws IOException {
        if (Files.size(file) > LARGEST) {
            throw new IllegalArgumentException("is too large for a keytab");
        }
        return parse(Files.readAllBytes(file));
    }

    static Keytab parse(byte[] content) {
        ByteBuffer buffer = ByteBuffer.wrap(content);
        if (content.length < 2 || (buffer.getShort() & 0xFFFF) != VERSION_2) {
            throw new IllegalArgumentException(
                    "is not a keytab of version 2 (it does not begin with the octets 05 02)");
        }
        List<Entry> entries = new ArrayList<>();
        try {
            while (buffer.remaining() >= 4) {
                int size = buffer.getInt();
                if (size > 0) {
                    entries.add(entry(slice(buffer, size)));
                } else {
                    // A deleted entry: its place is kept, with the negative length. MIN_VALUE has no positive.
                    slice(buffer, Math.abs((long) size));
                }
            }
        } catch (BufferUnderflowException e) {
            throw new IllegalArgumentException("is cut off or damaged", e);
        }
        return new Keytab(entries);
    }

    private static ByteBuffer slice(ByteBuffer buffer, long size) {
        if (size > buffer.remaining()) {
            throw new BufferUnderflowException();
        }
        ByteBuffer slice = buffer.slice(buffer.position(), (int) size);
        buffer.position(buffer.position() + (int) size);
        return slice;
    }

    private static Entry entry(ByteBuffer entry) {
        int components = entry.getShort() & 0xFFFF;
        String realm = text(entry);
        StringJoiner name = new StringJoiner("/");
        for (int i = 0; i < components; i++) {
            name.add(text(entry));
        }
        slice(entry, 8); // the name's type and the time of writing
        int version = entry.get() & 0xFF;
        int encryption = entry.getShort() & 0xFFFF;
        slice(entry, entry.getShort() & 0xFFFF); // the key
        int longVersion = entry.remaining() >= 4 ? entry.getInt() : 0;
        return new Entry(name + "@" + realm, longVersion != 0 ? longVersion : version, encryption);
    }

    private static String text(ByteBuffer entry) {
        ByteBuffer text = slice(entry, entry.getShort() & 0xFFFF);
        return StandardCharsets.UTF_8.decode(text).toString();
    }

    boolean holds(String principal) {
        return entries.stream().anyMatch(entry -> entry.principal().equals(principal));
    }

    /** Whether it has a key of this principal that today's Kerberos still uses. */
    boolean holdsAes(String principal) {
        return entries.stream()
                .anyMatch(entry -> entry.principal().equals(principal) && AES.contains(entry.encryption()));
    }

    boolean holds(String principal, int version) {
        return entries.stream().anyMatch(entry -> entry.principal().equals(principal) && entry.version() == version);
    }

    boolean holdsEncryption(String principal, int encryption) {
        return entries.stream()
                .anyMatch(entry -> entry.principal().equals(principal) && entry.encryption() == encryption);
    }

    /** For administrators: {@code HTTP/sso.corp.example.com@CORP.EXAMPLE.COM kvno 3, …}. */
    String listed() {
        return entries.stream()
                .map(entry -> entry.principal() + " kvno " + entry.version())
                .distinct()
                .collect(Collectors.collectingAndThen(
                        Collectors.joining(", "), list -> list.isEmpty() ? "no key at all" : list));
    }
}
