package org.latchkey;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.latchkey.application.Application;
import org.latchkey.application.Applications;
import org.latchkey.asp.Replacement;
import org.latchkey.config.Attribute;
import org.latchkey.config.Configuration;
import org.latchkey.config.Problem;
import org.latchkey.config.Problems;
import org.latchkey.config.Settings;
import org.latchkey.config.SettingsReader;
import org.latchkey.directory.DirectorySettings;
import org.latchkey.hmac.HmacApplication;
import org.latchkey.jwt.JwtApplication;
import org.latchkey.saml.SamlApplication;
import org.latchkey.saml.SamlSettings;
import org.latchkey.windows.WindowsSettings;

/**
 * The configuration read into types, with every problem in it. An application with errors is closed, and the others work;
 * errors in the site, the Windows sign-in or the directory keep everything closed.
 */
final class Blueprint {

    private static final String SITE = "latchkey/site";
    private static final String WINDOWS = "latchkey/windows";
    private static final String DIRECTORY = "latchkey/directory";
    private static final String APP = "latchkey/app";

    private final List<Settings> settings;
    private final Problems problems;
    private final Clock clock;

    private SiteSettings site = SiteSettings.DEFAULT;
    private Optional<WindowsSettings> windows = Optional.empty();
    private final List<DirectorySettings> directories = new ArrayList<>();
    private final Map<String, Optional<JwtApplication>> jwt = new TreeMap<>();
    private final Map<String, Optional<HmacApplication>> hmac = new TreeMap<>();
    private final Map<String, Set<String>> replaced = new TreeMap<>();
    private final SamlBlueprint saml = new SamlBlueprint();

    private Blueprint(List<Settings> settings, Problems problems, Clock clock) {
        this.settings = settings;
        this.problems = problems;
        this.clock = clock;
    }

    /** @param clock tells which certificates and metadata have expired */
    static Blueprint read(List<Settings> settings, Problems problems, Clock clock) {
        Blueprint blueprint = new Blueprint(settings, problems, clock);
        if (!settings.isEmpty()) {
            blueprint.readVital();
            settings.forEach(blueprint::readApplication);
            blueprint.readIdentityProvider();
            blueprint.reportUnknownNames();
        }
        return blueprint;
    }

    private void readVital() {
        site = SiteSettings.read(reader(only(SITE), SiteSettings.ATTRIBUTES));
        windows = WindowsSettings.read(reader(only(WINDOWS), WindowsSettings.ATTRIBUTES));
        readDirectories(windows.flatMap(WindowsSettings::keytab));
    }

    private void readDirectories(Optional<Path> keytab) {
        List<Settings> found = ofKind("directory");
        if (found.isEmpty()) {
            problems.error(
                    DIRECTORY,
                    "",
                    "",
                    "is missing: one <Resource name=\"" + DIRECTORY + "/corp\" …> tells where the people are");
        }
        for (Settings one : found) {
            DirectorySettings.read(reader(one, DirectorySettings.ATTRIBUTES), keytab)
                    .ifPresent(settings -> {
                        new DistinctDomains(directories, problems).require(one.resource(), settings);
                        directories.add(settings);
                    });
        }
    }

    private void readApplication(Settings found) {
        if (!found.kind().equals("app")) {
            return;
        }
        if (!found.id().matches("[A-Za-z0-9_-][A-Za-z0-9._-]{0,63}")) {
            problems.error(
                    found.resource(),
                    "name",
                    found.resource(),
                    "expected " + APP
                            + "/ and an id of letters, digits, dot, hyphen and underscore: it becomes part of the URL");
            close(found);
            return;
        }
        switch (protocol(found)) {
            case "jwt" ->
                jwt.put(found.id(), JwtApplication.read(replacing(found, JwtApplication.ATTRIBUTES), found.id()));
            case "hmac" ->
                hmac.put(found.id(), HmacApplication.read(replacing(found, HmacApplication.ATTRIBUTES), found.id()));
            case "saml" -> saml.readApplication(reader(found, SamlApplication.ATTRIBUTES), found.id(), clock);
            default -> {
                problems.error(
                        found.resource(),
                        Application.PROTOCOL.name(),
                        found.attributes().getOrDefault(Application.PROTOCOL.name(), ""),
                        "expected " + Application.PROTOCOL.form());
                close(found);
            }
        }
    }

