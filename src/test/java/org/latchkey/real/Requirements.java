package org.latchkey.real;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What the real suite needs of a machine, beyond a JDK and Maven. Without it the suite fails; it never skips. */
final class Requirements {

    private Requirements() {}

    static void check(Path scripts) {
        List<String> packages = missing(scripts.resolve("programs"));
        if (!packages.isEmpty()) {
            throw new IllegalStateException(
                    "The real suite needs programs that this machine lacks. On Debian 12: apt-get install "
                            + String.join(" ", packages));
        }
        if (Boolean.getBoolean("latchkey.real.outside")) {
            throw new IllegalStateException(
                    "The real suite needs a network of its own, and this machine does not let it have one:"
                            + " see what " + scripts.resolve("bin").resolve("java")
                            + " says. In a container, allow user namespaces"
                            + " (sysctl kernel.unprivileged_userns_clone=1), or CAP_SYS_ADMIN and CAP_NET_ADMIN");
        }
    }

    private static List<String> missing(Path programs) {
        List<String> packages = new ArrayList<>();
        try {
            for (String line : Files.readAllLines(programs, StandardCharsets.UTF_8)) {
                String[] words = line.split(" +", 2);
                if (words[0].startsWith("/") && !Files.exists(Path.of(words[0]))) {
                    packages.add(words[1]);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packages;
    }
}
