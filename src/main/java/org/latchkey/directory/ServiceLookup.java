package org.latchkey.directory;

import java.util.LinkedHashSet;
import java.util.Set;
import javax.naming.NamingException;

/** Looks up SRV records. */
record ServiceLookup(DnsQuestion dns) {

    /** @throws NamingException also when there is no such record */
    Set<ServiceRecord> of(String name) throws NamingException {
        Set<ServiceRecord> records = new LinkedHashSet<>();
        dns.records(name, "SRV").forEach(text -> ServiceRecord.parse(text).ifPresent(records::add));
        if (records.isEmpty()) {
            throw new NamingException("no SRV record");
        }
        return records;
    }
}
