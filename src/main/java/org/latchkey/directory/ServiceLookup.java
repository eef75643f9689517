package org.latchkey.directory;

import java.util.Collections;
import java.util.Hashtable;
import java.util.LinkedHashSet;
import java.util.Set;
import javax.naming.Context;
import javax.naming.NamingException;
import javax.naming.directory.Attribute;
import javax.naming.directory.InitialDirContext;

/**
 * Looks up SRV records.
 *
 * @param server {@code dns:} for the resolvers of this machine, or {@code dns://host:port}
 */
record ServiceLookup(String server) {

    /** @throws NamingException also when there is no such record */
    @SuppressWarnings("JdkObsolete") // JNDI takes no other map.
    Set<ServiceRecord> of(String name) throws NamingException {
        Hashtable<String, String> environment = new Hashtable<>();
        environment.put(Context.INITIAL_CONTEXT_FACTORY, "com.sun.jndi.dns.DnsContextFactory");
        environment.put(Context.PROVIDER_URL, server);
        environment.put("com.sun.jndi.dns.timeout.initial", "1000");
        environment.put("com.sun.jndi.dns.timeout.retries", "2");
        Set<ServiceRecord> records = new LinkedHashSet<>();
        InitialDirContext dns = new InitialDirContext(environment);
        try {
            Attribute answers = dns.getAttributes(name, new String[] {"SRV"}).get("SRV");
            if (answers != null) {
                for (Object answer : Collections.list(answers.getAll())) {
                    ServiceRecord.parse(String.valueOf(answer)).ifPresent(records::add);
                }
            }
        } finally {
            dns.close();
        }
        if (records.isEmpty()) {
            throw new NamingException("no SRV record");
        }
        return records;
    }
}
