package org.latchkey.config;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class WatchedFileTest {

    private static final Logger LOG = Logger.getLogger(WatchedFile.class.getName());
    private static final FileTime EARLIER = FileTime.fromMillis(1_700_000_000_000L);
    private static final FileTime LATER = FileTime.fromMillis(1_700_000_002_000L);

    private final List<LogRecord> logged = new ArrayList<>();
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord entry) {
            logged.add(entry);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    @TempDir
    Path directory;

    private Path file;

    @BeforeEach
    void listen() {
        file = directory.resolve("value");
        LOG.setUseParentHandlers(false);
        LOG.setLevel(Level.ALL);
        LOG.addHandler(handler);
    }

    @AfterEach
    void stopListening() {
        LOG.removeHandler(handler);
        LOG.setLevel(null);
        LOG.setUseParentHandlers(true);
    }

    private void write(String content, FileTime modified) throws IOException {
        Files.writeString(file, content);
        Files.setLastModifiedTime(file, modified);
    }

    private WatchedFile<String> open() throws IOException {
        return WatchedFile.open(file, WatchedFileTest::parse);
    }

    private static String parse(byte[] content) {
        String text = new String(content, UTF_8);
        if (text.startsWith("broken")) {
            throw new IllegalArgumentException("expected a value");
        }
        return text;
    }

    private List<Level> levels() {
        return logged.stream().map(LogRecord::getLevel).toList();
    }

    @Test
    void openWhenTheFileIsAbsentThenIoException() {
        assertThatExceptionOfType(NoSuchFileException.class).isThrownBy(this::open);
    }

    @Test
    void openWhenTheContentIsRefusedThenTheParsersException() throws IOException {
        write("broken", EARLIER);

        assertThatIllegalArgumentException().isThrownBy(this::open).withMessage("expected a value");
    }

    @Test
    void getWhenNothingChangedThenTheSameValueWithoutParsingAgain() throws IOException {
        write("one", EARLIER);
        int[] parsed = {0};
        WatchedFile<Integer> watched = WatchedFile.open(file, content -> ++parsed[0]);

        assertThat(watched.get()).isEqualTo(1);
        assertThat(watched.get()).isEqualTo(1);
        assertThat(logged).isEmpty();
    }

    @Test
    void getWhenAnotherOneReadTheChangeFirstThenTheSameObject() throws IOException {
        write("one", EARLIER);
        List<WatchedFile<Object>> watched = new ArrayList<>();
        List<Object> firstToRead = new ArrayList<>();
        watched.add(WatchedFile.open(file, content -> {
            if (!watched.isEmpty() && firstToRead.isEmpty()) {
                firstToRead.add("taken");
                firstToRead.set(0, watched.get(0).get());
            }
            return new Object();
        }));
        write("two", LATER);

        Object late = watched.get(0).get();

        assertThat(late).isSameAs(firstToRead.get(0)).isSameAs(watched.get(0).get());
    }

    @Test
    void getWhenTheTimeChangedThenTheNewValue() throws IOException {
        write("one", EARLIER);
        WatchedFile<String> watched = open();

        write("two", LATER);

        assertThat(watched.get()).isEqualTo("two");
        assertThat(watched.get()).isEqualTo("two");
        assertThat(levels()).containsExactly(Level.INFO);
    }

    @Test
    void getWhenOnlyTheSizeChangedThenTheNewValue() throws IOException {
        write("one", EARLIER);
        WatchedFile<String> watched = open();

        write("three", EARLIER);

        assertThat(watched.get()).isEqualTo("three");
    }

    @Test
    void getWhenTheFileWentBackInTimeThenTheNewValue() throws IOException {
        write("one", LATER);
        WatchedFile<String> watched = open();

        write("two", EARLIER);

        assertThat(watched.get()).isEqualTo("two");
    }

    @Test
    void getWhenTheNewContentIsBrokenThenTheLastGoodValueAndOneLineInTheLog() throws IOException {
        write("one", EARLIER);
        WatchedFile<String> watched = open();

        write("broken s3cret", LATER);

        assertThat(watched.get()).isEqualTo("one");
        assertThat(watched.get()).isEqualTo("one");
        assertThat(levels()).containsExactly(Level.SEVERE);
        assertThat(logged.get(0).getMessage()).contains("expected a value").doesNotContain("s3cret");
    }

    @Test
    void getWhenBrokenContentIsMendedThenTheNewValue() throws IOException {
        write("one", EARLIER);
        WatchedFile<String> watched = open();
        write("broken", LATER);
        assertThat(watched.get()).isEqualTo("one");

        write("mended at last", LATER);

        assertThat(watched.get()).isEqualTo("mended at last");
    }

    @Test
    void getWhenTheFileIsDeletedThenTheLastGoodValueAndOneLineInTheLog() throws IOException {
        write("one", EARLIER);
        WatchedFile<String> watched = open();

        Files.delete(file);

        assertThat(watched.get()).isEqualTo("one");
        assertThat(watched.get()).isEqualTo("one");
        assertThat(levels()).containsExactly(Level.SEVERE);
    }

    @Test
    void getWhenADeletedFileComesBackThenItsNewValue() throws IOException {
        write("one", EARLIER);
        WatchedFile<String> watched = open();
        Files.delete(file);
        assertThat(watched.get()).isEqualTo("one");

        write("two", LATER);

        assertThat(watched.get()).isEqualTo("two");
    }

    /** As with a file that a virus scanner holds for a moment: nothing about it changes when it can be read at last. */
    @Test
    void getWhenTheFileCannotBeReadForAMomentThenItsNewValueAfterwards() throws IOException {
        write("one", EARLIER);
        WatchedFile<String> watched = open();
        Files.delete(file);
        Files.createDirectory(file);
        int size = Math.toIntExact(Files.size(file));
        Files.setLastModifiedTime(file, LATER);
        assertThat(watched.get()).isEqualTo("one");
        assertThat(watched.get()).isEqualTo("one");
        assertThat(levels()).containsExactly(Level.SEVERE);

        Files.delete(file);
        write("x".repeat(size), LATER);

        assertThat(watched.get()).hasSize(size);
    }

    @Test
    void toStringThenThePathAndNotTheValue() throws IOException {
        write("s3cret", EARLIER);

        assertThat(open()).hasToString(file.toString());
    }
}
