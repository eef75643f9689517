package org.latchkey.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a file holds, read again when the file changes: a new key or password takes effect without a restart. Each
 * {@link #get} asks the file system for time and size, a few microseconds. A file that cannot be read or parsed (perhaps
 * half written) leaves the last good value in force and is told to the log once.
 *
 * @param <T> what the file is parsed into
 */
public final class WatchedFile<T> implements Supplier<T> {

    private static final Logger LOG = LoggerFactory.getLogger(WatchedFile.class);

    private final Path path;
    private final Parser<T> parser;
    private final AtomicReference<Seen<T>> seen;

    /** Parses a file's content; its exceptions must not quote that content. */
    @FunctionalInterface
    public interface Parser<T> {

        /** @throws IllegalArgumentException when the content is not what is expected */
        T parse(byte[] content);
    }

    private record Stamp(FileTime modified, long size) {}

    private record Seen<T>(Stamp stamp, T value) {}

    private WatchedFile(Path path, Parser<T> parser, Seen<T> first) {
        this.path = path;
        this.parser = parser;
        this.seen = new AtomicReference<>(first);
    }

    /**
     * Reads the file for the first time.
     *
     * @throws IOException when it cannot be read
     * @throws IllegalArgumentException when it cannot be parsed
     */
    public static <T> WatchedFile<T> open(Path path, Parser<T> parser) throws IOException {
        Stamp stamp = stamp(path);
        return new WatchedFile<>(path, parser, new Seen<>(stamp, parser.parse(Files.readAllBytes(path))));
    }

    @Override
    public T get() {
        Seen<T> last = Objects.requireNonNull(seen.get());
        try {
            Stamp now = stamp(path);
            return now.equals(last.stamp()) ? last.value() : reread(last, now);
        } catch (IOException e) {
            return last.value();
        }
    }

    private T reread(Seen<T> last, Stamp now) {
        Seen<T> next = new Seen<>(now, last.value());
        try {
            next = new Seen<>(now, parser.parse(Files.readAllBytes(path)));
            LOG.info("{} has changed and is in force", path);
        } catch (IOException | IllegalArgumentException e) {
            LOG.error(
                    "{} has changed but cannot be used, so what it held before stays in force: {}",
                    path,
                    e.getMessage());
        }
        seen.compareAndSet(last, next);
        return next.value();
    }

    private static Stamp stamp(Path path) throws IOException {
        BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
        return new Stamp(attributes.lastModifiedTime(), attributes.size());
    }

    @Override
    public String toString() {
        return path.toString();
    }
}
