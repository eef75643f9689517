package org.latchkey.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A list of networks in CIDR notation (RFC 4632, RFC 4291), for instance {@code 10.0.0.0/8 fd00::/8 127.0.0.1}. An
 * IPv4-mapped IPv6 address ({@code ::ffff:10.0.0.1}) is the IPv4 address, on either side of the comparison.
 */
public record Networks(List<Network> networks) {

    private static final String OCTET = "(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)";

    /**
     * Only numbers: a name would be looked up in DNS, and DNS must not decide who is trusted. {@code InetAddress} takes for a
     * name whatever does not begin with a digit or a colon.
     */
    private static final Pattern NUMERIC =
            Pattern.compile("(" + OCTET + "\\.){3}" + OCTET + "|(?=[^:]*:)[0-9A-Fa-f:][0-9A-Fa-f:.]*");

    private static final int IPV4_OCTETS = 4;
    private static final int IPV6_NETWORK_OCTETS = 8;

    private static final Pattern PREFIX = Pattern.compile("[0-9]{1,3}");

    public Networks {
        networks = List.copyOf(networks);
    }

    /** @throws IllegalArgumentException when one of them is not a network in CIDR notation */
    public static Networks of(List<String> cidrs) {
        return new Networks(cidrs.stream().map(Network::of).toList());
    }

    /** @param address as {@code ServletRequest.getRemoteAddr} gives it; a zone index is ignored */
    public boolean contains(String address) {
        String withoutZone = address.replaceFirst("%.*", "");
        return isAddress(withoutZone) && networks.stream().anyMatch(network -> network.contains(octets(withoutZone)));
    }

    /** Whether this is a numeric address, of either family. */
    public static boolean isAddress(String text) {
        try {
            octets(text);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** An IPv4 address as it is, mapped or not; the network of an IPv6 address; and what is no address as it is. */
    static String enclosing(String address) {
        String withoutZone = address.replaceFirst("%.*", "");
        if (!isAddress(withoutZone)) {
            return address;
        }
        byte[] octets = octets(withoutZone);
        if (octets.length == IPV4_OCTETS) {
            return IntStream.range(0, IPV4_OCTETS)
                    .mapToObj(i -> Integer.toString(Byte.toUnsignedInt(octets[i])))
                    .collect(Collectors.joining("."));
        }
        return HexFormat.of().formatHex(octets, 0, IPV6_NETWORK_OCTETS) + "/64";
    }

    private static byte[] octets(String address) {
        if (!NUMERIC.matcher(address).matches()) {
            throw new IllegalArgumentException("not a numeric address");
        }
        try {
            return InetAddress.getByName(address).getAddress();
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("not a numeric address", e);
        }
    }

    /** One network: all addresses whose first {@code prefix} bits are those of {@code octets}. */
    static final class Network {

        private final byte[] octets;
        private final int prefix;

        private Network(byte[] octets, int prefix) {
            this.octets = octets;
            this.prefix = prefix;
        }

        static Network of(String cidr) {
            int slash = cidr.indexOf('/');
            byte[] octets = Networks.octets(slash < 0 ? cidr : cidr.substring(0, slash));
            int whole = octets.length * 8;
            int prefix = slash < 0 ? whole : prefix(cidr.substring(slash + 1));
            if (prefix > whole) {
                throw new IllegalArgumentException("prefix length out of range");
            }
            return new Network(octets, prefix);
        }

        private static int prefix(String text) {
            if (!PREFIX.matcher(text).matches()) {
                throw new IllegalArgumentException("prefix length is not a number");
            }
            return Integer.parseInt(text);
        }

        boolean contains(byte[] address) {
            if (address.length != octets.length) {
                return false;
            }
            for (int bit = 0; bit < prefix; bit++) {
                int mask = 0x80 >> bit % 8;
                if ((octets[bit / 8] & mask) != (address[bit / 8] & mask)) {
                    return false;
                }
            }
            return true;
        }
    }
}
