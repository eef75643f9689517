package org.latchkey.audit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import org.latchkey.refusal.Reference;

/** Reads the audit file that {@link Audit} writes. Its path comes from the configuration, never from a request. */
final class AuditFile {

    /** Some weeks of a large company; who looks for older numbers has a tool for it. */
    private static final int LONGEST_SEARCH = 16 * 1024 * 1024;

    private AuditFile() {}

    /** The last line with this reference within the file's end. */
    static Optional<String> lastLine(Path file, Reference reference) {
        String mark = "\"reference\":\"" + reference.text() + "\"";
        String end = end(file);
        int at = end.lastIndexOf(mark);
        if (at < 0) {
            return Optional.empty();
        }
        int from = end.lastIndexOf('\n', at) + 1;
        int to = end.indexOf('\n', at);
        return Optional.of(to < 0 ? end.substring(from) : end.substring(from, to));
    }

    private static String end(Path file) {
        try (SeekableByteChannel channel = Files.newByteChannel(file)) {
            long length = channel.size();
            ByteBuffer octets = ByteBuffer.allocate((int) Math.min(length, LONGEST_SEARCH));
            channel.position(length - octets.capacity());
            while (octets.hasRemaining() && channel.read(octets) >= 0) {
                // One read may give less than there is.
            }
            return StandardCharsets.UTF_8.decode(octets.flip()).toString();
        } catch (NoSuchFileException e) {
            return "";
        } catch (IOException e) {
            throw new UncheckedIOException("the audit file cannot be read", e);
        }
    }
}
