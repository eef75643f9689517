package org.latchkey.signin;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.latchkey.application.AccessRule;
import org.latchkey.application.Application;
import org.latchkey.config.Secret;
import org.latchkey.directory.AccountName;
import org.latchkey.directory.AccountState;
import org.latchkey.directory.GroupName;
import org.latchkey.http.Refused;
import org.latchkey.http.StandInRequest;
import org.latchkey.http.StandInSession;
import org.latchkey.refusal.Reason;
import org.latchkey.refusal.Refusal;

final class SignInTest {

    private static final Instant NOW = Instant.ofEpochSecond(1_700_000_000);
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
    private static final AccountName ADA = AccountName.ofWindows("CORP\\ada");
    private static final SignedIn BY_TICKET = new SignedIn(ADA, Mechanism.KERBEROS, NOW);
    private static final String GUID = new UUID(1, 2).toString();
    private static final Secret PASSWORD = new Secret(InMemoryDirectory.PASSWORD);

    private final InMemoryDirectory directory = new InMemoryDirectory();
    private final SignIn signIn = directory.signIn(CLOCK);
    private final StandInRequest request = StandInRequest.get("/latchkey/jwt/helpdesk");

    @Test
    void personWhenNobodyIsSignedInThenTheSignInIsAskedForAndNotTheDirectory() {
        Refusal refusal = Refused.by(() -> signIn.person(request.request(), "IT Service Desk"));

        assertThat(refusal).isInstanceOfSatisfying(SignInRequired.class, required -> {
            assertThat(required.isFirstAsk()).isTrue();
            assertThat(required.application()).isEqualTo("IT Service Desk");
            assertThat(required.challenges()).isEmpty();
        });
        assertThat(directory.asked()).isZero();
        assertThat(request.session()).isNull();
    }

    @Test
    void personWhenThePrincipalIsNotOursThenTheSignInIsAskedFor() {
        request.user(() -> "CORP\\ada");

        assertThat(Refused.by(() -> signIn.person(request.request(), "")).reason())
                .isEqualTo(Reason.SIGN_IN_REQUIRED);
    }

    @Test
    void personWhenActiveThenAsTheDirectoryHasHimAndNoSessionYet() {
        directory.with("CORP\\ada", AccountState.ACTIVE);
        Person person = signIn.person(request.user(BY_TICKET).request(), "");

        assertThat(person.signedIn()).isEqualTo(BY_TICKET);
        assertThat(person.user().account()).isEqualTo(ADA);
        assertThat(request.session()).isNull();
    }

    @Test
    void personWhenAskedTwiceThenTheDirectoryIsAskedTwice() {
        directory.with("CORP\\ada", AccountState.ACTIVE);
        signIn.person(request.user(BY_TICKET).request(), "");
        directory.with("CORP\\ada", AccountState.DISABLED);

        assertThat(Refused.by(() -> signIn.person(request.request(), "")).reason())
                .isEqualTo(Reason.ACCOUNT_DISABLED);
    }

