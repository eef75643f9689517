package org.latchkey.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.latchkey.MovableClock;
import org.latchkey.refusal.Reason;
import org.latchkey.refusal.Refusal;

class ServiceRecordsTest {

    private static final ServiceRecord DC1 = new ServiceRecord(0, 100, 389, "dc1.corp.example.com");
    private static final ServiceRecord DC2 = new ServiceRecord(10, 100, 389, "dc2.corp.example.com");
    private static final Controller FIRST = DC1.controller(Tls.LDAPS);
    private static final Controller SECOND = DC2.controller(Tls.LDAPS);

    private final MovableClock clock = new MovableClock(Instant.parse("2026-03-01T09:00:00Z"));
    private final DnsServer dns = new DnsServer(DC2, DC1);
    private final ServiceRecords records = new ServiceRecords(
            "corp.example.com",
            Tls.LDAPS,
            new ServiceLookup(new DnsQuestion(dns.url())),
            this::site,
            clock,
            new Random(1));
    private Optional<String> site = Optional.empty();
    private List<Controller> askedForSite = List.of();

    private Optional<String> site(List<Controller> controllers) {
        askedForSite = controllers;
        return site;
    }

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

    @Test
    void getWhenTheServerIsInASiteThenItsControllersFirstAndTheOthersAfterThem() {
        site = Optional.of("Branch-Office");
        dns.answerForSite("Branch-Office", DC2);

        assertThat(records.get()).containsExactly(SECOND, FIRST);
        assertThat(askedForSite).containsExactly(FIRST, SECOND);
        assertThat(dns.lastName()).isEqualToIgnoringCase("_ldap._tcp.Branch-Office._sites.dc._msdcs.corp.example.com.");
    }

    @Test
    void getWhenTheSiteHasNoRecordsThenTheControllersOfTheDomain() {
        site = Optional.of("Ship");

        assertThat(records.get()).containsExactly(FIRST, SECOND);
    }

    @Test
    void getWhenTheSitesRecordsCannotBeLookedUpThenThoseKnownBeforeUntilDnsSaysThatThereAreNone() {
        site = Optional.of("Branch-Office");
        dns.answerForSite("Branch-Office", DC2);
        records.get();

        dns.failForSite("Branch-Office");
        clock.advance(Duration.ofMinutes(5));
        assertThat(records.get()).containsExactly(SECOND, FIRST);

        dns.answerForSite("Branch-Office");
        clock.advance(Duration.ofMinutes(5));
        assertThat(records.get()).containsExactly(FIRST, SECOND);
    }

    @Test
    void getWhenTheSiteBecomesKnownThenTheOrderChangesAtTheNextLookUp() {
        records.get();
        site = Optional.of("Branch-Office");
        dns.answerForSite("Branch-Office", DC2);
        assertThat(records.get()).containsExactly(FIRST, SECOND);

        clock.advance(Duration.ofMinutes(5));
        assertThat(records.get()).containsExactly(SECOND, FIRST);
    }

    @Test
    void allFailThenTheAnswerIsGoodForTenSeconds() {
        records.get();
        dns.answer(DC2);
        clock.advance(Duration.ofSeconds(9));
        records.allFail();
        assertThat(records.isDue()).isFalse();
        assertThat(records.get()).containsExactly(FIRST, SECOND);

        clock.advance(Duration.ofSeconds(1));
        assertThat(records.isDue()).isTrue();
        assertThat(records.get()).containsExactly(SECOND);
    }

    @Test
    void allFailWhenAskedAgainAndAgainThenDnsIsAskedOnceInTenSeconds() {
        records.get();
        int before = dns.questions();
        for (int second = 0; second < 60; second++) {
            records.allFail();
            records.get();
            clock.advance(Duration.ofSeconds(1));
        }

        assertThat(dns.questions() - before).isBetween(5, 6);
    }
}
