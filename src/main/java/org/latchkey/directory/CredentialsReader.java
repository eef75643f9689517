package org.latchkey.directory;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import javax.security.auth.kerberos.KerberosPrincipal;
import javax.security.auth.kerberos.KeyTab;
import org.jspecify.annotations.Nullable;
import org.latchkey.config.Attribute;
import org.latchkey.config.Secret;
import org.latchkey.config.SettingsReader;
import org.latchkey.config.Word;

/**
 * Reads how to bind out of a {@code latchkey/directory/{name}}.
 *
 * @param keytab that of {@code latchkey/windows}
 */
record CredentialsReader(SettingsReader reader, Optional<Path> keytab, OwnCredentials own) {

    static final Attribute BIND = Attribute.of(
                    "bind",
                    "simple or gssapi",
                    "by a password, or by a Kerberos ticket: with the keytab of `latchkey/windows`, "
                            + "or the process's own")
            .orElse("simple");
    static final Attribute ACCOUNT = Attribute.of(
                    "account",
                    "DOMAIN\\name, name@domain or a distinguished name; with bind=\"gssapi\" name@REALM",
                    "the account that reads the directory")
            .needed("with `simple`");
    static final Attribute PASSWORD = Attribute.of("password", "that account's password", "better kept in a file")
            .needed("with `simple`, or `passwordFile`");
    static final Attribute PASSWORD_FILE = Attribute.of(
                    "passwordFile", "the path of a text file", "the file whose first line is the password, in UTF-8")
            .needed("with `simple`, or `password`");

    static final List<Attribute> ATTRIBUTES = List.of(BIND, ACCOUNT, PASSWORD, PASSWORD_FILE);

    private static final Pattern PRINCIPAL = Pattern.compile("[^@\\\\\\s]+@[A-Za-z0-9._-]+");

    private enum Bind implements Word {
        SIMPLE,
        GSSAPI
    }

    /** @return nothing when there are problems, which the reader has */
    @Nullable
    Credentials read() {
        return switch (reader.choice(BIND, Bind.SIMPLE)) {
            case SIMPLE -> password();
            case GSSAPI -> ticket();
        };
    }

    private @Nullable Credentials password() {
        String account = reader.required(ACCOUNT);
        // A controller refuses a bare account name in a simple bind.
        if (!account.isEmpty() && account.indexOf('\\') < 1 && account.indexOf('@') < 1 && account.indexOf('=') < 1) {
            reader.error(ACCOUNT, account, "expected " + ACCOUNT.form());
        }
        Supplier<Secret> password = reader.secret(PASSWORD, PASSWORD_FILE);
        return password == null ? null : new Credentials.Password(account, password);
    }

    private Credentials ticket() {
        if (reader.text(PASSWORD).isPresent() || reader.text(PASSWORD_FILE).isPresent()) {
            reader.error(PASSWORD, "", "contradicts bind=\"gssapi\", which needs no password: remove it");
        }
        Optional<String> principal = Optional.of(reader.parsed(ACCOUNT, "", CredentialsReader::principal))
                .filter(name -> !name.isEmpty());
        Optional<Path> keys = principal.flatMap(name -> keytab);
        if (keys.isPresent()) {
            requireKeys(principal.get(), keys.get());
        } else {
            own.problem().ifPresent(problem -> reader.warning(BIND, "gssapi", problem));
        }
        return new Credentials.Ticket(principal, keys);
    }

    /** AD writes its realms in capitals, and Kerberos compares them so. */
    private static String principal(String text) {
        if (!PRINCIPAL.matcher(text).matches()) {
            throw new IllegalArgumentException("expected name@REALM with bind=\"gssapi\"");
        }
        int at = text.indexOf('@');
        return text.substring(0, at) + text.substring(at).toUpperCase(Locale.ROOT);
    }

    private void requireKeys(String name, Path file) {
        KerberosPrincipal principal = new KerberosPrincipal(name);
        if (KeyTab.getInstance(principal, file.toFile()).getKeys(principal).length == 0) {
            reader.error(ACCOUNT, name, "has no key in the keytab of latchkey/windows: " + file);
        }
    }
}
