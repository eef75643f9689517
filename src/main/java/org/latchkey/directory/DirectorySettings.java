package org.latchkey.directory;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;
import org.latchkey.config.Attribute;
import org.latchkey.config.SettingsReader;

/**
 * One {@code latchkey/directory/{name}}: a domain, its controllers and the account that may read it.
 *
 * @param name the last part of the resource's name
 * @param domain the DNS name; empty where the controllers are listed and it follows from {@code base}
 * @param servers empty where DNS tells the controllers
 * @param netbiosName empty where the directory tells it
 * @param base where searches start; empty for the controller's defaultNamingContext
 * @param credentials of the account that reads the directory
 * @param trust makes the TLS connections; asked for at each connection
 * @param globalCatalog empty where no names are looked up in one
 */
public record DirectorySettings(
        String name,
        String domain,
        List<Controller> servers,
        String netbiosName,
        String base,
        Credentials credentials,
        Tls tls,
        Supplier<SSLSocketFactory> trust,
        Duration connectTimeout,
        Duration readTimeout,
        List<Controller> globalCatalog) {

    static final Attribute DOMAIN = Attribute.of(
                    "domain",
                    "the domain's DNS name, for instance corp.example.com",
                    "finds the controllers by DNS (SRV)")
            .needed("or `servers`");
    static final Attribute SERVERS = Attribute.of(
                    "servers", Controller.FORM, "the controllers, in the order to ask them")
            .needed("or `domain`");
    static final Attribute NETBIOS_NAME = Attribute.of(
            "netbiosName",
            "the domain's short name, as in CORP\\ada",
            "needed only where the directory does not tell it");
    static final Attribute BASE = Attribute.of(
            "base",
            "a distinguished name",
            "where searches for people start; default: the controller's `defaultNamingContext`");
    static final Attribute TLS = Attribute.of(
                    "tls", "ldaps, starttls or none", "how connections are protected; ports 636, 389 and 389")
            .orElse("ldaps");
    static final Attribute TRUST_FILE = Attribute.of(
            "trustFile",
            "the path of a PEM file",
            "the authorities of the controllers' certificates; then no others count. Default: "
                    + "those that Java trusts");
    static final Attribute CONNECT_TIMEOUT = Attribute.of(
                    "connectTimeout",
                    "100ms to 30s",
                    "how long connecting may take, and how long the TLS handshake; with the bind no longer than "
                            + "`connectTimeout` and `readTimeout` together")
            .orElse("2s");
    static final Attribute READ_TIMEOUT = Attribute.of("readTimeout", "100ms to 60s", "how long an answer may take")
            .orElse("5s");

    static final Attribute GLOBAL_CATALOG = Attribute.of(
            "globalCatalog",
            Controller.FORM,
            "with several domains the global catalogs, ports 3269 or 3268: in which domain is "
                    + "a user principal name whose suffix is none?");

    public static final List<Attribute> ATTRIBUTES = Stream.concat(
                    Stream.of(
                            DOMAIN,
                            SERVERS,
                            NETBIOS_NAME,
                            BASE,
                            TLS,
                            TRUST_FILE,
                            CONNECT_TIMEOUT,
                            READ_TIMEOUT,
                            GLOBAL_CATALOG),
                    CredentialsReader.ATTRIBUTES.stream())
            .toList();

    private static final Pattern DNS_NAME = Pattern.compile("[A-Za-z0-9_-]{1,63}(\\.[A-Za-z0-9_-]{1,63})*\\.?");

    /** Microsoft's naming conventions (KB 909264) forbid these in a NetBIOS domain name. */
    private static final Pattern NETBIOS = Pattern.compile("[^\\\\/:*?\"<>|.]{1,15}");

    public DirectorySettings {
        servers = List.copyOf(servers);
        globalCatalog = List.copyOf(globalCatalog);
    }

    /**
     * @param keytab that of {@code latchkey/windows}, for a bind without a password
     * @return empty when the configuration has errors, which the reader has noted then
     */
    public static Optional<DirectorySettings> read(SettingsReader reader, Optional<Path> keytab) {
        Tls tls = reader.choice(TLS, Tls.LDAPS);
        List<Controller> servers = controllers(reader, SERVERS, tls, tls.port());
        List<Controller> globalCatalog = controllers(reader, GLOBAL_CATALOG, tls, tls.catalogPort());
        String domain = reader.parsed(DOMAIN, "", DirectorySettings::dnsName);
        if (domain.isEmpty() && reader.text(SERVERS).isEmpty()) {
            reader.error(DOMAIN, "", "expected domain, or servers, or both");
        }
        String netbiosName = reader.parsed(NETBIOS_NAME, "", DirectorySettings::netbiosName);
        String base = reader.parsed(BASE, "", DirectorySettings::distinguishedName);
        Credentials credentials = new CredentialsReader(reader, keytab, OwnCredentials.ofJvm()).read();
        if (credentials instanceof Credentials.Ticket) {
            requireNames(reader, SERVERS, servers);
            requireNames(reader, GLOBAL_CATALOG, globalCatalog);
        }
        Supplier<SSLSocketFactory> trust = trust(reader, tls);
        Duration connect = reader.duration(CONNECT_TIMEOUT, Duration.ofMillis(100), Duration.ofSeconds(30));
        Duration read = reader.duration(READ_TIMEOUT, Duration.ofMillis(100), Duration.ofSeconds(60));
        if (credentials == null || trust == null || reader.failed()) {
            return Optional.empty();
        }
        return Optional.of(new DirectorySettings(
                name(reader),
                domain,
                servers,
                netbiosName,
                base,
                credentials,
                tls,
                trust,
                connect,
                read,
                globalCatalog));
    }

    private static String name(SettingsReader reader) {
        return reader.resource().substring(reader.resource().lastIndexOf('/') + 1);
    }

    private static List<Controller> controllers(SettingsReader reader, Attribute attribute, Tls tls, int port) {
        return reader.words(attribute).stream()
                .flatMap(text -> controller(reader, attribute, text, tls, port))
                .distinct()
                .toList();
    }

    private static Stream<Controller> controller(
            SettingsReader reader, Attribute attribute, String text, Tls tls, int port) {
        try {
            return Stream.of(Controller.parse(text, tls, port));
        } catch (IllegalArgumentException e) {
            reader.error(attribute, text, String.valueOf(e.getMessage()));
            return Stream.empty();
        }
    }

    /** A ticket is for a name: {@code ldap/dc1.corp.example.com}. */
    private static void requireNames(SettingsReader reader, Attribute attribute, List<Controller> controllers) {
        controllers.stream()
                .filter(Controller::isNumeric)
                .forEach(controller -> reader.error(
                        attribute,
                        controller.host(),
                        "contradicts bind=\"gssapi\": tickets are for names, so expected the controller's name"));
    }

    private static @Nullable Supplier<SSLSocketFactory> trust(SettingsReader reader, Tls tls) {
        if (tls == Tls.NONE) {
            reader.warning(TLS, "none", "passwords cross the network unprotected; use ldaps or starttls");
        }
        if (reader.text(TRUST_FILE).isEmpty()) {
            return () -> (SSLSocketFactory) SSLSocketFactory.getDefault();
        }
        if (tls == Tls.NONE) {
            reader.error(TRUST_FILE, reader.required(TRUST_FILE), "contradicts tls=\"none\"");
        }
        return reader.file(TRUST_FILE, TrustedCertificates::parse);
    }

    private static String dnsName(String text) {
        if (!DNS_NAME.matcher(text).matches()) {
            throw new IllegalArgumentException("expected " + DOMAIN.form());
        }
        return text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
    }

    private static String netbiosName(String text) {
        if (!NETBIOS.matcher(text).matches()) {
            throw new IllegalArgumentException("expected at most 15 characters, without a dot: " + NETBIOS_NAME.form());
        }
        return text;
    }

    private static String distinguishedName(String text) {
        try {
            return new LdapName(text).toString();
        } catch (InvalidNameException e) {
            throw new IllegalArgumentException(
                    "expected " + BASE.form() + ", for instance DC=corp,DC=example,DC=com", e);
        }
    }
}
