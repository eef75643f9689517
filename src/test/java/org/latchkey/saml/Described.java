package org.latchkey.saml;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.latchkey.config.Attribute;
import org.latchkey.config.Problem;
import org.latchkey.config.Problems;
import org.latchkey.config.Settings;
import org.latchkey.config.SettingsReader;

/** A resource as a descriptor writes it, with the files that it names; a test changes an attribute or a file. */
final class Described {

    static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
    static final URI PUBLIC_URL = URI.create("https://sso.corp.example.com/latchkey");

    private final Path folder;
    private final String resource;
    private final Problems problems = new Problems();
    private final Map<String, String> attributes = new HashMap<>();

    Described(Path folder, String resource) {
        this.folder = folder;
        this.resource = resource;
    }

    Described with(String name, String value) {
        attributes.put(name, value);
        return this;
    }

    Described without(String... names) {
        attributes.keySet().removeAll(List.of(names));
        return this;
    }

    /** An attribute that names a file with this content. */
    Described withFile(String name, String content) {
        return withFile(name, content.getBytes(UTF_8));
    }

    Described withFile(String name, byte[] content) {
        return with(name, write(name, content, 1).toString());
    }

    /** Changes such a file. Its time tells it apart, as it would on a file system of coarse times. */
    void change(String name, String content, int version) {
        write(name, content.getBytes(UTF_8), version);
    }

    private Path write(String name, byte[] content, int version) {
        Path file = folder.resolve(name);
        try {
            Files.write(file, content);
            Files.setLastModifiedTime(file, FileTime.from(NOW.plusSeconds(version * 10L)));
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private SettingsReader reader(List<Attribute> known) {
        return new SettingsReader(new Settings(resource, attributes), problems, known);
    }

    Optional<IdentityProvider> identityProvider(Clock clock) {
        return SamlSettings.read(reader(SamlSettings.ATTRIBUTES), Optional.of(PUBLIC_URL), clock);
    }

    Optional<IdentityProvider> identityProviderWithoutPublicUrl() {
        return SamlSettings.read(reader(SamlSettings.ATTRIBUTES), Optional.empty(), CLOCK);
    }

    Optional<SamlApplication> application(Clock clock) {
        return SamlApplication.read(reader(SamlApplication.ATTRIBUTES), "desk", clock);
    }

    /** The identity provider, which must have no error. */
    IdentityProvider provider() {
        Optional<IdentityProvider> provider = identityProvider(CLOCK);
        assertThat(problems.list()).noneMatch(Problem::isError);
        return provider.orElseThrow();
    }

    /** The application, which must have no error. */
    SamlApplication working() {
        Optional<SamlApplication> application = application(CLOCK);
        assertThat(problems.list()).noneMatch(Problem::isError);
        return application.orElseThrow();
    }

    List<Problem> problems() {
        return problems.list();
    }

    /** The only problem. */
    Problem problem() {
        assertThat(problems.list()).hasSize(1);
        return problems.list().get(0);
    }
}
