package org.latchkey.setup;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.latchkey.directory.ServiceHolder;
import org.latchkey.page.ChecksPage.Finding;
import org.latchkey.page.ChecksPage.State;
import org.latchkey.windows.ServiceKey;
import org.latchkey.windows.WindowsSettings;

/**
 * Whether browsers can get a ticket for this server: its service principal name has to be on one account, on the right one,
 * and the keys here have to be that account's.
 *
 * @param holdersOf the accounts that have a name; absent while the configuration keeps everything closed
 * @param process the account that Tomcat runs as
 */
public record ServiceNameCheck(
        Optional<URI> publicUrl,
        Optional<WindowsSettings> windows,
        Optional<Function<String, List<ServiceHolder>>> holdersOf,
        ProcessAccount process) {

    private static final String SUBJECT = "Service principal name";

    /** Bits of {@code msDS-SupportedEncryptionTypes} for AES ([MS-KILE] 2.2.7); unset or 0 leaves it to the domain. */
    private static final long AES_BITS = 0x18;

    private static final Set<Integer> AES = Set.of(17, 18, 19, 20);

    List<Finding> findings() {
        if (publicUrl.isEmpty() || windows.isEmpty() || holdersOf.isEmpty()) {
            return List.of(new Finding(
                    State.UNKNOWN,
                    SUBJECT,
                    "Its host is that of publicUrl, and the directory has to answer.",
                    "Set publicUrl of latchkey/site, and mend the configuration."));
        }
        if (windows.get().provider() == WindowsSettings.Provider.OFF) {
            return List.of(new Finding(State.NOTE, SUBJECT, "Windows sign-in is off, so browsers need no ticket.", ""));
        }
        String host = publicUrl.get().getHost();
        List<ServiceHolder> holders = holdersOf.get().apply("HTTP/" + host);
        List<Finding> findings = new ArrayList<>();
        findings.add(holders.isEmpty() ? absent(host) : held(host, holders));
        if (windows.get().provider() == WindowsSettings.Provider.KERBEROS) {
            findings.add(keytab(host, holders));
        }
        if (isWaffle() && !process.computer().isEmpty() && !process.isCalled(host)) {
            findings.add(loopback(host));
        }
        return findings;
    }

    /** A computer answers to HTTP by its HOST names, too; that serves a service that runs as the computer. */
    private Finding absent(String host) {
        List<ServiceHolder> computers = holdersOf.orElseThrow().apply("HOST/" + host);
        if (computers.size() == 1) {
            return byHostName(host, computers.get(0).account());
        }
        return new Finding(
                State.ERROR,
                SUBJECT,
                "HTTP/" + host
                        + " is on no account of the configured domains, so nobody gets a ticket for this server.",
                "setspn -S HTTP/" + host + " and the account that the service runs as, or that the keytab is of.");
    }

    private Finding byHostName(String host, String computer) {
        String text = "HTTP/" + host + " is on no account; tickets are for the computer " + computer
                + ", by its name HOST/" + host + ".";
        if (isWaffle() && isUnreadable(computer)) {
            return new Finding(
                    State.WARNING, SUBJECT, text + cannotRead(), "setspn -S HTTP/" + host + " " + process.registered());
        }
        return new Finding(
                State.NOTE,
                SUBJECT,
                text,
                "Right only if the service runs as that computer (LocalSystem, NetworkService), or the keytab is of it."
                        + " Else: setspn -S HTTP/" + host + " and the service's account.");
    }

    /** Of a name that is not the computer's own; people elsewhere notice nothing of it. */
    private Finding loopback(String host) {
        return new Finding(
                State.NOTE,
                "Loopback check",
                host + " is an alias of this computer, " + process.computer()
                        + ". At this server itself Windows refuses"
                        + " NTLM to an alias (its loopback check), so that a browser here asks for a password.",
                "Never judge silent sign-in from the server: open /browser-check on another computer of the domain.");
    }

    private boolean isWaffle() {
        return windows.orElseThrow().provider() == WindowsSettings.Provider.WAFFLE;
    }

    /** What Windows does not tell is not judged: which computer this is. */
    private boolean isUnreadable(String holder) {
        boolean unknown = process.isBuiltIn() && process.computer().isEmpty() && holder.endsWith("$");
        return !unknown && !process.reads(holder);
    }

    private String cannotRead() {
        return " Tomcat runs as " + process.user() + ", which cannot read tickets for another account.";
    }

    private Finding held(String host, List<ServiceHolder> holders) {
        String text = "HTTP/" + host + " is on " + names(holders) + ".";
        if (holders.size() > 1) {
            return new Finding(
                    State.ERROR,
                    SUBJECT,
                    text + " A name on two accounts gives tickets for neither.",
                    "Take it from all but the service's own: setspn -D HTTP/" + host
                            + " and the other account. Then klist purge on people's computers.");
        }
        String account = holders.get(0).account();
        if (isWaffle() && isUnreadable(account)) {
            String virtual = process.isComputer(account) ? " Right only if it is a virtual account (NT SERVICE)." : "";
            return new Finding(
                    State.WARNING,
                    SUBJECT,
                    text + cannotRead() + virtual,
                    "Run the service as that account, or move the name: setspn -D HTTP/" + host + " " + account
                            + ", then setspn -S HTTP/" + host + " " + process.registered()
                            + " (-S alone stops at the other account), then klist purge on people's computers.");
        }
        return new Finding(State.FINE, SUBJECT, text, "");
    }

    private Finding keytab(String host, List<ServiceHolder> holders) {
        WindowsSettings settings = windows.orElseThrow();
        String start = "HTTP/" + host + "@";
        List<ServiceKey> keys = settings.keys().stream()
                .filter(key -> settings.servicePrincipal()
                        .map(key.principal()::equals)
                        .orElseGet(() -> key.principal().startsWith(start)))
                .toList();
        String principal = settings.servicePrincipal().orElse(start + "\u2026");
        if (keys.isEmpty() || !principal.regionMatches(true, 0, start, 0, start.length())) {
            return new Finding(
                    State.WARNING,
                    "Keytab",
                    "The keys in use are those of " + principal + ", and browsers ask for tickets of HTTP/" + host
                            + ".",
                    "Export a keytab for HTTP/" + host + ", or set servicePrincipal and publicUrl to the same host.");
        }
        List<String> wrong = new ArrayList<>();
        if (keys.stream().noneMatch(key -> AES.contains(key.encryption()))) {
            wrong.add("There is no AES key, and Java refuses older ones: allow AES on the account and export again.");
        }
        holders.stream().limit(1).forEach(holder -> compare(holder, keys, wrong));
        String versions = keys.stream()
                .map(key -> Integer.toString(key.version()))
                .distinct()
                .collect(Collectors.joining(", "));
        return new Finding(
                wrong.isEmpty() ? State.FINE : State.WARNING,
                "Keytab",
                "Key versions (kvno) of " + principal + ": " + versions + ".",
                String.join(" ", wrong));
    }

    private static void compare(ServiceHolder holder, List<ServiceKey> keys, List<String> wrong) {
        holder.keyVersion().ifPresent(version -> {
            if (keys.stream().noneMatch(key -> key.version() == version)) {
                wrong.add("The account's keys have version " + version
                        + ": its password was changed after the export. Export the keytab again.");
            }
        });
        long types = holder.encryptionTypes().orElse(0);
        if (types == 0 && !holder.account().endsWith("$")) {
            wrong.add(
                    "msDS-SupportedEncryptionTypes of the account is not set, or may not be read. Many domains then may"
                            + " issue RC4 tickets, which Java refuses: set it to 24 (AES), set the account's password again so"
                            + " that AES keys are made, and export the keytab anew.");
        } else if (types != 0 && (types & AES_BITS) == 0) {
            wrong.add("The account allows no AES (msDS-SupportedEncryptionTypes is " + types
                    + "): set it to 24 (AES), set the account's password again, and export the keytab anew.");
        }
    }

    private static String names(List<ServiceHolder> holders) {
        return holders.stream().map(ServiceHolder::account).collect(Collectors.joining(", "));
    }
}
