package org.latchkey.directory;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The address of one domain controller. */
record Controller(String host, int port, Tls tls) {

    static final String FORM = "host, host:port, ldap://host or ldaps://host, separated by white space";

    private static final Pattern ADDRESS = Pattern.compile(
            "(?:(ldaps?)://)?([A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+])(?::(\\d{1,5}))?/?", Pattern.CASE_INSENSITIVE);

    private static final Pattern NUMERIC = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");

    /** Controllers speak TLS at once on these, and on no other of the ports that Microsoft gave to LDAP. */
    private static final Set<Integer> LDAPS_PORTS = Set.of(636, 3269);

    private static final Set<Integer> LDAP_PORTS = Set.of(389, 3268);

    /**
     * One address as an administrator writes it.
     *
     * @param usual the port where none is written
     * @throws IllegalArgumentException with what was expected: the form, or a scheme and port that go with {@code tls}
     */
    static Controller parse(String text, Tls tls, int usual) {
        Matcher address = ADDRESS.matcher(text);
        if (!address.matches()) {
            throw new IllegalArgumentException("expected " + FORM);
        }
        String scheme = address.group(1);
        if (scheme != null && !scheme.toLowerCase(Locale.ROOT).equals(tls.scheme())) {
            throw new IllegalArgumentException("contradicts tls, which asks for " + tls.scheme() + "://");
        }
        int port = address.group(3) == null ? usual : Integer.parseInt(address.group(3));
        if (port < 1 || port > 65535) {
            throw new IllegalArgumentException("expected a port between 1 and 65535");
        }
        if ((tls == Tls.LDAPS ? LDAP_PORTS : LDAPS_PORTS).contains(port)) {
            throw new IllegalArgumentException("contradicts tls: controllers speak "
                    + (tls == Tls.LDAPS ? "plain LDAP or StartTLS" : "LDAPS") + " on port " + port);
        }
        return new Controller(address.group(2).toLowerCase(Locale.ROOT), port, tls);
    }

    /** Whether the host is an address, not a name. */
    boolean isNumeric() {
        return host.startsWith("[") || NUMERIC.matcher(host).matches();
    }

    String url() {
        return tls.scheme() + "://" + this;
    }

    @Override
    public String toString() {
        return host + ":" + port;
    }
}
