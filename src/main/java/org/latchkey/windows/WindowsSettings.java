package org.latchkey.windows;

import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.latchkey.config.Attribute;
import org.latchkey.config.SettingsReader;
import org.latchkey.config.Word;
import org.latchkey.http.Networks;

/**
 * The resource {@code latchkey/windows}.
 *
 * @param provider who checks tokens, with {@code auto} resolved
 * @param schemes those that are offered and taken; without {@link Scheme#NTLM} no NTLM is taken inside Negotiate either
 * @param keytab where the Kerberos provider has its keys
 * @param servicePrincipal whose keys of the keytab count; all of them where there is none
 * @param networks the browsers that are challenged
 * @param passwordForm whether people may type a password instead
 */
public record WindowsSettings(
        Provider provider,
        Set<Scheme> schemes,
        Optional<Path> keytab,
        Optional<String> servicePrincipal,
        Networks networks,
        boolean passwordForm) {

    /** The resource's name in the descriptor. */
    public static final String RESOURCE = "latchkey/windows";

    private static final Attribute PROVIDER = Attribute.of(
                    "provider",
                    "auto, waffle, kerberos or off",
                    "who checks tokens; `auto` is Waffle on Windows, elsewhere Kerberos if there is a "
                            + "keytab, else off")
            .orElse("auto");
    private static final Attribute PROTOCOLS = Attribute.of(
                    "protocols",
                    "Negotiate,NTLM or Negotiate or NTLM",
                    "what browsers are offered; `Negotiate` alone behind a proxy that shares "
                            + "connections. With a keytab NTLM is never offered")
            .orElse("Negotiate,NTLM");
    private static final Attribute KEYTAB = Attribute.of(
                    "keytab",
                    "the path of a keytab file",
                    "the service's keys, with which the Kerberos provider checks tickets")
            .needed("with `kerberos`");
    private static final Attribute SERVICE_PRINCIPAL =
            Attribute.of("servicePrincipal", "HTTP/host@REALM", "whose keys of the keytab count; default: all of them");
    private static final Attribute NETWORKS = Attribute.of(
                    "networks",
                    "networks in CIDR notation, separated by white space, for instance 10.0.0.0/8 fd00::/8",
                    "the browsers that are asked for a ticket; others see the form at once")
            .orElse("0.0.0.0/0 ::/0");
    private static final Attribute PASSWORD_FORM = Attribute.of(
                    "passwordForm", "on or off", "whether people may type their password where the silent way fails")
            .orElse("on");

    public static final List<Attribute> ATTRIBUTES =
            List.of(PROVIDER, PROTOCOLS, KEYTAB, SERVICE_PRINCIPAL, NETWORKS, PASSWORD_FORM);

    /** A host-based HTTP service with its realm, as a keytab names it: exact, and case counts. */
    private static final Pattern SERVICE = Pattern.compile("HTTP/[^/@\\s]+@[^/@\\s]+");

    /** Who checks tokens. */
    public enum Provider {
        /** Windows itself, through Waffle. */
        WAFFLE,
        /** The JDK, with a keytab. */
        KERBEROS,
        /** Nobody: only the form. */
        OFF
    }

    private enum Choice implements Word {
        AUTO,
        WAFFLE,
        KERBEROS,
        OFF
    }

    public WindowsSettings {
        schemes = Set.copyOf(schemes);
    }

    /** @return empty when there are problems, which the reader has */
    public static Optional<WindowsSettings> read(SettingsReader reader) {
        return read(
                reader,
                System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("windows"));
    }

    static Optional<WindowsSettings> read(SettingsReader reader, boolean onWindows) {
        Optional<Path> keytab = reader.path(KEYTAB);
        Provider provider = provider(reader, onWindows, keytab.isPresent());
        Set<Scheme> schemes = schemes(reader, provider);
        Optional<String> principal = Optional.of(
                        reader.parsed(SERVICE_PRINCIPAL, "", WindowsSettings::servicePrincipal))
                .filter(text -> !text.isEmpty());
        if (provider == Provider.KERBEROS) {
            checkKeytab(reader, keytab, principal);
        }
        Networks networks = reader.parsed(NETWORKS, new Networks(List.of()), WindowsSettings::networks);
        boolean form = reader.choice(PASSWORD_FORM, onOff(), true);
        if (provider == Provider.OFF && !form) {
            reader.error(PASSWORD_FORM, "off", "nobody could sign in: set it to on, or configure a provider");
        }
        return reader.failed()
                ? Optional.empty()
                : Optional.of(new WindowsSettings(provider, schemes, keytab, principal, networks, form));
    }

    private static Provider provider(SettingsReader reader, boolean onWindows, boolean keytab) {
        Choice choice = reader.choice(PROVIDER, Choice.OFF);
        if (choice == Choice.WAFFLE && !onWindows) {
            reader.error(PROVIDER, "waffle", "works on Windows only; elsewhere use kerberos with a keytab");
        }
        return switch (choice) {
            case AUTO -> onWindows ? Provider.WAFFLE : keytab ? Provider.KERBEROS : Provider.OFF;
            case WAFFLE -> Provider.WAFFLE;
            case KERBEROS -> Provider.KERBEROS;
            case OFF -> Provider.OFF;
        };
    }

    private static Set<Scheme> schemes(SettingsReader reader, Provider provider) {
        Set<Scheme> schemes = EnumSet.noneOf(Scheme.class);
        for (String name : reader.names(PROTOCOLS)) {
            Scheme.of(name)
                    .ifPresentOrElse(schemes::add, () -> reader.error(PROTOCOLS, name, "expected " + PROTOCOLS.form()));
        }
        if (schemes.isEmpty()) {
            reader.error(PROTOCOLS, "", "expected " + PROTOCOLS.form());
        }
        if (provider == Provider.KERBEROS && schemes.equals(Set.of(Scheme.NTLM))) {
            reader.error(PROTOCOLS, "NTLM", "only a Windows server can check NTLM: with a keytab use Negotiate");
        }
        return schemes;
    }

    private static String servicePrincipal(String text) {
        if (!SERVICE.matcher(text).matches()) {
            throw new IllegalArgumentException("expected " + SERVICE_PRINCIPAL.form()
                    + ", for instance HTTP/sso.corp.example.com@CORP.EXAMPLE.COM");
        }
        return text;
    }

    private static void checkKeytab(SettingsReader reader, Optional<Path> file, Optional<String> principal) {
        if (file.isEmpty()) {
            reader.error(KEYTAB, "", "the Kerberos provider needs one: " + KEYTAB.form());
            return;
        }
        try {
            checkKeys(reader, Keytab.read(file.get()), principal);
        } catch (IOException e) {
            reader.error(
                    KEYTAB,
                    file.get().toString(),
                    "cannot be read by the account that Tomcat runs as: "
                            + e.getClass().getSimpleName());
        } catch (IllegalArgumentException e) {
            reader.error(KEYTAB, file.get().toString(), String.valueOf(e.getMessage()));
        }
    }

    private static void checkKeys(SettingsReader reader, Keytab keytab, Optional<String> principal) {
        if (principal.isEmpty() && keytab.entries().isEmpty()) {
            reader.error(KEYTAB, "", "the keytab holds no key at all");
        }
        if (principal.isPresent() && !keytab.holds(principal.get())) {
            reader.error(SERVICE_PRINCIPAL, principal.get(), "the keytab holds " + keytab.listed());
        } else if (principal.isPresent() && !keytab.holdsAes(principal.get())) {
            reader.warning(
                    SERVICE_PRINCIPAL,
                    principal.get(),
                    "the keytab has no AES key for it, and Java refuses older ones:"
                            + " allow AES on the account and export the keytab again");
        }
    }

    private static Networks networks(String text) {
        try {
            return Networks.of(List.of(text.split("\\s+")));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("expected " + NETWORKS.form(), e);
        }
    }

    private static Map<String, Boolean> onOff() {
        Map<String, Boolean> words = new LinkedHashMap<>();
        words.put("on", true);
        words.put("off", false);
        return words;
    }

    /**
     * What the keytab holds now.
     *
     * @throws IllegalArgumentException when it cannot be read
     */
    public List<ServiceKey> keys() {
        if (keytab.isEmpty()) {
            return List.of();
        }
        try {
            return Keytab.read(keytab.get()).entries().stream()
                    .map(entry -> new ServiceKey(entry.principal(), entry.version(), entry.encryption()))
                    .toList();
        } catch (IOException e) {
            throw new IllegalArgumentException("cannot be read: " + e.getClass().getSimpleName(), e);
        }
    }

    /** Whether NTLM can be checked at all, in whatever it is wrapped. */
    boolean takesNtlm() {
        return provider == Provider.WAFFLE && schemes.contains(Scheme.NTLM);
    }
}
