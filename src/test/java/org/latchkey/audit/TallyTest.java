package org.latchkey.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.latchkey.http.StandInRequest;
import org.latchkey.refusal.Reference;

class TallyTest {

    private final Tally tally = new Tally(Set.of("helpdesk", "desk2"));

    private void count(String outcome, String application, String name, String value) {
        Decision decision = Decision.begin(StandInRequest.get("/").request(), new Reference("ABCD-EFGH"))
                .note("application", application)
                .note(name, value);
        decision.outcome(outcome);
        tally.count(decision);
    }

    @Test
    void countThenSignInsByApplicationAndMechanism() {
        count("signed-in", "helpdesk", "mechanism", "KERBEROS");
        count("signed-in", "helpdesk", "mechanism", "KERBEROS");
        count("signed-in", "helpdesk", "mechanism", "NTLM");
        count("signed-in", "desk2", "mechanism", "PASSWORD");

        assertThat(tally.signIns())
                .containsExactly(
                        entry(new Tally.Kind("desk2", "PASSWORD"), 1L),
                        entry(new Tally.Kind("helpdesk", "KERBEROS"), 2L),
                        entry(new Tally.Kind("helpdesk", "NTLM"), 1L));
        assertThat(tally.refusals()).isEmpty();
    }

    @Test
    void countWhenRefusedThenByReason() {
        count("refused", "helpdesk", "reason", "MAIL_MISSING");

        assertThat(tally.refusals()).containsExactly(entry(new Tally.Kind("helpdesk", "MAIL_MISSING"), 1L));
    }

    @Test
    void countWhenTheApplicationIsMadeUpThenAllSuchAreOne() {
        for (int i = 0; i < 1_000; i++) {
            count("refused", "made-up-" + i, "reason", "APPLICATION_UNKNOWN");
        }

        assertThat(tally.refusals()).containsExactly(entry(new Tally.Kind("", "APPLICATION_UNKNOWN"), 1_000L));
    }

    @Test
    void countWhenNeitherSignedInNorRefusedThenNothing() {
        count("signed-out", "helpdesk", "mechanism", "KERBEROS");

        assertThat(tally.signIns()).isEmpty();
        assertThat(tally.refusals()).isEmpty();
    }
}
