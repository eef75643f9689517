package org.latchkey.real;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.latchkey.demo.DemoPeople;
import org.latchkey.demo.DemoPerson;

/** Rules by group, on the tokenGroups that a real controller computes. */
@ExtendWith(RealParts.class)
class GroupsRealIT {

    private static Installation installation;

    @BeforeAll
    static void start(Installation shared) {
        installation = shared;
    }

    private static Curl.Answer signIn(DemoPerson person) {
        SambaDomain domain = installation.domain();
        return Curl.of(domain, domain.tickets(person))
                .get(Installation.signIn(Installation.DISCOVERED, Installation.STAFF));
    }

    private static String audited() {
        return installation.tomcat().lastAudited(Installation.DISCOVERED);
    }

    @Test
    void signInWhenAllowedThroughTwoOtherGroupsThenIn() {
        Curl.Answer answer = signIn(DemoPeople.ADA);

        assertThat(answer.status()).as(answer.body()).isEqualTo(302);
    }

    @Test
    void signInWhenInNoGroupThatMayThenRefused() {
        assertThat(signIn(DemoPeople.CARL).status()).isEqualTo(403);
        assertThat(audited()).contains("\"reason\":\"ACCESS_DENIED\"");
    }

    @Test
    void signInWhenOneOfHundredsOfGroupsIsDeniedThenRefused() {
        assertThat(signIn(DemoPeople.BEATRICE).status()).isEqualTo(403);
        assertThat(audited()).contains("\"reason\":\"ACCESS_DENIED\"", "Committee 007");
    }
}
