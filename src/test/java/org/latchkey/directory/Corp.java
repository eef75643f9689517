package org.latchkey.directory;

import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.latchkey.config.Problem;
import org.latchkey.config.Problems;
import org.latchkey.config.Settings;
import org.latchkey.config.SettingsReader;
import org.latchkey.demo.DemoDirectory;

/** Builds directories as a descriptor's attributes describe them, for tests against the demo's domain CORP. */
final class Corp {

    static final Set<String> ATTRIBUTES = Set.of("mail", "telephoneNumber", "title");

    private final Map<String, String> attributes = new HashMap<>();
    private Clock clock = Clock.systemUTC();
    private int connections = 4;
    private String name = "corp";

    private Corp(Map<String, String> attributes) {
        this.attributes.putAll(attributes);
    }

    /** By LDAPS, as recommended. */
    static Corp ldaps(DemoDirectory demo) {
        return of(demo, "localhost:" + demo.ldapsPort())
                .with("trustFile", demo.trustFile().toString());
    }

    static Corp startTls(DemoDirectory demo) {
        return of(demo, "localhost:" + demo.ldapPort())
                .with("trustFile", demo.trustFile().toString())
                .with("tls", "starttls");
    }

    static Corp plain(DemoDirectory demo) {
        return of(demo, "localhost:" + demo.ldapPort()).with("tls", "none");
    }

    private static Corp of(DemoDirectory demo, String servers) {
        return new Corp(Map.of(
                        "servers", servers, "account", demo.serviceAccount(), "password", demo.servicePassword()))
                // Nothing hangs unless a test wants it to, but a machine may be slow.
                .with("connectTimeout", "30s")
                .with("readTimeout", "60s");
    }

    Corp with(String attribute, String value) {
        attributes.put(attribute, value);
        return this;
    }

    Corp without(String attribute) {
        attributes.remove(attribute);
        return this;
    }

    /** Another name of the resource. */
    Corp named(String newName) {
        name = newName;
        return this;
    }

    Corp at(Clock newClock) {
        clock = newClock;
        return this;
    }

    Corp connections(int newConnections) {
        connections = newConnections;
        return this;
    }

    DirectorySettings settings() {
        List<Problem> problems = new ArrayList<>();
        return read(name, attributes, problems, Optional.empty())
                .orElseThrow(() -> new AssertionError("the test's own settings have problems: " + problems));
    }

    static Optional<DirectorySettings> read(Map<String, String> attributes, List<Problem> found) {
        return read("corp", attributes, found, Optional.empty());
    }

    static Optional<DirectorySettings> read(
            String name, Map<String, String> attributes, List<Problem> found, Optional<Path> keytab) {
        Problems problems = new Problems();
        Settings settings = new Settings("latchkey/directory/" + name, attributes);
        Optional<DirectorySettings> read =
                DirectorySettings.read(new SettingsReader(settings, problems, DirectorySettings.ATTRIBUTES), keytab);
        found.addAll(problems.list());
        return read;
    }

    ActiveDirectory open() {
        DirectorySettings settings = settings();
        return settings.servers().isEmpty()
                ? new ActiveDirectory(settings, ATTRIBUTES, clock, new Random(1))
                : new ActiveDirectory(settings, ATTRIBUTES, clock, attempts -> settings::servers, connections);
    }
}
