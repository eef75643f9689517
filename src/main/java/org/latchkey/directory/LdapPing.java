package org.latchkey.directory;

import java.util.List;
import java.util.Optional;
import javax.naming.NamingException;
import javax.naming.directory.SearchControls;

/**
 * Asks a controller, as Windows does, which site it sees us in ([MS-ADTS] 6.3.3). By LDAP on the connection that sign-ins will
 * use, so that it takes no other port, is protected alike, and only who can answer later is heard.
 */
record LdapPing(Connector connector, String domain) implements ClientSite.Ping {

    /** NETLOGON_NT_VERSION_5 and NETLOGON_NT_VERSION_5EX, little-endian ([MS-ADTS] 6.3.1.1). */
    private static final byte[] VERSION = {6, 0, 0, 0};

    @Override
    public Optional<NetlogonResponse> ask(Controller controller, Deadline deadline) throws NamingException {
        try (Connection connection = connector.open(controller, deadline)) {
            List<Entry> root = connection.search(
                    SearchControls.OBJECT_SCOPE,
                    "",
                    "(&(DnsDomain={0})(NtVer={1}))",
                    List.of(domain, VERSION),
                    Connector.NETLOGON);
            Optional<byte[]> octets =
                    root.isEmpty() ? Optional.empty() : root.get(0).octets(Connector.NETLOGON);
            return octets.flatMap(NetlogonResponse::parse);
        }
    }
}
