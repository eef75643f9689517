package org.latchkey.real;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.latchkey.demo.DemoPeople;

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
        nameFormat(metadata(directory));
        Files.copy(scripts.resolve("saml").resolve("mellon.conf"), directory.resolve("apache.conf"));
        Files.writeString(
                directory.resolve("pages").resolve("index.shtml"),
                "<p>You are <!--#echo var=\"REMOTE_USER\" -->, <!--#echo var=\"FIRST_NAME\" --> of <!--#echo var=\"MAIL\" --></p>"
                        + "<p>asked for <!--#echo var=\"QUERY_STRING\" --></p>\n");
    }

    /** Unless its metadata say otherwise, mellon asks for transient names, which Latchkey does not give. */
    private static void nameFormat(Path metadata) throws IOException {
        String consumer = "<AssertionConsumerService";
        String format = "<NameIDFormat>urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress</NameIDFormat>";
        Files.writeString(metadata, Files.readString(metadata).replace(consumer, format + consumer));
    }

    static Path metadata(Path directory) {
        return directory.resolve("sp.xml");
    }

    /**
     * Starts it with Latchkey's metadata, as Latchkey publishes them.
     *
     * @throws IllegalStateException when somebody else listens at its address
     */
    static Wiki start(SambaDomain domain) {
        requireFree();
        Path directory = domain.work().resolve("wiki");
        URI metadata = URI.create(SamlPeers.SITE + "/saml/metadata");
        try {
            Files.writeString(
                    directory.resolve("idp.xml"),
                    Curl.of(domain, domain.tickets(DemoPeople.ADA))
                            .ask(metadata)
                            .body());
            for (String file : List.of("wiki.pem", "wiki.key")) {
                Files.copy(domain.work().resolve(file), directory.resolve(file), StandardCopyOption.REPLACE_EXISTING);
            }
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
            await(process, Curl.of(domain, domain.tickets(DemoPeople.ADA)), directory);
            return new Wiki(process);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Else what answers below might be another server, or a child of the one before. */
    private static void requireFree() {
        try {
            new ServerSocket(PAGE.getPort(), 1, InetAddress.getLoopbackAddress()).close();
        } catch (IOException e) {
            throw new IllegalStateException("somebody listens at " + PAGE, e);
        }
    }

    private static void await(Process process, Curl curl, Path directory) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        try {
            while (!answers(curl)) {
                if (process.waitFor(50, TimeUnit.MILLISECONDS) || System.nanoTime() > end) {
                    throw new IllegalStateException("Apache does not answer: see " + directory);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** Mellon sends a stranger on to Latchkey; nothing else at this address would. */
    private static boolean answers(Curl curl) {
        try {
            String location = curl.ask(PAGE).location();
            return !location.isEmpty()
                    && curl.ask(URI.create(location)).location().startsWith(SamlPeers.SITE + "/saml/sso?");
        } catch (IllegalStateException e) {
            // Nobody listens yet.
            return false;
        }
    }

    /** Its children listen at the same address, and some of them live a moment longer. */
    @Override
    public void close() {
        List<ProcessHandle> children = process.descendants().toList();
        process.destroy();
        process.onExit().join();
        children.forEach(ProcessHandle::destroyForcibly);
        children.forEach(child -> child.onExit().join());
    }
}
