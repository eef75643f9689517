package org.latchkey.real;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.latchkey.documentation.CodeBlock;

/**
 * Tomcat's distribution, set up by the words of the documentation: its connectors, the sample descriptor, a {@code krb5.conf} of two
 * lines. The same war is deployed several times, each with a directory of its own kind.
 */
final class InstalledTomcat implements AutoCloseable {

    static final String HOST = "https://sso.corp.example.com";

    private static final Pattern SHIPPED_CONNECTOR = Pattern.compile("<Connector port=\"8080\".*?/>", Pattern.DOTALL);
    private static final Pattern LEFT_ALONE =
            Pattern.compile("latchkey_directory_controller_up\\{[^}]*controller=\"([^\"]+)\"[^}]*} 0");
    private static final long PATIENCE_SECONDS = 90;

    private final Path home;
    private final Path base;
    private Process process;

    private InstalledTomcat(Path home, Path base) {
        this.home = home;
        this.base = base;
    }

    /**
     * Starts with one web application for each descriptor.
     *
     * @param descriptors by context path without its slash
     */
    static InstalledTomcat start(Path home, Path base, Path keyStore, Map<String, SampleDescriptor> descriptors) {
        InstalledTomcat tomcat = new InstalledTomcat(home, base);
        try {
            tomcat.install(keyStore);
            for (Map.Entry<String, SampleDescriptor> descriptor : descriptors.entrySet()) {
                tomcat.deploy(descriptor.getKey(), descriptor.getValue());
            }
            tomcat.launch();
            for (String context : descriptors.keySet()) {
                tomcat.awaitHealth(URI.create("http://localhost:8080/" + context + "/health/live"));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return tomcat;
    }

    private void install(Path keyStore) throws IOException {
        for (String folder : List.of("conf/latchkey", "conf/Catalina/localhost", "logs", "temp", "work", "webapps")) {
            Files.createDirectories(base.resolve(folder));
        }
        try (Stream<Path> shipped = Files.list(home.resolve("conf"))) {
            for (Path file : shipped.filter(Files::isRegularFile).toList()) {
                Files.copy(file, base.resolve("conf").resolve(file.getFileName().toString()));
            }
        }
        Path server = base.resolve("conf").resolve("server.xml");
        String changed = SHIPPED_CONNECTOR
                .matcher(Files.readString(server))
                .replaceFirst(Matcher.quoteReplacement(connectors()));
        Files.writeString(
                server,
                changed.replace("</Host>", CodeBlock.of("windows.md", "<Valve ").text() + "</Host>"));
        Files.copy(keyStore, secrets().resolve("sso.pfx"));
        Files.writeString(
                base.resolve("conf").resolve("krb5.conf"),
                CodeBlock.of("linux.md", "[libdefaults]").text());
    }

    private static String connectors() {
        return CodeBlock.of("windows.md", "<Connector port=\"443\"").text().replace("\"...\"", "\"changeit\"");
    }

    private void deploy(String context, SampleDescriptor descriptor) throws IOException {
        Files.copy(
                Path.of(System.getProperty("latchkey.war")),
                base.resolve("webapps").resolve(context + ".war"));
        Files.writeString(
                base.resolve("conf").resolve("Catalina").resolve("localhost").resolve(context + ".xml"),
                descriptor
                        .with("site", "publicUrl", HOST + "/" + context)
                        .with("site", "auditFile", audit(context))
                        .xml());
    }

    private void launch() throws IOException {
        ProcessBuilder builder = Program.builder(
                Map.of(
                        "CATALINA_BASE", base.toString(),
                        "JAVA_HOME", System.getProperty("java.home"),
                        "CATALINA_OPTS",
                                "-Xmx256m -Djava.security.krb5.conf="
                                        + base.resolve("conf").resolve("krb5.conf")),
                "/bin/sh",
                home.resolve("bin").resolve("catalina.sh"),
                "run");
        process = builder.redirectErrorStream(true)
                .redirectOutput(base.resolve("logs").resolve("catalina.out").toFile())
                .start();
    }

    private void awaitHealth(URI address) {
        HttpClient client = HttpClient.newHttpClient();
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        try {
            while (!isUp(client, address)) {
                if (process.waitFor(50, TimeUnit.MILLISECONDS) || System.nanoTime() > end) {
                    throw new IllegalStateException(
                            "Tomcat does not answer at " + address + ": see " + base.resolve("logs"));
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private static boolean isUp(HttpClient client, URI address) throws InterruptedException {
        try {
            return client.send(HttpRequest.newBuilder(address).build(), BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        } catch (IOException e) {
            return false;
        }
    }

    /** For what only Tomcat's account may read. */
    Path secrets() {
        return base.resolve("conf").resolve("latchkey");
    }

    Path audit(String context) {
        return base.resolve("logs").resolve(context + "-audit.log");
    }

    /** The audit line of what happened last in a web application. */
    String lastAudited(String context) {
        try (Stream<String> lines = Files.lines(audit(context), StandardCharsets.UTF_8)) {
            return lines.reduce("", (before, line) -> line);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String log() {
        try {
            return Files.readString(base.resolve("logs").resolve("catalina.out"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Controllers that a web application leaves alone now, as its metrics have it. */
    Set<String> failingControllers(String context) {
        Set<String> failing = new TreeSet<>();
        Matcher line = LEFT_ALONE.matcher(metrics(context));
        while (line.find()) {
            failing.add(line.group(1));
        }
        return failing;
    }

    private static String metrics(String context) {
        URI address = URI.create("http://localhost:8080/" + context + "/metrics");
        try {
            HttpResponse<String> answer = HttpClient.newHttpClient()
                    .send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new IllegalStateException("no metrics at " + address + ": " + answer.statusCode());
            }
            return answer.body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }
}
