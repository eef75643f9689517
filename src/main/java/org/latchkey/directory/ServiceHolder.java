package org.latchkey.directory;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import javax.naming.NamingException;
import javax.naming.directory.SearchControls;

/**
 * An account that has a service principal name: for administrators.
 *
 * @param account its {@code sAMAccountName}; that of a computer ends in a dollar sign
 * @param keyVersion the kvno of its current keys; empty where it may not be read
 * @param encryptionTypes {@code msDS-SupportedEncryptionTypes} ([MS-KILE] 2.2.7); empty where it is not set
 */
public record ServiceHolder(
        String account, String distinguishedName, OptionalLong keyVersion, OptionalLong encryptionTypes) {

    /** In all of the domain, wherever the searches for people start: service accounts are kept elsewhere. */
    static List<ServiceHolder> find(Connection connection, Domain domain, String name) throws NamingException {
        connection.keepToDomain(domain.scoped());
        List<ServiceHolder> holders = new ArrayList<>();
        for (Entry entry : connection.search(
                SearchControls.SUBTREE_SCOPE,
                domain.root(),
                "(servicePrincipalName={0})",
                List.of(name),
                "sAMAccountName",
                "msDS-KeyVersionNumber",
                "msDS-SupportedEncryptionTypes")) {
            holders.add(new ServiceHolder(
                    entry.text("sAMAccountName").orElse(""),
                    entry.dn(),
                    entry.number("msDS-KeyVersionNumber"),
                    entry.number("msDS-SupportedEncryptionTypes")));
        }
        return holders;
    }
}
