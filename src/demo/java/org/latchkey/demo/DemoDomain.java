package org.latchkey.demo;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * What a domain is called. {@link DemoPeople} and {@link DemoGroup} are written for {@link #CORP}; another domain has people
 * and groups of the same names, who are others.
 *
 * @param dnsName for instance {@code corp.example.com}, the suffix of user principal names too
 * @param netbiosName for instance {@code CORP}
 */
public record DemoDomain(String dnsName, String netbiosName) {

    public static final DemoDomain CORP = new DemoDomain("corp.example.com", "CORP");

    /** The naming context, for instance {@code DC=corp,DC=example,DC=com}. */
    public String base() {
        return "DC=" + dnsName.replace(".", ",DC=");
    }

    /** A name or address of {@link #CORP}, in this domain. */
    public String moved(String name) {
        return name.replace(CORP.base(), base()).replace(CORP.dnsName, dnsName);
    }

    UUID objectGuid(String account) {
        return UUID.nameUUIDFromBytes((dnsName + "/" + account).getBytes(StandardCharsets.UTF_8));
    }
}
