package org.latchkey.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.latchkey.refusal.Reason;
import org.latchkey.refusal.Refusal;

class DnsAliasTest {

    private final DnsServer dns = new DnsServer();
    private final DnsAlias alias = new DnsAlias(new DnsQuestion(dns.url()));

    @AfterEach
    void close() {
        dns.close();
    }

    @Test
    void ofWhenTheNameIsAnAliasThenTheOneItPointsTo() {
        dns.alias("sso.corp.example.com", "web1.corp.example.com");

        assertThat(alias.of("sso.corp.example.com")).contains("web1.corp.example.com");
    }

    @Test
    void ofWhenDnsHasAnotherRecordOrNoneThenNoAlias() {
        dns.answer(new ServiceRecord(0, 100, 389, "dc1.corp.example.com"));
        assertThat(alias.of("sso.corp.example.com")).isEmpty();

        dns.answer();
        assertThat(alias.of("sso.corp.example.com")).isEmpty();
    }

    @Test
    void ofWhenDnsIsAtALossThenSaid() {
        dns.failForSite("Branch");
        Refusal refusal = catchThrowableOfType(
                Refusal.class, () -> alias.of("_ldap._tcp.Branch._sites.dc._msdcs.corp.example.com"));

        assertThat(refusal.reason()).isEqualTo(Reason.DIRECTORY_UNAVAILABLE);
    }
}