    /** Ada was renamed, and a new colleague has her name, while her session lasts. */
    @Test
    void personWhenTheNameIsAnotherAccountsNowThenTheSessionEndsAndTheSignInIsAskedFor() {
        directory.with("CORP\\ada", AccountState.ACTIVE);
        signIn.remember(request.request(), signIn.person(request.user(BY_TICKET).request(), ""));
        SignedIn before = new SignedIn(ADA, Mechanism.KERBEROS, NOW, new UUID(3, 4).toString());

        Refusal refusal = Refused.by(() -> signIn.person(request.user(before).request(), "IT Service Desk"));

        assertThat(refusal)
                .isInstanceOfSatisfying(
                        SignInRequired.class,
                        required -> assertThat(required.isFirstAsk()).isTrue());
        assertThat(request.session().isInvalid()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "DISABLED,ACCOUNT_DISABLED",
        "EXPIRED,ACCOUNT_EXPIRED",
        "LOCKED,ACCOUNT_LOCKED",
        "PASSWORD_EXPIRED,PASSWORD_EXPIRED",
        "HIDDEN,DIRECTORY_RIGHTS"
    })
    void personWhenTheAccountMayNotSignInThenItsOwnReasonAndNoSession(AccountState state, Reason reason) {
        directory.with("CORP\\ada", state);
        Refusal refusal = Refused.by(() -> signIn.person(request.user(BY_TICKET).request(), ""));

        assertThat(refusal.reason()).isEqualTo(reason);
        assertThat(refusal.facts()).containsEntry("account", "CORP\\ada").containsEntry("entry", "CN=ada");
        assertThat(request.session()).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "DISABLED,ACCOUNT_DISABLED",
        "EXPIRED,ACCOUNT_EXPIRED",
        "LOCKED,ACCOUNT_LOCKED",
        "PASSWORD_EXPIRED,PASSWORD_EXPIRED",
        "HIDDEN,DIRECTORY_RIGHTS"
    })
    void withPasswordWhenTheAccountMayNotSignInThenItsOwnReasonAndNoSession(AccountState state, Reason reason) {
        directory.with("CORP\\ada", state);

        assertThat(Refused.by(() -> signIn.withPassword(request.request(), ADA, PASSWORD))
                        .reason())
                .isEqualTo(reason);
        assertThat(request.session()).isNull();
    }

    @Test
    void personWhenTheDirectoryDoesNotKnowHimThenItsReasonAndNoSession() {
        assertThat(Refused.by(() -> signIn.person(request.user(BY_TICKET).request(), ""))
                        .reason())
                .isEqualTo(Reason.ACCOUNT_UNKNOWN);
        assertThat(request.session()).isNull();
    }

    private static Application application(AccessRule rule) {
        return new Application("helpdesk", "IT Service Desk", Optional.empty(), List.of("mail"), rule);
    }

    private Person entering(AccessRule rule) {
        return signIn.enter(request.user(BY_TICKET).request(), application(rule));
    }

    @Test
    void enterWhenThereIsNoRuleThenTheDirectoryIsAskedForThePersonOnly() {
        directory.with("CORP\\ada", AccountState.ACTIVE);

        assertThat(entering(AccessRule.EVERYBODY).user().account()).isEqualTo(ADA);
        assertThat(directory.asked()).isEqualTo(1);
    }

    @Test
    void enterWhenInAnAllowedGroupThenThePerson() {
        directory.with("CORP\\ada", AccountState.ACTIVE);

        assertThat(entering(AccessRule.membersOf(InMemoryDirectory.STAFF))
                        .user()
                        .account())
                .isEqualTo(ADA);
    }

    @Test
    void enterWhenInADeniedGroupThenRefusedWithTheRuleAndNoSession() {
        directory.with("CORP\\ada", AccountState.ACTIVE);
        AccessRule rule = new AccessRule(List.of(InMemoryDirectory.STAFF), List.of(InMemoryDirectory.STAFF));
        Refusal refusal = Refused.by(() -> entering(rule));

        assertThat(refusal.reason()).isEqualTo(Reason.ACCESS_DENIED);
        assertThat(refusal.facts()).isEqualTo(Map.of("application", "helpdesk", "rule", "deny CORP\\Staff"));
        assertThat(request.session()).isNull();
    }

    @Test
    void enterWhenADeniedGroupIsGoneThenTheApplicationIsBroken() {
        directory.with("CORP\\ada", AccountState.ACTIVE);
        AccessRule rule = new AccessRule(List.of(), List.of(GroupName.parse("CORP\\Gone")));

        assertThat(Refused.by(() -> entering(rule)).reason()).isEqualTo(Reason.APPLICATION_BROKEN);
    }

    @Test
    void enterWhenTheAccountIsDisabledThenThatIsSaidWhateverTheRule() {
        directory.with("CORP\\ada", AccountState.DISABLED);

        assertThat(Refused.by(() -> entering(AccessRule.membersOf(GroupName.parse("CORP\\Gone"))))
                        .reason())
                .isEqualTo(Reason.ACCOUNT_DISABLED);
    }

    @Test
    void withPasswordWhenItIsRightThenASessionOfTheCanonicalAccount() {
        directory.with("CORP\\ada", AccountState.ACTIVE);
        AccountName typed = AccountName.typed("ada").orElseThrow();

        signIn.withPassword(request.request(), typed, PASSWORD);

        assertThat(request.session().attributes()).containsValue(new SignedIn(ADA, Mechanism.PASSWORD, NOW, GUID));
    }

    @Test
    void withPasswordWhenItIsWrongThenRefusedAndNoSession() {
        directory.with("CORP\\ada", AccountState.ACTIVE);

        assertThat(Refused.by(() -> signIn.withPassword(request.request(), ADA, new Secret("wrong")))
                        .reason())
                .isEqualTo(Reason.PASSWORD_WRONG);
        assertThat(request.session()).isNull();
    }

    @Test
    void rememberThenASessionAndForgetThenItsEnd() {
        directory.with("CORP\\ada", AccountState.ACTIVE);
        Person person = signIn.person(request.user(BY_TICKET).request(), "");

        signIn.remember(request.request(), person);
        StandInSession session = request.session();
        assertThat(session.attributes()).containsValue(new SignedIn(ADA, Mechanism.KERBEROS, NOW, GUID));

        signIn.forget(request.request());
        assertThat(session.isInvalid()).isTrue();
    }
}
