package org.latchkey.config;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** A password or shared secret. It prints as dots wherever it ends up by mistake: a log, a page, a record's {@code toString}. */
public final class Secret {

    private final String value;

    public Secret(String value) {
        this.value = Objects.requireNonNull(value);
    }

    /**
     * Reads a file's first line, in UTF-8. Notepad writes a byte order mark and a line end, which do not belong to the secret;
     * PowerShell's {@code >} writes UTF-16, which read as UTF-8 would be another password.
     *
     * @throws IllegalArgumentException when the line is empty or the text is not UTF-8; never quoting it
     */
    public static Secret parse(byte[] content) {
        String line =
                text(content).replaceFirst("^\uFEFF", "").lines().findFirst().orElse("");
        if (line.isEmpty()) {
            throw new IllegalArgumentException("is empty");
        }
        return new Secret(line);
    }

    private static String text(byte[] content) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(content))
                    .toString();
            if (text.indexOf('\0') < 0) {
                return text;
            }
        } catch (CharacterCodingException e) {
            // Told below, without a word of the content.
        }
        throw new IllegalArgumentException("is not in UTF-8; save it in that encoding");
    }

    /** The secret itself, for the one call that needs it. */
    public String reveal() {
        return value;
    }

    public boolean isEmpty() {
        return value.isEmpty();
    }

    @Override
    public String toString() {
        return "••••••";
    }
}
