package org.latchkey.real;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.latchkey.demo.DemoPeople;
import org.latchkey.demo.DemoPerson;

/** Tickets of a real KDC, brought by curl. */
@ExtendWith(RealParts.class)
class KerberosRealIT {

    private static Installation installation;

    @BeforeAll
    static void start(Installation shared) {
        installation = shared;
    }

    private static Curl.Answer signIn(DemoPerson person) {
        SambaDomain domain = installation.domain();
        return Curl.of(domain, domain.tickets(person)).get(Installation.signIn(Installation.DISCOVERED));
    }

    @Test
    void signInWhenTicketThenTokenThatOpenSslVerifies() {
        Curl.Answer answer = signIn(DemoPeople.ADA);

        assertThat(answer.status()).as(answer.body()).isEqualTo(302);
        assertThat(answer.location()).startsWith(installation.hop().address() + "?state=s&id_token=");
        OpenSsl openSsl = new OpenSsl(installation.domain().work());
        assertThat(openSsl.verify(installation.key(), answer.idToken().orElseThrow()))
                .isEqualTo("Verified OK");
    }

    /** A key that Freshworks' recipe made, and that no library signs with. */
    @Test
    void signInWhenKeyHas1024BitsThenOpenSslVerifiesThatTokenAndNoOther() {
        SambaDomain domain = installation.domain();
        String token = Curl.of(domain, domain.tickets(DemoPeople.ADA))
                .get(Installation.signIn(Installation.DISCOVERED, Installation.WEAK))
                .idToken()
                .orElseThrow();
        String[] parts = token.split("\\.", -1);
        OpenSsl openSsl = new OpenSsl(domain.work());

        assertThat(openSsl.verify(installation.weakKey(), token)).isEqualTo("Verified OK");
        assertThat(openSsl.verify(installation.weakKey(), parts[0] + "." + parts[1] + "x." + parts[2]))
                .contains("Verification failure")
                .doesNotContain("Verified OK");
    }

    static Stream<DemoPerson> complete() {
        return Stream.of(DemoPeople.ZOE, DemoPeople.SEAN, DemoPeople.GRACE, DemoPeople.MADONNA, DemoPeople.BEATRICE);
    }

    @ParameterizedTest
    @MethodSource("complete")
    void signInWhenUnusualNameOrHundredsOfGroupsThenIn(DemoPerson person) {
        Curl.Answer answer = signIn(person);

        assertThat(answer.status()).as(answer.body()).isEqualTo(302);
        assertThat(installation.tomcat().lastAudited(Installation.DISCOVERED)).contains("\"mechanism\":\"KERBEROS\"");
    }

    static Stream<Arguments> refused() {
        return Stream.of(
                Arguments.of(DemoPeople.ALAN, "MAIL_MISSING"),
                Arguments.of(DemoPeople.DENNIS, "ACCOUNT_DISABLED"),
                Arguments.of(DemoPeople.EVE, "ACCOUNT_EXPIRED"),
                Arguments.of(DemoPeople.LOUIS, "ACCOUNT_LOCKED"),
                Arguments.of(DemoPeople.MARIE, "PASSWORD_EXPIRED"));
    }

    /** The ticket is good until it ends; that the account is no longer only the directory knows. */
    @ParameterizedTest
    @MethodSource("refused")
    void signInWhenTheDirectoryKnowsWhyNotThenItsOwnPage(DemoPerson person, String reason) {
        Curl.Answer answer = signIn(person);

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.location()).isEmpty();
        assertThat(installation.tomcat().lastAudited(Installation.DISCOVERED))
                .contains("\"reason\":\"" + reason + "\"");
    }
}
