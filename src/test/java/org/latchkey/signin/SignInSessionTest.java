package org.latchkey.signin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.latchkey.MovableClock;
import org.latchkey.directory.AccountName;
import org.latchkey.http.StandInRequest;
import org.latchkey.http.StandInSession;
import org.latchkey.refusal.Reason;
import org.latchkey.refusal.Refusal;

final class SignInSessionTest {

    private static final Instant NOW = Instant.ofEpochSecond(1_700_000_000, 500);
    private static final SignedIn ADA = new SignedIn(AccountName.ofWindows("CORP\\ada"), Mechanism.KERBEROS, NOW);
    private static final SignedIn BOB = new SignedIn(AccountName.ofWindows("CORP\\bob"), Mechanism.NTLM, NOW);

    private final MovableClock clock = new MovableClock(NOW);
    private final SignInSession sessions = new SignInSession(clock, Duration.ofHours(8));
    private final StandInRequest request = StandInRequest.get("/latchkey/");

    @Test
    void currentWhenThereIsNoSessionThenNobodyAndNoneIsMade() {
        assertThat(sessions.current(request.request())).isEmpty();
        assertThat(request.session()).isNull();
    }

    @Test
    void currentWhenTheSessionIsNobodysThenNobody() {
        request.session(StandInSession.existing());

        assertThat(sessions.current(request.request())).isEmpty();
    }

    @Test
    void currentWhenTheSessionHoldsSomethingElseThenNobody() {
        StandInSession session = StandInSession.existing();
        session.attributes().put(SignedIn.class.getName(), "CORP\\ada");

        assertThat(sessions.current(request.session(session).request())).isEmpty();
    }

    @Test
    void currentWhenSignedInThenThatUntilTheVeryInstantOfItsEnd() {
        sessions.begin(request.request(), ADA);

        assertThat(sessions.current(request.request())).contains(ADA);
        clock.set(NOW.plus(Duration.ofHours(8)).minusNanos(1));
        assertThat(sessions.current(request.request())).contains(ADA);
        clock.set(NOW.plus(Duration.ofHours(8)));
        assertThat(sessions.current(request.request())).isEmpty();
    }

    @Test
    void beginWhenThereIsNoSessionThenANewOneWithAnIdThatNobodyKnew() {
        sessions.begin(request.request(), ADA);

        assertThat(request.session().attributes()).containsValue(ADA);
        assertThat(request.session().changes()).isZero();
    }

    @Test
    void beginWhenTheBrowserNamedTheSessionThenItsIdChangesOnce() {
        StandInSession planted = StandInSession.existing();
        sessions.begin(request.session(planted).request(), ADA);
        sessions.current(request.request());
        sessions.begin(request.request(), ADA);

        assertThat(planted.changes()).isEqualTo(1);
        assertThat(planted.id()).isNotEqualTo("sent-by-the-browser");
    }

    /** Several requests of one browser are under way, and one of them signs out. */
    @Test
    void beginWhenTheSessionEndedDuringTheRequestThenItStaysEnded() {
        sessions.begin(request.request(), ADA);
        assertThat(sessions.current(request.request())).contains(ADA);
        sessions.end(request.request());
        sessions.begin(request.request(), ADA);

        assertThat(sessions.current(request.request())).isEmpty();
    }

    @Test
    void beginWhenSomebodyElseSignsInThenNothingOfTheFirstIsLeft() {
        StandInSession session = StandInSession.existing();
        sessions.begin(request.session(session).request(), ADA);
        sessions.begin(request.request(), BOB);

        assertThat(session.isInvalid()).isTrue();
    }

    @Test
    void endThenTheSessionIsInvalidAndWithoutOneNothing() {
        sessions.end(request.request());
        assertThat(request.session()).isNull();

        StandInSession session = StandInSession.existing();
        sessions.end(request.session(session).request());
        assertThat(session.isInvalid()).isTrue();
    }

    @Test
    void endThenWhoWasSignedInEvenTooLongAgo() {
        sessions.begin(request.request(), ADA);
        clock.set(NOW.plus(Duration.ofHours(9)));

        assertThat(sessions.end(request.request())).contains(ADA);
        assertThat(sessions.end(request.request())).isEmpty();
    }

    /** Freshworks and the person himself, for instance. */
    @Test
    void endWhenAnotherRequestEndsTheSessionInTheSameMomentThenNobodyAndNoFault() {
        StandInSession session = StandInSession.existing();
        sessions.begin(request.session(session).request(), ADA);
        session.endedMeanwhile();

        assertThat(sessions.end(request.request())).isEmpty();
    }

    @Test
    void signedInWhenWrittenAndReadAgainThenTheSame() throws IOException, ClassNotFoundException {
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(octets)) {
            out.writeObject(ADA);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(octets.toByteArray()))) {
            assertThat(in.readObject()).isEqualTo(ADA);
        }
    }

    @Test
    void getNameThenTheAccountAsPeopleWriteIt() {
        assertThat(ADA.getName()).isEqualTo("CORP\\ada");
    }

    @Test
    void becauseThenTheReasonAndFactsOfTheRefusalAndNoFirstAsk() {
        SignInRequired required = SignInRequired.because(new Refusal(Reason.PASSWORD_WRONG).with("account", "ada"));

        assertThat(required.reason()).isEqualTo(Reason.PASSWORD_WRONG);
        assertThat(required.facts()).containsEntry("account", "ada");
        assertThat(required.isFirstAsk()).isFalse();
        assertThat(required.challenging(List.of("Negotiate", "NTLM")).challenges())
                .containsExactly("Negotiate", "NTLM");
        assertThat(new SignInRequired("Desk").challenging(List.of("Negotiate")).application())
                .isEqualTo("Desk");
    }
}
