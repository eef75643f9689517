package org.latchkey.saml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.latchkey.MovableClock;
import org.latchkey.http.Refused;
import org.latchkey.refusal.Reason;

final class AnsweredRequestsTest {

    private final AnsweredRequests answered = new AnsweredRequests(Described.CLOCK);

    private static SignOnRequest request(String application, String id) {
        return new SignOnRequest(
                application,
                id,
                URI.create("https://desk.example.com/acs"),
                Optional.empty(),
                NameIdChoice.IMPOSSIBLE,
                false,
                false,
                Optional.empty(),
                List.of(),
                false,
                Described.NOW);
    }

    @Test
    void addWhenAnsweredThenNeverAgain() {
        answered.requireNew(request("desk", "_1"));
        answered.add(request("desk", "_1"));

        assertThat(Refused.by(() -> answered.requireNew(request("desk", "_1"))).reason())
                .isEqualTo(Reason.SAML_REQUEST_REPEATED);
        assertThat(Refused.by(() -> answered.add(request("desk", "_1"))).reason())
                .isEqualTo(Reason.SAML_REQUEST_REPEATED);
    }

    @Test
    void addWhenOtherApplicationUsesTheSameIdThenNoMatter() {
        answered.add(request("desk", "_1"));

        assertThatCode(() -> answered.add(request("other", "_1"))).doesNotThrowAnyException();
    }

    @Test
    void addWhenSignInBeganHereThenAsOftenAsOneLikes() {
        answered.add(request("desk", ""));

        assertThatCode(() -> answered.add(request("desk", ""))).doesNotThrowAnyException();
        assertThatCode(() -> answered.requireNew(request("desk", ""))).doesNotThrowAnyException();
    }

    /** Issued five minutes ahead of this clock, it is taken for 25 minutes, and sealed for 15 more. */
    @Test
    void addWhenFortyMinutesHavePassedThenForgottenAndNotBefore() {
        MovableClock clock = new MovableClock(Described.NOW);
        AnsweredRequests kept = new AnsweredRequests(clock);
        kept.add(request("desk", "_1"));
        clock.advance(Duration.ofMinutes(40));

        assertThat(Refused.by(() -> kept.requireNew(request("desk", "_1"))).reason())
                .isEqualTo(Reason.SAML_REQUEST_REPEATED);
        assertThat(Refused.by(() -> kept.add(request("desk", "_1"))).reason()).isEqualTo(Reason.SAML_REQUEST_REPEATED);
        clock.advance(Duration.ofNanos(1));
        assertThatCode(() -> kept.add(request("desk", "_1"))).doesNotThrowAnyException();
    }

    @Test
    void addWhenVeryManyThenTheOldestGivesWay() {
        for (int i = 0; i <= 20_000; i++) {
            answered.add(request("desk", "_" + i));
        }

        assertThatCode(() -> answered.requireNew(request("desk", "_0"))).doesNotThrowAnyException();
        assertThat(Refused.by(() -> answered.requireNew(request("desk", "_1"))).reason())
                .isEqualTo(Reason.SAML_REQUEST_REPEATED);
    }
}
