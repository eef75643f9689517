package org.latchkey.jwt;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.latchkey.keys.SigningKey;

/** The key to come. Nothing is signed with it: it is there to be pasted at Freshworks ahead of the change. */
public record NextKey(Path file) {

    /**
     * As it lies there now; empty while there is none, as after the change.
     *
     * @throws IllegalArgumentException when the file holds none that may sign; never quoting it
     */
    public Optional<SigningKey> find() {
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(StrongKey.parse(Files.readAllBytes(file), false));
        } catch (IOException e) {
            String why = e.getClass().getSimpleName();
            throw new IllegalArgumentException("cannot be read by the account that Tomcat runs as: " + why, e);
        }
    }
}
