package org.latchkey.real;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** An Apache with mod_auth_mellon before a page of its own, set up as its documentation says. */
record Wiki(Process process) implements AutoCloseable {

    static final URI PAGE = URI.create("https://wiki.corp.example.com:8443/");

    private static final String MELLON = PAGE + "mellon";
    private static final long PATIENCE_SECONDS = 30;

    /** Makes its key, certificate and metadata, and its page. */
    static void prepare(Path scripts, Path directory) throws IOException {
        Files.createDirectories(directory.resolve("pages"));
        Program made = Program.tried(
                Map.of("TMPDIR", directory.toString()),
                "",
                "/bin/sh",
                "-c",
                "cd \"$0\" && exec \"$@\"",
                directory,
                "mellon_create_metadata",
                MELLON + "/metadata",
                MELLON);
        if (made.status() != 0) {
            throw new IllegalStateException("mellon_create_metadata: " + made);
        }
        String name = (MELLON + "/metadata").replaceAll("[^0-9A-Za-z.]+", "_");
        for (String kind : List.of("key", "cert", "xml")) {
            Files.move(directory.resolve(name + "." + kind), directory.resolve("sp." + kind));
        }
        Files.copy(scripts.resolve("saml").resolve("mellon.conf"), directory.resolve("apache.conf"));
        Files.writeString(
                directory.resolve("pages").resolve("index.shtml"),
                "<p>You are <!--#echo var=\"REMOTE_USER\" -->, <!--#echo var=\"FIRST_NAME\" --> of <!--#echo var=\"MAIL\" --></p>"
                        + "<p>asked for <!--#echo var=\"QUERY_STRING\" --></p>\n");
    }

    static Path metadata(Path directory) {
        return directory.resolve("sp.xml");
    }

    /**
     * Starts it with the identity provider's metadata.
     *
     * @param work with the certificate {@code wiki.pem} and its key
     */
    static Wiki start(Path work, String idpMetadata) {
        Path directory = work.resolve("wiki");
        try {
            Files.writeString(directory.resolve("idp.xml"), idpMetadata);
            Files.copy(work.resolve("wiki.pem"), directory.resolve("wiki.pem"));
            Files.copy(work.resolve("wiki.key"), directory.resolve("wiki.key"));
            Process process = Program.builder(
                            Map.of("WIKI", directory.toString(), "MODULES", "/usr/lib/apache2/modules"),
                            // At its end, Apache kills its process group, and that was Maven's, too.
                            "setsid",
                            // It serves nothing as root. Another name for the same account is enough.
                            "unshare",
                            "--user",
                            "--map-user=1000",
                            "/usr/sbin/apache2",
                            "-f",
                            directory.resolve("apache.conf"),
                            "-D",
                            "FOREGROUND")
                    .redirectErrorStream(true)
                    .redirectOutput(directory.resolve("out.log").toFile())
                    .start();
            await(process, directory);
            return new Wiki(process);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void await(Process process, Path directory) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        try {
            while (!listens()) {
                if (process.waitFor(50, TimeUnit.MILLISECONDS) || System.nanoTime() > end) {
                    throw new IllegalStateException("Apache does not answer: see " + directory);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private static boolean listens() {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), PAGE.getPort())) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }
}
