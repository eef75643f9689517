package org.latchkey.real;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One domain controller: Samba's processes, which can be killed, frozen and started again, and its database. */
final class SambaController implements AutoCloseable {

    private static final List<Integer> PORTS = List.of(53, 88, 389, 636);
    private static final long PATIENCE_SECONDS = 180;

    private final String name;
    private final String domain;
    private final String address;
    private final Path directory;
    private @Nullable Process process;

    /** @param domain its DNS name, whose first label is the short name too */
    SambaController(String name, String domain, String address, Path directory) {
        this.name = name;
        this.domain = domain;
        this.address = address;
        this.directory = directory;
    }

    String host() {
        return name + "." + domain;
    }

    String address() {
        return address;
    }

    Path configuration() {
        return directory.resolve("smb.conf");
    }

    Path database() {
        return directory.resolve("private").resolve("sam.ldb");
    }

    void writeConfiguration(Path template) throws IOException {
        for (String folder : List.of("private", "state", "cache", "lock", "dns", "run", "rpc", "winbindd", "ntp")) {
            Files.createDirectories(directory.resolve(folder));
        }
        Files.createDirectories(
                directory.resolve("state").resolve("sysvol").resolve(domain).resolve("scripts"));
        Files.writeString(
                configuration(),
                Files.readString(template)
                        .replace("@NAME@", name)
                        .replace("@DOMAIN@", domain)
                        .replace("@REALM@", domain.toUpperCase(Locale.ROOT))
                        .replace(
                                "@WORKGROUP@",
                                domain.substring(0, domain.indexOf('.')).toUpperCase(Locale.ROOT))
                        .replace("@ADDRESS@", address)
                        .replace("@DIRECTORY@", directory.toString()));
    }

    /** Makes its domain, whose first controller it is. Its configuration and certificate are there. */
    void provision(Path scripts, String password) throws IOException {
        // Debian's own interpreter: no other has Samba's modules.
        Program.run("/usr/bin/python3", scripts.resolve("provision.py"), configuration(), address, password);
        // Provisioning writes it anew, without our settings.
        writeConfiguration(scripts.resolve("smb.conf"));
        Program.run("/usr/sbin/samba_spnupdate", "-s", configuration());
    }

    /** Straight into the database, with its own rights; the server may be running. */
    void modify(Ldif changes) {
        try {
            Path file =
                    Files.writeString(directory.resolve("changes.ldif"), changes.toString(), StandardCharsets.US_ASCII);
            Program.run(
                    "ldbmodify",
                    "-H",
                    database(),
                    "--configfile=" + configuration(),
                    // All in one go: thousands of changes one by one take a hundred times longer.
                    "-o",
                    "batch_mode:1",
                    file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One attribute as it is stored; empty where there is none. */
    String read(String base, String filter, String attribute) {
        String entries = Program.run(
                "ldbsearch", "-H", database(), "--configfile=" + configuration(), "-b", base, filter, attribute);
        // Long lines are folded (RFC 2849).
        return entries.replace("\n ", "")
                .lines()
                .filter(line -> line.startsWith(attribute + ": "))
                .map(line -> line.substring(attribute.length() + 2))
                .findFirst()
                .orElse("");
    }

    /** An administrator's tool on its database. */
    void tool(Object... command) {
        List<Object> all = new ArrayList<>(List.of("samba-tool"));
        all.addAll(List.of(command));
        all.addAll(List.of("-s", configuration(), "-H", database()));
        Program.run(all.toArray());
    }

    /** Starts it, and returns when it answers. Its end is tied to this process's: it reads a pipe to its end. */
    void start() {
        Path log = directory.resolve("start.log");
        try {
            process = Program.builder(Map.of(), "/usr/sbin/samba", "--foreground", "-s", configuration())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        for (int port : PORTS) {
            await(() -> listens(port), "listen on port " + port, log);
        }
        // It listens before it has opened its database.
        await(this::answers, "answer by LDAPS", log);
    }

    private void await(BooleanSupplier well, String what, Path log) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!well.getAsBoolean()) {
            try {
                if (process.waitFor(20, TimeUnit.MILLISECONDS) || System.nanoTime() > end) {
                    throw new IllegalStateException(name + " does not " + what + ": see " + log);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted", e);
            }
        }
    }

    private boolean listens(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(address, port), 1000);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private boolean answers() {
        List<Object> command = new ArrayList<>(List.of("timeout", 60, "ldbsearch", "-H", "ldaps://" + host()));
        command.addAll(List.of("--configfile=" + configuration(), "--option=tls verify peer=ca_and_name", "-U%"));
        command.addAll(List.of("-s", "base", "-b", "", "defaultNamingContext"));
        Program asked = Program.tried(Map.of(), "", command.toArray());
        return asked.status() == 0 && asked.output().contains("defaultNamingContext: ");
    }

    boolean isRunning() {
        return process != null && process.isAlive();
    }

    /** As a power cut does, but the machine stays: open connections break, new ones are refused. */
    void kill() {
        List<ProcessHandle> all = processes().toList();
        all.forEach(ProcessHandle::destroyForcibly);
        all.forEach(Program::awaitEnd);
    }

    /** The kernel still takes connections, and nothing ever answers. */
    void freeze() {
        signal("STOP");
    }

    void thaw() {
        signal("CONT");
    }

    /** Undoes what was done to it. */
    void revive() {
        if (isRunning()) {
            thaw();
        } else {
            start();
        }
    }

    /** A child that ended since it was listed is past all signals. */
    private void signal(String signal) {
        String each = "for pid; do kill -s \"$0\" \"$pid\" 2>&- || ! kill -s 0 \"$pid\" 2>&- || exit 1; done";
        List<Object> command = new ArrayList<>(List.of("/bin/sh", "-c", each, signal));
        processes().forEach(handle -> command.add(handle.pid()));
        Program.run(command.toArray());
    }

    private Stream<ProcessHandle> processes() {
        return Stream.concat(Stream.of(process.toHandle()), process.descendants());
    }

    /** Stops it in good order, so that its database is whole. */
    @Override
    public void close() {
        if (isRunning()) {
            List<ProcessHandle> all = processes().toList();
            signal("CONT");
            process.destroy();
            all.forEach(Program::awaitEnd);
        }
    }
}
