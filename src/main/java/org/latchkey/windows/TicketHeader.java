package org.latchkey.windows;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.StringJoiner;
import org.latchkey.windows.DerReader.MalformedToken;

/**
 * What a Kerberos ticket says without being decrypted (RFC 4120, 5.3 and 5.5.1). Nothing in it is proven: it only helps an
 * administrator to see why a ticket was refused.
 *
 * @param service the principal that the ticket is for, {@code HTTP/host@REALM}
 * @param version of the service's key; 0 where the ticket does not say
 * @param encryption the number of the encryption type (RFC 3961, 8)
 * @param authenticator SHA-256 of the encrypted authenticator, in hexadecimal: the one part that nobody can change or make
 *     again without the session key, and so what tells one use of a ticket from another
 */
record TicketHeader(String service, int version, int encryption, String authenticator) {

    private static final int LONGEST_NAME = 256;
    private static final int SEQUENCE = 0x30;
    private static final int INTEGER = 0x02;
    private static final int OCTET_STRING = 0x04;
    private static final int GENERAL_STRING = 0x1B;

    /**
     * @param initialToken the Kerberos token of RFC 4121, 4.1: [APPLICATION 0] with the mechanism, two octets, an AP-REQ
     * @return empty when it cannot be read
     */
    static Optional<TicketHeader> read(byte[] initialToken) {
        try {
            DerReader token = new DerReader(initialToken).in(0x60);
            token.in(0x06);
            byte[] rest = token.rest();
            if (rest.length < 2 || rest[0] != 1 || rest[1] != 0) {
                return Optional.empty();
            }
            return Optional.of(ofRequest(new DerReader(Arrays.copyOfRange(rest, 2, rest.length))));
        } catch (MalformedToken e) {
            return Optional.empty();
        }
    }

    private static TicketHeader ofRequest(DerReader request) {
        DerReader body = request.in(0x6E).in(SEQUENCE);
        DerReader ticket = body.skipTo(0xA3).in(0x61).in(SEQUENCE);
        String realm = text(ticket.skipTo(0xA1));
        DerReader components = ticket.skipTo(0xA2).in(SEQUENCE).skipTo(0xA1).in(SEQUENCE);
        StringJoiner name = new StringJoiner("/");
        while (!components.isEmpty()) {
            name.add(text(components));
        }
        DerReader encrypted = ticket.skipTo(0xA3).in(SEQUENCE);
        int encryption = encrypted.skipTo(0xA0).number(INTEGER);
        int version = encrypted.tag() == 0xA1 ? encrypted.in(0xA1).number(INTEGER) : 0;
        byte[] authenticator =
                body.skipTo(0xA4).in(SEQUENCE).skipTo(0xA2).in(OCTET_STRING).rest();
        return new TicketHeader(name + "@" + realm, version, encryption, sha256(authenticator));
    }

    private static String sha256(byte[] octets) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(octets));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** Printable ASCII only: it goes into a log line, and anybody can have written it. */
    private static String text(DerReader reader) {
        String text = new String(reader.in(GENERAL_STRING).rest(), StandardCharsets.US_ASCII);
        if (text.length() > LONGEST_NAME || !text.chars().allMatch(c -> c > ' ' && c < 0x7F)) {
            throw new MalformedToken("name in the ticket is not printable");
        }
        return text;
    }
}
