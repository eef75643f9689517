package org.latchkey.directory;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.random.RandomGenerator;
import javax.naming.CommunicationException;
import javax.naming.NamingException;
import javax.naming.ServiceUnavailableException;
import org.jspecify.annotations.Nullable;
import org.latchkey.refusal.Reason;
import org.latchkey.refusal.Refusal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The controllers of a domain, as they register themselves in DNS ([MS-ADTS] 6.3.2.3): first those of this server's own site,
 * then all others, for the day when none of the site's answers. Java does not tell a record's time to live, so an answer holds
 * for five minutes, half of what controllers give their records. The order changes only when the records do: an order drawn
 * anew would leave the open connections behind.
 */
final class ServiceRecords implements KnownControllers {

    private static final Logger LOG = LoggerFactory.getLogger(ServiceRecords.class);
    private static final Duration GOOD_FOR = Duration.ofMinutes(5);
    private static final Duration RETRY = Duration.ofSeconds(30);

    /** While no controller answers: soon enough for who mends DNS, and no burden for it. */
    private static final Duration GOOD_FOR_WHILE_ALL_FAIL = Duration.ofSeconds(10);

    private final String domain;
    private final Tls tls;
    private final ServiceLookup dns;
    private final Site site;
    private final Clock clock;
    private final RandomGenerator random;
    private final ReentrantLock asking = new ReentrantLock();
    private volatile @Nullable Answer last;

    /** Tells in which of Active Directory's sites this server is. */
    interface Site {
        /** @param controllers who may know; empty where none tells */
        Optional<String> of(List<Controller> controllers);
    }

    /** @param records of the site, if it is known and has any, and of the domain */
    private record Answer(
            List<Set<ServiceRecord>> records, List<Controller> controllers, Instant asked, Instant until) {

        Answer goodUntil(Instant moment, Instant now) {
            return new Answer(records, controllers, now, moment);
        }
    }

    ServiceRecords(String domain, Tls tls, ServiceLookup dns, Site site, Clock clock, RandomGenerator random) {
        this.domain = domain;
        this.tls = tls;
        this.dns = dns;
        this.site = site;
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
            throw new Refusal(Reason.DIRECTORY_UNAVAILABLE).with("dns", name()).with("error", "interrupted");
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

    /** Perhaps they were replaced, and DNS knows by which. */
    @Override
    public void allFail() {
        Answer known = last;
        if (known != null) {
            Instant soon = known.asked().plus(GOOD_FOR_WHILE_ALL_FAIL);
            last = known.until().isAfter(soon) ? known.goodUntil(soon, known.asked()) : known;
        }
    }

    private Answer renewed(@Nullable Answer before) {
        Answer answer = asked(before);
        last = answer;
        return answer;
    }

    private Answer asked(@Nullable Answer before) {
        Instant now = clock.instant();
        try {
            Set<ServiceRecord> all = dns.of(name());
            if (before == null) {
                // Whoever cannot wait until the site is known goes on with these.
                last = new Answer(List.of(all), inOrder(List.of(all)), now, now);
            }
            List<Set<ServiceRecord>> records = withSite(all, before);
            if (before != null && before.records().equals(records)) {
                return before.goodUntil(now.plus(GOOD_FOR), now);
            }
            List<Controller> controllers = inOrder(records);
            LOG.info("{} names {}", name(), controllers);
            return new Answer(records, controllers, now, now.plus(GOOD_FOR));
        } catch (NamingException e) {
            String error = AdError.of(e).detail();
            if (before == null) {
                throw new Refusal(Reason.DIRECTORY_UNAVAILABLE)
                        .with("dns", name())
                        .with("error", error);
            }
            LOG.warn("{} cannot be looked up, so the controllers known before are asked: {}", name(), error);
            return before.goodUntil(now.plus(RETRY), now);
        }
    }

    private String name() {
        return "_ldap._tcp.dc._msdcs." + domain;
    }

    /** Only DNS itself can say that the site has none: a server in a branch must not go elsewhere for want of one answer. */
    private List<Set<ServiceRecord>> withSite(Set<ServiceRecord> all, @Nullable Answer before) {
        Optional<String> ours = site.of(inOrder(List.of(all)));
        if (ours.isEmpty()) {
            return List.of(all);
        }
        String name = "_ldap._tcp." + ours.get() + "._sites.dc._msdcs." + domain;
        try {
            return List.of(dns.of(name), all);
        } catch (CommunicationException | ServiceUnavailableException e) {
            LOG.info("{} cannot be looked up: {}", name, AdError.of(e).detail());
            return before == null || before.records().size() == 1
                    ? List.of(all)
                    : List.of(before.records().get(0), all);
        } catch (NamingException e) {
            LOG.info(
                    "{} has no controllers, so those of the domain are asked: {}",
                    name,
                    AdError.of(e).detail());
            return List.of(all);
        }
    }

    private List<Controller> inOrder(List<Set<ServiceRecord>> records) {
        return records.stream()
                .flatMap(some -> ServiceRecord.inOrder(some, random).stream())
                .map(record -> record.controller(tls))
                .distinct()
                .toList();
    }
}
