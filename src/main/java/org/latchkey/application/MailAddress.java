package org.latchkey.application;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.latchkey.directory.DirectoryUser;

/**
 * A person's mail address, by which Freshworks knows people.
 *
 * @param attribute the directory attribute that it was taken from
 */
public record MailAddress(String text, String attribute) {

    /** What mail systems take without quotation marks (RFC 5322, 3.4.1), at a host name of two parts or more. */
    private static final Pattern USUAL = Pattern.compile(
            "(?=.{3,254}$)[\\p{L}\\p{N}!#$%&'*+/=?^_`{|}~-]+(\\.[\\p{L}\\p{N}!#$%&'*+/=?^_`{|}~-]+)*"
                    + "@[\\p{L}\\p{N}]([\\p{L}\\p{N}-]{0,61}[\\p{L}\\p{N}])?(\\.[\\p{L}\\p{N}]([\\p{L}\\p{N}-]{0,61}[\\p{L}\\p{N}])?)+");

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

    /** How the directory would hold the address in this attribute. */
    public static String written(String attribute, String text) {
        return attribute.equalsIgnoreCase(PROXY_ADDRESSES) ? PRIMARY + text : text;
    }

    /** All ways in which the directory may hold the address there and mean it: a blank behind the prefix does not count. */
    public static List<String> variants(String attribute, String text) {
        return attribute.equalsIgnoreCase(PROXY_ADDRESSES)
                ? List.of(PRIMARY + text, PRIMARY + " " + text)
                : List.of(text);
    }

    /** Whether it has the form of an address. A sign-in sends it as it is; the other side may not take it. */
    public boolean isUsual() {
        return USUAL.matcher(text).matches();
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
