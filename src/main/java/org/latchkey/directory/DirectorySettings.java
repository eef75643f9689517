package org.latchkey.directory;

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
import org.latchkey.config.Secret;
import org.latchkey.config.SettingsReader;

/**
 * One {@code latchkey/directory/{name}}: a domain, its controllers and the account that may read it.
 *
 * @param name the last part of the resource's name
 * @param domain the DNS name; empty where the controllers are listed and it follows from {@code base}
 * @param servers empty where DNS tells the controllers
 * @param netbiosName empty where the directory tells it
 * @param base where searches start; empty for the controller's defaultNamingContext
 * @param password asked for at each bind, so that a changed file counts from then on
 * @param trust makes the TLS connections; asked for at each connection
 */
public record DirectorySettings(
        String name,
        String domain,
        List<Controller> servers,
        String netbiosName,
        String base,
        String account,
        Supplier<Secret> password,
        Tls tls,
        Supplier<SSLSocketFactory> trust,
        Duration connectTimeout,
        Duration readTimeout) {

    static final Attribute DOMAIN = Attribute.of(
            "domain", "the domain's DNS name, for instance corp.example.com", "finds the controllers by DNS (SRV)");
    static final Attribute SERVERS =
            Attribute.of("servers", Controller.FORM, "the controllers, in the order to ask them");
    static final Attribute NETBIOS_NAME = Attribute.of(
            "netbiosName",
            "the domain's short name, as in CORP\\ada",
            "needed only where the directory does not tell it");
    static final Attribute BASE = Attribute.of(
            "base",
            "a distinguished name",
            "searches for people start here; default: the controller's defaultNamingContext");
    static final Attribute ACCOUNT = Attribute.of(
            "account", "DOMAIN\\name, name@domain or a distinguished name", "the account that reads the directory");
    static final Attribute PASSWORD = Attribute.of("password", "that account's password", "better kept in a file");
    static final Attribute PASSWORD_FILE =
            Attribute.of("passwordFile", "the path of a text file", "the file whose first line is the password");
    static final Attribute TLS = Attribute.of("tls", "ldaps, starttls or none", "how connections are protected")
            .orElse("ldaps");
    static final Attribute TRUST_FILE = Attribute.of(
            "trustFile",
            "the path of a PEM file",
            "the authorities of the controllers' certificates; default: those that Java trusts");
    static final Attribute CONNECT_TIMEOUT = Attribute.of(
                    "connectTimeout", "100ms to 30s", "how long connecting and the TLS handshake may each take")
            .orElse("2s");
    static final Attribute READ_TIMEOUT = Attribute.of("readTimeout", "100ms to 60s", "how long an answer may take")
            .orElse("5s");

    public static final List<Attribute> ATTRIBUTES = List.of(
            DOMAIN,
            SERVERS,
            NETBIOS_NAME,
            BASE,
            ACCOUNT,
            PASSWORD,
            PASSWORD_FILE,
            TLS,
            TRUST_FILE,
            CONNECT_TIMEOUT,
            READ_TIMEOUT);

    private static final Pattern DNS_NAME = Pattern.compile("[A-Za-z0-9_-]{1,63}(\\.[A-Za-z0-9_-]{1,63})*\\.?");

    /** Microsoft's naming conventions (KB 909264) forbid these in a NetBIOS domain name. */
    private static final Pattern NETBIOS = Pattern.compile("[^\\\\/:*?\"<>|.]{1,15}");

    public DirectorySettings {
        servers = List.copyOf(servers);
    }

    /** @return empty when the configuration has errors, which the reader has noted then */
    public static Optional<DirectorySettings> read(SettingsReader reader) {
        Tls tls = reader.choice(TLS, Tls.byWord(), Tls.LDAPS);
        List<Controller> servers = servers(reader, tls);
        String domain = reader.parsed(DOMAIN, "", DirectorySettings::dnsName);
        if (domain.isEmpty() && reader.text(SERVERS).isEmpty()) {
            reader.error(DOMAIN, "", "expected domain, or servers, or both");
        }
        String netbiosName = reader.parsed(NETBIOS_NAME, "", DirectorySettings::netbiosName);
        String base = reader.parsed(BASE, "", DirectorySettings::distinguishedName);
        String account = account(reader);
        Supplier<Secret> password = reader.secret(PASSWORD, PASSWORD_FILE);
        Supplier<SSLSocketFactory> trust = trust(reader, tls);
        Duration connect = reader.duration(CONNECT_TIMEOUT, Duration.ofMillis(100), Duration.ofSeconds(30));
        Duration read = reader.duration(READ_TIMEOUT, Duration.ofMillis(100), Duration.ofSeconds(60));
        if (password == null || trust == null || reader.failed()) {
            return Optional.empty();
        }
        return Optional.of(new DirectorySettings(
                reader.resource().substring(reader.resource().lastIndexOf('/') + 1),
                domain,
                servers,
                netbiosName,
                base,
                account,
                password,
                tls,
                trust,
                connect,
                read));
    }

    private static List<Controller> servers(SettingsReader reader, Tls tls) {
        return reader.words(SERVERS).stream()
                .flatMap(text -> server(reader, text, tls))
                .distinct()
                .toList();
    }

    private static Stream<Controller> server(SettingsReader reader, String text, Tls tls) {
        try {
            return Stream.of(Controller.parse(text, tls));
        } catch (IllegalArgumentException e) {
            reader.error(SERVERS, text, String.valueOf(e.getMessage()));
            return Stream.empty();
        }
    }

    private static String account(SettingsReader reader) {
        String account = reader.required(ACCOUNT);
        // A controller refuses a bare account name in a simple bind.
        if (!account.isEmpty() && account.indexOf('\\') < 1 && account.indexOf('@') < 1 && account.indexOf('=') < 1) {
            reader.error(ACCOUNT, account, "expected " + ACCOUNT.form());
        }
        return account;
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
