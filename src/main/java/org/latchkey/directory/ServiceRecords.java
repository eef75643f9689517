package org.latchkey.directory;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Hashtable;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.random.RandomGenerator;
import javax.naming.Context;
import javax.naming.NamingException;
import javax.naming.directory.Attribute;
import javax.naming.directory.InitialDirContext;
import org.jspecify.annotations.Nullable;
import org.latchkey.refusal.Reason;
import org.latchkey.refusal.Refusal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The controllers of a domain, as they register themselves in DNS. Java does not tell a record's time to live, so an answer
 * holds for five minutes, half of what controllers give their records. The order changes only when the records do: an order
 * drawn anew would leave the open connections behind.
 */
final class ServiceRecords implements KnownControllers {

    private static final Logger LOG = LoggerFactory.getLogger(ServiceRecords.class);
    private static final Duration GOOD_FOR = Duration.ofMinutes(5);
    private static final Duration RETRY = Duration.ofSeconds(30);

    private final String name;
    private final Tls tls;
    private final String server;
    private final Clock clock;
    private final RandomGenerator random;
    private final ReentrantLock asking = new ReentrantLock();
    private volatile @Nullable Answer last;

    private record Answer(Set<ServiceRecord> records, List<Controller> controllers, Instant until) {
        Answer goodUntil(Instant moment) {
            return new Answer(records, controllers, moment);
        }
    }

    /** @param server {@code dns:} for the resolvers of this machine, or {@code dns://host:port} */
    ServiceRecords(String domain, Tls tls, String server, Clock clock, RandomGenerator random) {
        this.name = "_ldap._tcp.dc._msdcs." + domain;
        this.tls = tls;
        this.server = server;
        this.clock = clock;
        this.random = random;
    }

    /** @throws Refusal {@link Reason#DIRECTORY_UNAVAILABLE} when DNS never named any */
    @Override
    public List<Controller> get() {
        Answer known = last;
        if (known != null && (clock.instant().isBefore(known.until()) || asking.isLocked())) {
            return known.controllers();
        }
        takeTurn();
        try {
            Answer meanwhile = last;
            return meanwhile != null && clock.instant().isBefore(meanwhile.until())
                    ? meanwhile.controllers()
                    : renewed(meanwhile).controllers();
        } finally {
            asking.unlock();
        }
    }

    private void takeTurn() {
        try {
            asking.lockInterruptibly();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Refusal(Reason.DIRECTORY_UNAVAILABLE).with("dns", name).with("error", "interrupted");
        }
    }

    @Override
    public Optional<List<Controller>> atHand() {
        return Optional.ofNullable(last).map(Answer::controllers);
    }

    @Override
    public boolean isDue() {
        Answer known = last;
        return known == null || !clock.instant().isBefore(known.until());
    }

    private Answer renewed(@Nullable Answer before) {
        Answer answer = asked(before);
        last = answer;
        return answer;
    }

    private Answer asked(@Nullable Answer before) {
        Instant now = clock.instant();
        try {
            Set<ServiceRecord> records = lookUp();
            if (before != null && before.records().equals(records)) {
                return before.goodUntil(now.plus(GOOD_FOR));
            }
            List<Controller> controllers = ServiceRecord.inOrder(records, random).stream()
                    .map(record -> record.controller(tls))
                    .distinct()
                    .toList();
            LOG.info("{} names {}", name, controllers);
            return new Answer(records, controllers, now.plus(GOOD_FOR));
        } catch (NamingException e) {
            String error = AdError.of(e).detail();
            if (before == null) {
                throw new Refusal(Reason.DIRECTORY_UNAVAILABLE)
                        .with("dns", name)
                        .with("error", error);
            }
            LOG.warn("{} cannot be looked up, so the controllers known before are asked: {}", name, error);
            return before.goodUntil(now.plus(RETRY));
        }
    }

    @SuppressWarnings("JdkObsolete") // JNDI takes no other map.
    private Set<ServiceRecord> lookUp() throws NamingException {
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
