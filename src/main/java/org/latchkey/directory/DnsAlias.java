package org.latchkey.directory;

import java.util.Optional;
import javax.naming.NameNotFoundException;
import javax.naming.NamingException;
import org.latchkey.refusal.Reason;
import org.latchkey.refusal.Refusal;

/** Whether a host's name is an alias in DNS (CNAME; RFC 1034, 3.6.2). */
public record DnsAlias(DnsQuestion dns) {

    /** By the resolvers of this machine. */
    public static DnsAlias ofThisMachine() {
        return new DnsAlias(new DnsQuestion("dns:"));
    }

    /**
     * The name that it points to; empty where it is no alias, or unknown to DNS.
     *
     * @throws Refusal {@link Reason#DIRECTORY_UNAVAILABLE} when DNS does not answer
     */
    public Optional<String> of(String host) {
        try {
            return dns.records(host, "CNAME").stream().findFirst().map(DnsAlias::withoutRoot);
        } catch (NameNotFoundException e) {
            return Optional.empty();
        } catch (NamingException e) {
            throw new Refusal(Reason.DIRECTORY_UNAVAILABLE)
                    .with("dns", host)
                    .with("error", AdError.of(e).detail());
        }
    }

    private static String withoutRoot(String name) {
        return name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
    }
}
