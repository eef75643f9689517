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

    /**
     * What was found.
     *
     * @param text for the administrator; it names services and versions, and nothing of the ticket's content
     */
    record Finding(KerberosFault fault, String text) {}

    /** The number of a Kerberos error (RFC 4120, 7.5.9) stands in brackets in the JDK's text. */
    private static final Map<Integer, String> ERRORS = Map.of(
            32, "the ticket has expired: compare the clocks of client, server and domain controller",
            33, "the ticket is not valid yet: compare the clocks of client, server and domain controller",
            34, "replay: this very ticket message was seen before",
            37, "clock skew: the client's clock and this server's are more than five minutes apart",
            38, "the ticket is bound to another network address");

    Finding of(byte[] token, String message) {
        for (Map.Entry<Integer, String> error : ERRORS.entrySet()) {
            if (message.contains("(" + error.getKey() + ")")) {
                return new Finding(KerberosFault.of(error.getKey()), error.getValue());
            }
        }
        Optional<TicketHeader> ticket = NegotiationMessage.ticketOf(token);
        if (ticket.isEmpty()) {
            return new Finding(KerberosFault.OTHER, "not a Kerberos token that can be read");
        }
        try {
            return of(ticket.get(), Keytab.read(file), message);
        } catch (IOException | IllegalArgumentException e) {
            return new Finding(
                    KerberosFault.STALE_KEYTAB,
                    "the keytab cannot be read any more: " + e.getClass().getSimpleName());
        }
    }

    private static Finding of(TicketHeader ticket, Keytab keytab, String message) {
        String made = "the ticket is for " + ticket.service() + " kvno " + ticket.version() + ", encryption type "
                + ticket.encryption() + "; the keytab holds " + keytab.listed();
        if (message.contains("Channel binding")) {
            return new Finding(KerberosFault.CHANNEL_BINDING, "channel bindings: TLS ends before this server");
        }
        if (!keytab.holds(ticket.service())) {
            return new Finding(KerberosFault.WRONG_SERVICE, "service principal: " + made);
        }
        if (!keytab.holdsEncryption(ticket.service(), ticket.encryption())) {
            return new Finding(KerberosFault.ENCRYPTION, "encryption type: " + made);
        }
        if (ticket.version() != 0 && !keytab.holds(ticket.service(), ticket.version())) {
            return new Finding(KerberosFault.STALE_KEYTAB, "stale keytab: " + made);
        }
        return new Finding(
                KerberosFault.WRONG_KEY,
                "checksum: the key does not fit although its version does, or the token was changed on its way: "
                        + made);
    }
}
