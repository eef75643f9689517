package org.latchkey.windows;

import java.util.Arrays;
import java.util.Optional;
import org.latchkey.windows.DerReader.MalformedToken;

/**
 * A Kerberos error in place of a ticket (KRB-ERROR, RFC 4120, 5.9.1), as it travels in a handshake (RFC 4121, 4.1). Nothing in
 * it is proven, and nothing but its number is used: the rest of it are names and texts that anybody can have written.
 *
 * @param code RFC 4120, 7.5.9
 */
record KerberosError(int code) {

    private static final int ERROR = 0x7E;
    private static final int SEQUENCE = 0x30;
    private static final int INTEGER = 0x02;
    private static final int ERROR_CODE = 0xA6;

    /** Of the token's two octets that tell a request, its answer and an error apart. */
    private static final byte[] TOKEN_ID = {3, 0};

    /**
     * @param token framed as the GSS-API does, or the message alone, as some send it in a later leg
     * @return empty where it is something else
     */
    static Optional<KerberosError> read(byte[] token) {
        try {
            DerReader reader = new DerReader(token);
            return reader.tag() == ERROR ? Optional.of(of(reader)) : framed(reader);
        } catch (MalformedToken e) {
            return Optional.empty();
        }
    }

    private static Optional<KerberosError> framed(DerReader reader) {
        DerReader token = reader.in(0x60);
        token.in(0x06);
        byte[] rest = token.rest();
        return rest.length > TOKEN_ID.length && Arrays.equals(rest, 0, TOKEN_ID.length, TOKEN_ID, 0, TOKEN_ID.length)
                ? Optional.of(of(new DerReader(Arrays.copyOfRange(rest, TOKEN_ID.length, rest.length))))
                : Optional.empty();
    }

    private static KerberosError of(DerReader reader) {
        return new KerberosError(
                reader.in(ERROR).in(SEQUENCE).skipTo(ERROR_CODE).number(INTEGER));
    }

    KerberosFault fault() {
        return KerberosFault.of(code);
    }

    /** For administrators, who look it up. */
    String text() {
        return "the other side sent Kerberos error " + code + " instead of a ticket";
    }
}
