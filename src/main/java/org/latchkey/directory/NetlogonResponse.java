package org.latchkey.directory;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A controller's answer to an LDAP ping, a NETLOGON_SAM_LOGON_RESPONSE_EX ([MS-ADTS] 6.3.1.9). Whoever answers is not known
 * yet to be a controller, so nothing in it is taken for granted.
 *
 * @param controllerSite where the controller is
 * @param clientSite where the controller sees whoever asked; empty where no subnet of the forest has that address
 */
record NetlogonResponse(String controllerSite, String clientSite) {

    private static final int LOGON_SAM_LOGON_RESPONSE_EX = 23;
    private static final int LOGON_SAM_USER_UNKNOWN_EX = 25;

    /** Opcode, Sbz, Flags, DomainGuid. */
    private static final int HEAD = 2 + 2 + 4 + 16;

    /** DnsForestName, DnsDomainName, DnsHostName, NetbiosDomainName, NetbiosComputerName, UserName. */
    private static final int NAMES_BEFORE_SITES = 6;

    /** It becomes a label of a name that DNS is asked for, so it must not be able to become two, or another one. */
    private static final Pattern SITE = Pattern.compile("[A-Za-z0-9_-]{0,63}");

    /** Empty for anything else, broken answers included. */
    static Optional<NetlogonResponse> parse(byte[] octets) {
        int opcode = octets.length < HEAD ? 0 : (octets[0] & 0xff) | (octets[1] & 0xff) << 8;
        if (opcode != LOGON_SAM_LOGON_RESPONSE_EX && opcode != LOGON_SAM_USER_UNKNOWN_EX) {
            return Optional.empty();
        }
        try {
            Names names = new Names(octets);
            for (int i = 0; i < NAMES_BEFORE_SITES; i++) {
                names.next();
            }
            NetlogonResponse response = new NetlogonResponse(names.next(), names.next());
            return Optional.of(response).filter(NetlogonResponse::isPlausible);
        } catch (IndexOutOfBoundsException e) {
            return Optional.empty();
        }
    }

    private boolean isPlausible() {
        return SITE.matcher(controllerSite).matches()
                && SITE.matcher(clientSite).matches();
    }

    /** Names that follow one another, compressed as in DNS (RFC 1035, 4.1.4). */
    private static final class Names {

        private static final int LONGEST = 255;
        private static final int POINTER = 0xC0;

        private final byte[] octets;
        private int next = HEAD;

        Names(byte[] octets) {
            this.octets = octets;
        }

        /** @throws IndexOutOfBoundsException when it ends too soon, is too long, or leads in a circle */
        String next() {
            StringBuilder name = new StringBuilder();
            int end = -1;
            int at = next;
            for (int length = length(at); length != 0; length = length(at)) {
                if (length >= POINTER) {
                    end = end < 0 ? at + 2 : end;
                    at = earlier((length & ~POINTER) << 8 | length(at + 1), at);
                    continue;
                }
                if (length > 63 || at + 1 + length > octets.length || name.length() + length > LONGEST) {
                    throw new IndexOutOfBoundsException(at);
                }
                name.append(name.isEmpty() ? "" : ".")
                        .append(new String(octets, at + 1, length, StandardCharsets.UTF_8));
                at += 1 + length;
            }
            next = end < 0 ? at + 1 : end;
            return name.toString();
        }

        /** Only backwards, so that it comes to an end. */
        private static int earlier(int target, int from) {
            if (target >= from) {
                throw new IndexOutOfBoundsException(target);
            }
            return target;
        }

        private int length(int at) {
            if (at >= octets.length) {
                throw new IndexOutOfBoundsException(at);
            }
            return octets[at] & 0xff;
        }
    }
}
