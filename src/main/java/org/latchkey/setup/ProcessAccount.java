package org.latchkey.setup;

import java.util.Locale;
import java.util.Set;

/**
 * The account that Tomcat runs as, and so the one whose tickets Windows lets it read.
 *
 * @param user as Windows tells it, without a domain; that of a gMSA or of a computer ends in a dollar sign
 * @param computer this computer's name without a dollar sign; empty where it is not known
 */
public record ProcessAccount(String user, String computer) {

    private static final int NETBIOS_LENGTH = 15;

    /** Accounts of Windows itself, in the languages in which it translates them; to others they are the computer. */
    private static final Set<String> BUILT_IN = Set.of(
            "system",
            "sistema",
            "syst\u00e8me",
            "network service",
            "netzwerkdienst",
            "service r\u00e9seau",
            "servicio de red",
            "servi\u00e7o de rede",
            "servizio di rete",
            "local service",
            "lokaler dienst",
            "service local",
            "servicio local",
            "servi\u00e7o local",
            "servizio locale");

    /** The one under which Tomcat runs now. */
    public static ProcessAccount current() {
        String computer = System.getenv("COMPUTERNAME");
        return new ProcessAccount(System.getProperty("user.name", ""), computer == null ? "" : computer);
    }

    boolean isBuiltIn() {
        return BUILT_IN.contains(user.toLowerCase(Locale.ROOT));
    }

    /** @param holder a {@code sAMAccountName} */
    boolean isComputer(String holder) {
        return holder.equalsIgnoreCase(computer + "$");
    }

    /** Whether a host's first label is this computer's name, of which NetBIOS keeps 15 characters. */
    boolean isCalled(String host) {
        String label = host.replaceFirst("[.].*", "");
        return label.substring(0, Math.min(NETBIOS_LENGTH, label.length())).equalsIgnoreCase(computer);
    }

    /** Whether it can read tickets for that account, as far as names tell. */
    boolean reads(String holder) {
        return isBuiltIn() ? isComputer(holder) : holder.equalsIgnoreCase(user);
    }

    /** The name to give to {@code setspn}. */
    String registered() {
        if (!isBuiltIn()) {
            return user;
        }
        return computer.isEmpty() ? "this computer's account" : computer + "$";
    }
}
