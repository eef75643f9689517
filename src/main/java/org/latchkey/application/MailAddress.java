package org.latchkey.application;

import java.util.List;
import java.util.Optional;
import org.latchkey.directory.DirectoryUser;

/**
 * A person's mail address, by which Freshworks knows people.
 *
 * @param attribute the directory attribute that it was taken from
 */
public record MailAddress(String text, String attribute) {

    /** Exchange's list of all addresses of a mailbox, of any kind, in no order. */
    private static final String PROXY_ADDRESSES = "proxyAddresses";

    /** In capitals for the one address from which mail is sent; {@code smtp:}, {@code SIP:}, {@code X500:} are others. */
    private static final String PRIMARY = "SMTP:";

    /** The first attribute of the chain that has a value. */
    static Optional<MailAddress> of(DirectoryUser user, List<String> chain) {
        return chain.stream()
                .flatMap(attribute -> text(user, attribute).map(text -> new MailAddress(text, attribute)).stream())
                .findFirst();
    }

    private static Optional<String> text(DirectoryUser user, String attribute) {
        return attribute.equalsIgnoreCase(PROXY_ADDRESSES) ? primary(user) : user.attribute(attribute);
    }

    /** Two would come in any order, and the person would be now the one, now the other to Freshworks: then it is none. */
    private static Optional<String> primary(DirectoryUser user) {
        List<String> primaries = user.attributes().getOrDefault(PROXY_ADDRESSES, List.of()).stream()
                .map(String::strip)
                .filter(address -> address.startsWith(PRIMARY))
                .map(address -> address.substring(PRIMARY.length()).strip())
                .filter(address -> !address.isEmpty())
                .toList();
        return primaries.size() == 1 ? Optional.of(primaries.get(0)) : Optional.empty();
    }
}
