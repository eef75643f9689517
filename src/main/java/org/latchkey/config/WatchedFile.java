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

    private record Stamp(FileTime modified, long size) {

        static final Stamp ABSENT = new Stamp(FileTime.fromMillis(0), -1);
    }

    /**
     * @param stamp of the file as it was when {@code value} was parsed, or when its content was refused
     * @param told of the file as it was when the log was told last
     */
    private record Seen<T>(Stamp stamp, Stamp told, T value) {}

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
        return new WatchedFile<>(path, parser, new Seen<>(stamp, stamp, parser.parse(Files.readAllBytes(path))));
    }

    @Override
    public T get() {
        Seen<T> last = Objects.requireNonNull(seen.get());
        Stamp now = stampOrAbsent();
        return now.equals(last.stamp()) ? last.value() : reread(last, now);
    }

    private T reread(Seen<T> last, Stamp now) {
        Seen<T> next;
        try {
            next = new Seen<>(now, now, parser.parse(Files.readAllBytes(path)));
            LOG.info("{} has changed and is in force", path);
        } catch (IllegalArgumentException e) {
            next = new Seen<>(now, now, last.value());
            tell(last, now, e);
        } catch (IOException e) {
            // Perhaps a virus scanner holds it for a moment: the file will be no newer when it can be read again.
            next = new Seen<>(last.stamp(), now, last.value());
            tell(last, now, e);
        }
        // All get the same object, or what was tried once with one of them would be tried again with another.
        return seen.compareAndSet(last, next)
                ? next.value()
                : Objects.requireNonNull(seen.get()).value();
    }

    private void tell(Seen<T> last, Stamp now, Exception e) {
        if (!now.equals(last.told())) {
            LOG.error(
                    "{} has changed but cannot be used, so what it held before stays in force: {} {}",
                    path,
                    e.getClass().getSimpleName(),
                    e.getMessage());
        }
    }

    private Stamp stampOrAbsent() {
        try {
            return stamp(path);
        } catch (IOException e) {
            return Stamp.ABSENT;
        }
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
