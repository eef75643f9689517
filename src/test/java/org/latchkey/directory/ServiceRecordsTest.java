package org.latchkey.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.latchkey.refusal.Reason;
import org.latchkey.refusal.Refusal;

class ServiceRecordsTest {

    private static final ServiceRecord DC1 = new ServiceRecord(0, 100, 389, "dc1.corp.example.com");
    private static final ServiceRecord DC2 = new ServiceRecord(10, 100, 389, "dc2.corp.example.com");
    private static final Controller FIRST = DC1.controller(Tls.LDAPS);
    private static final Controller SECOND = DC2.controller(Tls.LDAPS);

    private final MovableClock clock = new MovableClock(Instant.parse("2026-03-01T09:00:00Z"));
    private final DnsServer dns = new DnsServer(DC2, DC1);
    private final ServiceRecords records =
            new ServiceRecords("corp.example.com", Tls.LDAPS, dns.url(), clock, new Random(1));

    @AfterEach
    void close() {
        dns.close();
    }

    @Test
    void getThenTheControllersOfTheDomainByPriority() {
        assertThat(records.get()).containsExactly(FIRST, SECOND);
        assertThat(dns.lastName()).isEqualToIgnoringCase("_ldap._tcp.dc._msdcs.corp.example.com.");
    }

    @Test
    void getWhenAskedAgainWithinFiveMinutesThenDnsIsNot() {
        records.get();
        int before = dns.questions();
        dns.answer(DC1);
        clock.advance(Duration.ofMinutes(5).minusSeconds(1));
        assertThat(records.get()).containsExactly(FIRST, SECOND);
        assertThat(dns.questions()).isEqualTo(before);

        clock.advance(Duration.ofSeconds(1));
        assertThat(records.get()).containsExactly(FIRST);
    }

    @Test
    void getWhenTheRecordsStayTheSameThenSoDoesTheirOrder() {
        ServiceRecord peer = new ServiceRecord(0, 100, 389, "dc3.corp.example.com");
        dns.answer(DC1, peer);
        List<Controller> order = records.get();
        for (int i = 0; i < 10; i++) {
            clock.advance(Duration.ofMinutes(5));
            assertThat(records.get()).isEqualTo(order);
        }
    }

    @Test
    void getWhenDnsForgetsTheDomainThenTheControllersKnownBeforeForHalfAMinute() {
        records.get();
        dns.answer();
        clock.advance(Duration.ofMinutes(5));
        assertThat(records.get()).containsExactly(FIRST, SECOND);

        dns.answer(DC2);
        clock.advance(Duration.ofSeconds(29));
        assertThat(records.get()).containsExactly(FIRST, SECOND);
        clock.advance(Duration.ofSeconds(1));
        assertThat(records.get()).containsExactly(SECOND);
    }

    @Test
    void getWhenDnsNeverKnewTheDomainThenUnavailable() {
        dns.answer();
        Refusal refusal = catchThrowableOfType(Refusal.class, records::get);

        assertThat(refusal.reason()).isEqualTo(Reason.DIRECTORY_UNAVAILABLE);
        assertThat(refusal.facts()).containsEntry("dns", "_ldap._tcp.dc._msdcs.corp.example.com");
    }
}
