package org.latchkey.windows;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.latchkey.signin.Mechanism;
import org.latchkey.windows.DerReader.MalformedToken;

/**
 * One message of a negotiation: raw NTLM (MS-NLMP, 2.2.1), raw Kerberos (RFC 4121, 4.1), or SPNEGO (RFC 4178, 4.2; MS-SPNG)
 * around either.
 */
final class NegotiationMessage {

    private static final byte[] NTLMSSP = "NTLMSSP\0".getBytes(StandardCharsets.US_ASCII);
    private static final int NTLM_NEGOTIATE = 1;
    private static final int NTLM_AUTHENTICATE = 3;

    /** [APPLICATION 0], with which every initial token of the GSS-API begins (RFC 2743, 3.1). */
    private static final int INITIAL_TOKEN = 0x60;

    private static final int INIT = 0xA0;
    private static final int RESPONSE = 0xA1;
    private static final int SEQUENCE = 0x30;
    private static final int OBJECT_IDENTIFIER = 0x06;
    private static final int OCTET_STRING = 0x04;

    /** 1.3.6.1.5.5.2 */
    private static final String SPNEGO = "2b0601050502";

    /** 1.2.840.113554.1.2.2, and 1.2.840.48018.1.2.2 as Windows 2000 wrote it and Windows still offers it first. */
    private static final Set<String> KERBEROS = Set.of("2a864886f712010202", "2a864882f712010202");

    private final boolean first;
    private final boolean offersKerberos;
    private final byte[] mechanismToken;
    private final Optional<Mechanism> mechanism;

    private NegotiationMessage(boolean first, boolean offersKerberos, byte[] mechanismToken) {
        this.first = first;
        this.mechanismToken = mechanismToken;
        this.mechanism = mechanismOf(mechanismToken);
        this.offersKerberos = offersKerberos || mechanism.equals(Optional.of(Mechanism.KERBEROS));
    }

    /** @throws MalformedToken when it is none of these */
    static NegotiationMessage parse(Scheme scheme, byte[] octets) {
        if (isNtlm(octets)) {
            return ntlm(octets);
        }
        if (scheme == Scheme.NTLM) {
            throw new MalformedToken("not an NTLM message");
        }
        DerReader reader = new DerReader(octets);
        NegotiationMessage message = reader.tag() == RESPONSE ? response(reader.in(RESPONSE)) : initial(octets, reader);
        if (!reader.isEmpty()) {
            throw new MalformedToken("octets after the token");
        }
        return message;
    }

    /** The clear part of the ticket in a Negotiate token, where there is one and it can be read. */
    static Optional<TicketHeader> ticketOf(byte[] octets) {
        try {
            return TicketHeader.read(parse(Scheme.NEGOTIATE, octets).mechanismToken);
        } catch (MalformedToken e) {
            return Optional.empty();
        }
    }

    private static NegotiationMessage ntlm(byte[] octets) {
        return switch (ntlmType(octets)) {
            case NTLM_NEGOTIATE -> new NegotiationMessage(true, false, octets);
            case NTLM_AUTHENTICATE -> new NegotiationMessage(false, false, octets);
            default -> throw new MalformedToken("not a client's NTLM message");
        };
    }

    private static NegotiationMessage initial(byte[] octets, DerReader reader) {
        DerReader token = reader.in(INITIAL_TOKEN);
        String mechanism = objectIdentifier(token);
        if (KERBEROS.contains(mechanism)) {
            return new NegotiationMessage(true, true, octets);
        }
        if (!mechanism.equals(SPNEGO)) {
            throw new MalformedToken("neither SPNEGO nor Kerberos nor NTLM");
        }
        return init(token.in(INIT).in(SEQUENCE));
    }

    /** NegTokenInit: the mechanisms in the client's order, and usually a first token for the first of them. */
    private static NegotiationMessage init(DerReader init) {
        DerReader list = init.in(0xA0).in(SEQUENCE);
        List<String> offered = new ArrayList<>();
        while (!list.isEmpty()) {
            offered.add(objectIdentifier(list));
        }
        if (offered.isEmpty()) {
            throw new MalformedToken("offers no mechanism");
        }
        return new NegotiationMessage(true, offered.stream().anyMatch(KERBEROS::contains), token(init));
    }

    /** NegTokenResp: the client's answer to a leg of the server's. */
    private static NegotiationMessage response(DerReader response) {
        return new NegotiationMessage(false, false, token(response.in(SEQUENCE)));
    }

    /** The optional {@code mechToken} or {@code responseToken}: both are [2] OCTET STRING. */
    private static byte[] token(DerReader fields) {
        while (!fields.isEmpty()) {
            if (fields.tag() == 0xA2) {
                return fields.in(0xA2).in(OCTET_STRING).rest();
            }
            fields.in(fields.tag());
        }
        return new byte[0];
    }

    private static String objectIdentifier(DerReader reader) {
        return HexFormat.of().formatHex(reader.in(OBJECT_IDENTIFIER).rest());
    }

    private static Optional<Mechanism> mechanismOf(byte[] token) {
        if (isNtlm(token)) {
            return Optional.of(Mechanism.NTLM);
        }
        try {
            DerReader reader = new DerReader(token);
            boolean kerberos = KERBEROS.contains(objectIdentifier(reader.in(INITIAL_TOKEN)));
            return kerberos ? Optional.of(Mechanism.KERBEROS) : Optional.empty();
        } catch (MalformedToken e) {
            // Of a mechanism that we do not know (NEGOEX, for one): the provider will say.
            return Optional.empty();
        }
    }

    private static boolean isNtlm(byte[] octets) {
        return octets.length >= NTLMSSP.length && Arrays.equals(octets, 0, NTLMSSP.length, NTLMSSP, 0, NTLMSSP.length);
    }

    private static int ntlmType(byte[] octets) {
        int at = NTLMSSP.length;
        if (octets.length < at + 4) {
            throw new MalformedToken("NTLM message is cut off");
        }
        return ByteBuffer.wrap(octets).order(ByteOrder.LITTLE_ENDIAN).getInt(at);
    }

    /** An error where a ticket would be. */
    Optional<KerberosError> kerberosError() {
        return KerberosError.read(mechanismToken);
    }

    boolean first() {
        return first;
    }

    boolean offersKerberos() {
        return offersKerberos;
    }

    Optional<Mechanism> mechanism() {
        return mechanism;
    }
}
