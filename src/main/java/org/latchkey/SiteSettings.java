package org.latchkey;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import javax.crypto.SecretKey;
import org.jspecify.annotations.Nullable;
import org.latchkey.config.Attribute;
import org.latchkey.config.Problems;
import org.latchkey.config.SettingsReader;
import org.latchkey.directory.GroupName;
import org.latchkey.http.Networks;
import org.latchkey.page.Languages;
import org.latchkey.signin.SealedState;

/**
 * What holds for the whole installation: resource {@code latchkey/site}.
 *
 * @param publicUrl what browsers see
 * @param adminGroup whose members may open the setup pages from elsewhere
 * @param metricsFrom who may read the metrics
 * @param stateKey the key that several nodes share, where one is configured
 * @param language of the pages, for browsers that ask for none of ours
 * @param portalClocks whether the checks may ask the sites of the applications for their time
 * @param auditFile where decisions are written; Tomcat's log where it is absent
 */
record SiteSettings(
        Optional<URI> publicUrl,
        Optional<GroupName> adminGroup,
        Networks trustedProxies,
        Networks metricsFrom,
        Optional<SecretKey> stateKey,
        String helpText,
        Locale language,
        Optional<Path> auditFile,
        boolean portalClocks,
        Duration sessionLength) {

    static final Attribute PUBLIC_URL = Attribute.of(
                    "publicUrl",
                    "the https:// address that browsers use, with the context path",
                    "what browsers see; makes cookies `Secure`")
            .needed("behind a proxy, with SAML");
    static final Attribute ADMIN_GROUP = Attribute.of(
            "adminGroup",
            GroupName.EXPECTED,
            "whose members may open `/setup` from anywhere, signed in by Windows or the form; "
                    + "without it only the setup code opens it");
    static final Attribute TRUSTED_PROXIES = Attribute.of(
            "trustedProxies",
            "addresses or networks (CIDR), separated by white space",
            "the proxies whose `X-Forwarded-For` counts; default: none");
    static final Attribute METRICS_FROM = Attribute.of(
            "metricsFrom",
            "addresses or networks (CIDR), separated by white space",
            "who may read `/metrics`; default: nobody");
    static final Attribute STATE_KEY_FILE = Attribute.of(
                    "stateKeyFile",
                    "the path of a file as openssl rand -base64 32 writes it",
                    "the key of what survives a sign-in; default: a new one at each start")
            .needed("where two nodes serve one address");
    static final Attribute HELP_TEXT = Attribute.of(
            "helpText",
            "a sentence",
            "how to reach the help desk; stands on each page that refuses, and on the page of all applications");
    static final Attribute LANGUAGE = Attribute.of(
                    "language",
                    String.join(", ", Languages.codes().keySet()),
                    "the pages' language where a browser asks for none of these")
            .orElse("en");
    static final Attribute AUDIT_FILE = Attribute.of(
            "auditFile",
            "the path of a file that may be written",
            "one JSON line for each decision; default: Tomcat's log");
    static final Attribute PORTAL_CLOCKS = Attribute.of(
                    "portalClocks",
                    "true or false",
                    "whether `/setup/checks` compares this server's clock with that of the sites to which answers go "
                            + "(one `HEAD /` by https each, through the JVM's `https.proxyHost` where that is set); "
                            + "sign-ins need no such connection")
            .orElse("true");
    static final Attribute SESSION_HOURS = Attribute.of(
                    "sessionHours", "1 to 168", "how long a sign-in holds, in hours; 60 idle minutes end it sooner")
            .orElse("8");

    static final List<Attribute> ATTRIBUTES = List.of(
            PUBLIC_URL,
            ADMIN_GROUP,
            TRUSTED_PROXIES,
            METRICS_FROM,
            STATE_KEY_FILE,
            HELP_TEXT,
            LANGUAGE,
            AUDIT_FILE,
            PORTAL_CLOCKS,
            SESSION_HOURS);

    /** What holds where there is no such resource, and while it has errors. */
    static final SiteSettings DEFAULT = new SiteSettings(
            Optional.empty(),
            Optional.empty(),
            Networks.of(List.of()),
            Networks.of(List.of()),
            Optional.empty(),
            "",
            Locale.ENGLISH,
            Optional.empty(),
            true,
            Duration.ofHours(8));

    static SiteSettings read(SettingsReader reader) {
        @Nullable Supplier<SecretKey> stateKey = reader.file(STATE_KEY_FILE, SealedState::parseKey);
        return new SiteSettings(
                reader.address(PUBLIC_URL),
                reader.parsed(ADMIN_GROUP, Optional.empty(), text -> Optional.of(GroupName.parse(text))),
                reader.parsed(TRUSTED_PROXIES, DEFAULT.trustedProxies(), SiteSettings::networks),
                reader.parsed(METRICS_FROM, DEFAULT.metricsFrom(), SiteSettings::networks),
                Optional.ofNullable(stateKey).map(Supplier::get),
                reader.text(HELP_TEXT).orElse(""),
                reader.choice(LANGUAGE, Languages.codes(), DEFAULT.language()),
                auditFile(reader),
                reader.flag(PORTAL_CLOCKS),
                reader.parsed(SESSION_HOURS, DEFAULT.sessionLength(), SiteSettings::hours));
    }

    private static Optional<Path> auditFile(SettingsReader reader) {
        Optional<Path> file = reader.path(AUDIT_FILE);
        file.filter(path -> !hasFolder(path))
                .ifPresent(path -> reader.error(AUDIT_FILE, path.toString(), "is in a folder that does not exist"));
        return file;
    }

    private static boolean hasFolder(Path file) {
        Path folder = file.toAbsolutePath().getParent();
        return folder != null && Files.isDirectory(folder);
    }

    private static Networks networks(String text) {
        try {
            return Networks.of(List.of(text.split("\\s+")));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("expected " + TRUSTED_PROXIES.form(), e);
        }
    }

    private static Duration hours(String text) {
        if (!text.matches("\\d{1,3}") || Integer.parseInt(text) < 1 || Integer.parseInt(text) > 168) {
            throw new IllegalArgumentException("expected a whole number of hours, " + SESSION_HOURS.form());
        }
        return Duration.ofHours(Integer.parseInt(text));
    }

    /** A proxy may well map one path to another, but a forgotten or misspelt one is more likely. */
    void warnOfContextPath(String contextPath, Problems problems) {
        publicUrl
                .filter(url ->
                        !url.getRawPath().replaceFirst("/$", "").equals(contextPath) || url.getRawQuery() != null)
                .ifPresent(url -> problems.warning(
                        "latchkey/site",
                        PUBLIC_URL.name(),
                        url.toString(),
                        "does not end in the context path, which is \"" + contextPath + "\""));
    }

    /** Whether browsers come by https, as far as the configuration tells. */
    boolean isHttps() {
        return publicUrl.map(url -> "https".equalsIgnoreCase(url.getScheme())).orElse(false);
    }
}
