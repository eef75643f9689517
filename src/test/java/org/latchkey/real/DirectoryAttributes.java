package org.latchkey.real;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.latchkey.config.Problems;
import org.latchkey.config.Settings;
import org.latchkey.config.SettingsReader;
import org.latchkey.directory.Directories;
import org.latchkey.directory.Directory;
import org.latchkey.directory.DirectorySettings;

/** A {@code latchkey/directory/{name}} that is opened in the test's own process. */
record DirectoryAttributes(String name, Map<String, String> attributes) {

    /** Read by the service account with its password, by LDAPS. */
    static DirectoryAttributes of(SambaDomain domain, String name, String dnsName) {
        return new DirectoryAttributes(name, Map.of())
                .with("account", SambaPeople.SERVICE_ACCOUNT + "@" + dnsName)
                .with("password", SambaPeople.SERVICE_PASSWORD)
                .with("trustFile", domain.authority().toString())
                .with("connectTimeout", "30s")
                .with("readTimeout", "60s");
    }

    static DirectoryAttributes ofCorp(SambaDomain domain) {
        return of(domain, "corp", "corp.example.com");
    }

    DirectoryAttributes with(String attribute, String value) {
        Map<String, String> all = new HashMap<>(attributes);
        all.put(attribute, value);
        return new DirectoryAttributes(name, Map.copyOf(all));
    }

    Directory open(DirectoryAttributes... others) {
        List<DirectorySettings> settings = Stream.concat(Stream.of(this), Stream.of(others))
                .map(DirectoryAttributes::settings)
                .toList();
        return Directories.open(settings, Set.of("mail"), Clock.systemUTC(), new SecureRandom());
    }

    private DirectorySettings settings() {
        Problems problems = new Problems();
        SettingsReader reader = new SettingsReader(
                new Settings("latchkey/directory/" + name, attributes), problems, DirectorySettings.ATTRIBUTES);
        return DirectorySettings.read(reader, Optional.empty()).orElseThrow(() -> new AssertionError(problems.list()));
    }
}
