package org.latchkey.windows;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Why a ticket was refused, in words that an administrator can act on. The JDK's own text tells a checksum that does not fit,
 * and nothing about what did not fit; the ticket's clear part and the keytab's list together do.
 */
record KerberosDiagnosis(Path file) {

    /** The number of a Kerberos error (RFC 4120, 7.5.9) stands in brackets in the JDK's text. */
    private static final Map<String, String> ERRORS = Map.of(
            "(32)", "the ticket has expired: compare the clocks of client, server and domain controller",
            "(33)", "the ticket is not valid yet: compare the clocks of client, server and domain controller",
            "(34)", "replay: this very ticket message was seen before",
            "(37)", "clock skew: the client's clock and this server's are more than five minutes apart",
            "(38)", "the ticket is bound to another network address");

    String of(byte[] token, String message) {
        for (Map.Entry<String, String> error : ERRORS.entrySet()) {
            if (message.contains(error.getKey())) {
                return error.getValue();
            }
        }
        Optional<TicketHeader> ticket = NegotiationMessage.ticketOf(token);
        if (ticket.isEmpty()) {
            return "not a Kerberos token that can be read";
        }
        try {
            return of(ticket.get(), Keytab.read(file));
        } catch (IOException | IllegalArgumentException e) {
            return "the keytab cannot be read any more: " + e.getClass().getSimpleName();
        }
    }

    private static String of(TicketHeader ticket, Keytab keytab) {
        String made = "the ticket is for " + ticket.service() + " kvno " + ticket.version() + ", encryption type "
                + ticket.encryption() + "; the keytab holds " + keytab.listed();
        if (!keytab.holds(ticket.service())) {
            return "service principal: " + made;
        }
        if (!keytab.holdsEncryption(ticket.service(), ticket.encryption())) {
            return "encryption type: " + made;
        }
        if (ticket.version() != 0 && !keytab.holds(ticket.service(), ticket.version())) {
            return "stale keytab: " + made;
        }
        return "checksum: the key does not fit although its version does, or the token was changed on its way: " + made;
    }
}
