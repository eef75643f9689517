package org.latchkey.directory;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Hashtable;
import java.util.List;
import javax.naming.Context;
import javax.naming.NamingException;
import javax.naming.directory.Attribute;
import javax.naming.directory.InitialDirContext;

/**
 * Asks DNS.
 *
 * @param server {@code dns:} for the resolvers of this machine, or {@code dns://host:port}
 */
record DnsQuestion(String server) {

    /**
     * The data of a name's records, as JNDI writes them; none where it has none of this type.
     *
     * @param type {@code SRV}, {@code CNAME}
     * @throws NamingException when there is no such name, or no answer
     */
    @SuppressWarnings("JdkObsolete") // JNDI takes no other map.
    List<String> records(String name, String type) throws NamingException {
        Hashtable<String, String> environment = new Hashtable<>();
        environment.put(Context.INITIAL_CONTEXT_FACTORY, "com.sun.jndi.dns.DnsContextFactory");
        environment.put(Context.PROVIDER_URL, server);
        environment.put("com.sun.jndi.dns.timeout.initial", "1000");
        environment.put("com.sun.jndi.dns.timeout.retries", "2");
        List<String> records = new ArrayList<>();
        InitialDirContext dns = new InitialDirContext(environment);
        try {
            Attribute answers = dns.getAttributes(name, new String[] {type}).get(type);
            if (answers != null) {
                Collections.list(answers.getAll()).forEach(answer -> records.add(String.valueOf(answer)));
            }
        } finally {
            dns.close();
        }
        return records;
    }
}
