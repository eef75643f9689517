package org.latchkey.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.stream.Stream;

/** A data file of one value a line, with Java's escapes, and comments that start with {@code #}. */
public final class Lines {

    private Lines() {}

    /** @param resource beside the class {@code owner} */
    public static Stream<String> of(Class<?> owner, String resource) {
        try (InputStream in = Objects.requireNonNull(owner.getResourceAsStream(resource), resource)) {
            return new String(in.readAllBytes(), UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("# "))
                    .map(Lines::unescaped);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String unescaped(String line) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < line.length(); i++) {
            if (line.charAt(i) == '\\' && line.charAt(i + 1) == 'u') {
                text.append((char) Integer.parseInt(line.substring(i + 2, i + 6), 16));
                i += 5;
            } else if (line.charAt(i) == '\\') {
                text.append(line.substring(i, i + 2).translateEscapes());
                i++;
            } else {
                text.append(line.charAt(i));
            }
        }
        return text.toString();
    }
}