    /**
     * Known but closed, under whichever address people come. A script that it replaces does not become free, or another
     * application that shares it would be taken for the only one.
     */
    private void close(Settings found) {
        jwt.put(found.id(), Optional.empty());
        hmac.put(found.id(), Optional.empty());
        saml.close(found.id());
        replacing(
                found,
                Stream.of(JwtApplication.ATTRIBUTES, HmacApplication.ATTRIBUTES, SamlApplication.ATTRIBUTES)
                        .flatMap(List::stream)
                        .distinct()
                        .toList());
    }

    /** For a mechanism that the ASP scripts spoke; what an application replaces is known even where the rest has errors. */
    private SettingsReader replacing(Settings found, List<Attribute> known) {
        SettingsReader reader = reader(found, known);
        replaced.put(found.id(), Replacement.scripts(reader));
        return reader;
    }

    private static String protocol(Settings application) {
        return application
                .attributes()
                .getOrDefault(Application.PROTOCOL.name(), "")
                .strip()
                .toLowerCase(Locale.ROOT);
    }

    private void readIdentityProvider() {
        SettingsReader reader = reader(only(SamlBlueprint.RESOURCE), SamlSettings.ATTRIBUTES);
        saml.readIdentityProvider(reader, !ofKind("saml").isEmpty(), site.publicUrl(), clock);
        saml.closeDoubles(problems);
    }

    /**
     * Whatever has no place: nobody reads it, so it might be the very resource that closes something, under a misspelt name.
     */
    private void reportUnknownNames() {
        settings.stream()
                .filter(found -> !isKnown(found))
                .forEach(found -> problems.error(
                        found.resource(),
                        "name",
                        found.resource(),
                        "expected " + SITE + ", " + WINDOWS + ", " + SamlBlueprint.RESOURCE + ", " + DIRECTORY
                                + "/… or " + APP + "/…"));
    }

    private static boolean isKnown(Settings found) {
        return switch (found.kind()) {
            case "site", "windows", "saml" -> found.id().isEmpty();
            case "directory", "app" -> !found.id().isEmpty();
            default -> false;
        };
    }

    private List<Settings> ofKind(String kind) {
        return settings.stream().filter(found -> found.kind().equals(kind)).toList();
    }

    /** The one resource of this name; one without attributes where it is absent, since all of its attributes have defaults. */
    private Settings only(String name) {
        return settings.stream()
                .filter(found -> found.resource().equals(name))
                .findFirst()
                .orElse(new Settings(name, Map.of()));
    }

    private SettingsReader reader(Settings found, List<Attribute> known) {
        return new SettingsReader(found, problems, known);
    }

    SiteSettings site() {
        return site;
    }

    /** Of all that are configured, with errors or without. */
    Set<String> applicationIds() {
        return ofKind("app").stream().map(Settings::id).collect(Collectors.toUnmodifiableSet());
    }

    Optional<WindowsSettings> windows() {
        return windows;
    }

    boolean findsControllersByDns() {
        return directories.stream().anyMatch(one -> one.servers().isEmpty());
    }

    Map<String, Optional<HmacApplication>> hmac() {
        return hmac;
    }

    Map<String, Optional<JwtApplication>> jwt() {
        return jwt;
    }

    SamlBlueprint saml() {
        return saml;
    }

    /** What was found, for the gate and the setup page. */
    Configuration configuration() {
        boolean closed = problems.list().stream()
                .filter(Problem::isError)
                .map(problem -> new Settings(problem.resource(), Map.of()).kind())
                // An identity provider with errors closes the applications that need it, and no others.
                .anyMatch(kind -> !kind.equals("app") && !kind.equals("saml"));
        return new Configuration(settings, problems.list(), closed);
    }

    /** The object graph, unless the configuration is empty or keeps everything closed. */
    Optional<Bridge> build(SecureRandom random) {
        if (configuration().closed() || windows.isEmpty() || directories.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(Bridge.build(
                site,
                windows.get(),
                directories,
                new Applications<>(jwt),
                new Applications<>(hmac),
                replaced,
                new Applications<>(saml.applications()),
                saml.identityProvider(),
                clock,
                random));
    }
}
