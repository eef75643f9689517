package org.latchkey.config;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads the attributes of one resource into types. Nothing here throws for a bad value: the problem is noted, a harmless
 * value is returned so that reading goes on, and the caller asks {@link #failed} before it builds anything.
 */
public final class SettingsReader {

    private final Settings settings;
    private final Problems problems;

    /** @param known every attribute that this resource may have; others are reported with the nearest known name */
    public SettingsReader(Settings settings, Problems problems, List<Attribute> known) {
        this.settings = settings;
        this.problems = problems;
        List<String> names = known.stream().map(Attribute::name).toList();
        settings.attributes().keySet().stream()
                .filter(name -> !names.contains(name))
                .sorted()
                .forEach(name -> problems.error(settings.resource(), name, "", unknown(name, names)));
    }

    private static String unknown(String name, List<String> names) {
        return NearestName.of(name, names)
                .map(near -> "unknown attribute; did you mean \"" + near + "\"?")
                .orElse("unknown attribute; known here: " + String.join(", ", names));
    }

    public String resource() {
        return settings.resource();
    }

    public boolean failed() {
        return problems.hasErrorsIn(resource());
    }

    public void error(Attribute attribute, String seen, String expected) {
        problems.error(resource(), attribute.name(), seen, expected);
    }

    public void warning(Attribute attribute, String seen, String expected) {
        problems.warning(resource(), attribute.name(), seen, expected);
    }

    /** The value without surrounding white space; an empty one counts as absent. */
    public Optional<String> text(Attribute attribute) {
        String value = settings.attributes().getOrDefault(attribute.name(), "").strip();
        return Optional.of(value.isEmpty() ? attribute.fallback() : value).filter(text -> !text.isEmpty());
    }

    public String required(Attribute attribute) {
        return text(attribute).orElseGet(() -> {
            error(attribute, "", "is required: " + attribute.form());
            return "";
        });
    }

    /** Values separated by white space: addresses, hosts, networks. */
    public List<String> words(Attribute attribute) {
        return text(attribute).map(text -> List.of(text.split("\\s+"))).orElse(List.of());
    }

    /** Values separated by commas: attribute names. */
    public List<String> names(Attribute attribute) {
        return text(attribute).stream()
                .flatMap(text -> Arrays.stream(text.split(",")))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .toList();
    }

    /** {@code name=value} pairs separated by commas, in their order. */
    public Map<String, String> map(Attribute attribute) {
        Map<String, String> map = new LinkedHashMap<>();
        for (String pair : names(attribute)) {
            int equals = pair.indexOf('=');
            String name = equals < 0 ? "" : pair.substring(0, equals).strip();
            String value = pair.substring(equals + 1).strip();
            if (name.isEmpty() || value.isEmpty()) {
                error(attribute, pair, "expected " + attribute.form());
            } else if (map.put(name, value) != null) {
                error(attribute, pair, "names \"" + name + "\" twice");
            }
        }
        return map;
    }

    /** One of several words, without regard to case. */
    public <T> T choice(Attribute attribute, Map<String, T> choices, T harmless) {
        String seen = required(attribute);
        for (Map.Entry<String, T> choice : choices.entrySet()) {
            if (choice.getKey().equalsIgnoreCase(seen)) {
                return choice.getValue();
            }
        }
        if (!seen.isEmpty()) {
            String hint = NearestName.of(seen, choices.keySet())
                    .map(near -> "; did you mean \"" + near + "\"?")
                    .orElse("");
            error(attribute, seen, "expected one of " + String.join(", ", choices.keySet()) + hint);
        }
        return harmless;
    }

    /** One of an enum's constants. */
    public <E extends Enum<E> & Word> E choice(Attribute attribute, E harmless) {
        Map<String, E> words = new LinkedHashMap<>();
        for (E each : harmless.getDeclaringClass().getEnumConstants()) {
            words.put(each.word(), each);
        }
        return choice(attribute, words, harmless);
    }

    /** {@code true} or {@code false}. */
    public boolean flag(Attribute attribute) {
        Map<String, Boolean> words = new LinkedHashMap<>();
        words.put("true", true);
        words.put("false", false);
        return choice(attribute, words, false);
    }

    /** A whole number with its unit: {@code 500ms}, {@code 5s}, {@code 5m}, {@code 8h}, {@code 2d}. */
    public Duration duration(Attribute attribute, Duration least, Duration most) {
        return parsed(attribute, least, text -> TimeSpan.parse(text, least, most));
    }

    /** An absolute {@code https} or {@code http} address, without a user's name and without a fragment. */
    public Optional<URI> address(Attribute attribute) {
        return text(attribute).flatMap(text -> address(attribute, text));
    }

    public List<URI> addresses(Attribute attribute) {
        return words(attribute).stream()
                .flatMap(text -> address(attribute, text).stream())
                .toList();
    }

    private Optional<URI> address(Attribute attribute, String text) {
        try {
            URI uri = new URI(text);
            boolean web = "https".equalsIgnoreCase(uri.getScheme()) || "http".equalsIgnoreCase(uri.getScheme());
            // The scheme written twice makes a host of the second one, with an empty port.
            boolean emptyPort = String.valueOf(uri.getRawAuthority()).endsWith(":");
            if (web && uri.getHost() != null && !emptyPort && uri.getUserInfo() == null && uri.getFragment() == null) {
                return Optional.of(uri);
            }
        } catch (URISyntaxException e) {
            // Told below in the administrator's words, with the value that he wrote.
        }
        error(attribute, text, "expected " + attribute.form());
        return Optional.empty();
    }

    /** Any value of the caller's own kind; {@code parser} throws IllegalArgumentException with what was expected. */
    public <T> T parsed(Attribute attribute, T harmless, Function<String, T> parser) {
        Optional<String> text = text(attribute);
        if (text.isEmpty()) {
            return harmless;
        }
        try {
            return parser.apply(text.get());
        } catch (IllegalArgumentException e) {
            error(attribute, text.get(), String.valueOf(e.getMessage()));
            return harmless;
        }
    }

    public Optional<Path> path(Attribute attribute) {
        return text(attribute).flatMap(text -> {
            try {
                return Optional.of(Path.of(text));
            } catch (InvalidPathException e) {
                error(attribute, text, "expected the path of a file");
                return Optional.empty();
            }
        });
    }

    /** A file that is read now and again whenever it changes. */
    public <T> @Nullable Supplier<T> file(Attribute attribute, WatchedFile.Parser<T> parser) {
        if (text(attribute).filter(text -> text.contains("-----BEGIN")).isPresent()) {
            // Somebody pasted the key where its path belongs; a problem that quotes it would publish it.
            error(attribute, "", "expected the path of a file, and this is the key itself");
            return null;
        }
        Optional<Path> path = path(attribute);
        if (path.isEmpty()) {
            return null;
        }
        try {
            return WatchedFile.open(path.get(), parser);
        } catch (IOException e) {
            String why = e.getClass().getSimpleName();
            error(attribute, quotable(path.get()), "cannot be read by the account that Tomcat runs as: " + why);
        } catch (IllegalArgumentException e) {
            error(attribute, path.get().toString(), String.valueOf(e.getMessage()));
        }
        return null;
    }

    /** Somebody may have written the password where its file's path belongs: only what leads to a folder is quoted. */
    private static String quotable(Path path) {
        Path folder = path.getParent();
        return folder != null && Files.isDirectory(folder) ? path.toString() : "";
    }

    /**
     * A value that stands either in the descriptor or in a file of its own, exactly one of both. The inline value is a
     * secret and is never quoted in a problem.
     */
    public <T> @Nullable Supplier<T> inlineOrFile(Attribute inline, Attribute file, WatchedFile.Parser<T> parser) {
        Optional<String> value = text(inline);
        if (value.isPresent() == text(file).isPresent()) {
            error(
                    inline,
                    "",
                    "expected either " + inline.name() + " or " + file.name()
                            + (value.isPresent() ? ", not both" : ""));
            return null;
        }
        if (value.isEmpty()) {
            return file(file, parser);
        }
        try {
            T parsed = parser.parse(value.get().getBytes(StandardCharsets.UTF_8));
            return () -> parsed;
        } catch (IllegalArgumentException e) {
            error(inline, "", String.valueOf(e.getMessage()));
            return null;
        }
    }

    /** A password: the file's first line, or the attribute's value as written. */
    public @Nullable Supplier<Secret> secret(Attribute inline, Attribute file) {
        return inlineOrFile(inline, file, Secret::parse);
    }
}
