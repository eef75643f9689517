package org.latchkey.signin;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.latchkey.MovableClock;
import org.latchkey.audit.Decision;
import org.latchkey.http.LaxCookie;
import org.latchkey.http.LocalRedirect;
import org.latchkey.http.Refused;
import org.latchkey.http.StandInRequest;
import org.latchkey.http.StandInResponse;
import org.latchkey.page.Languages;
import org.latchkey.page.SignInPage;
import org.latchkey.refusal.Reason;
import org.latchkey.refusal.Reference;
import org.latchkey.refusal.Refusal;

final class SignInFormTest {

    private static final Instant NOW = Instant.ofEpochSecond(1_700_000_000);
    private static final String ADDRESS = "/latchkey/jwt/helpdesk?state=a%3D&nonce=1";
    private static final String BROWSER = "abcdefghijklmnopqrstuv";

    private final MovableClock clock = new MovableClock(NOW);
    private final SecureRandom random = new SecureRandom();
    private final SealedState sealed = SealedState.ofProcess(clock, random);
    private final SignInForm form = form(true);

    private SignInForm form(boolean enabled) {
        LaxCookie cookie = new LaxCookie(SignInForm.COOKIE, true, SignInForm.LIFETIME);
        return new SignInForm(sealed, cookie, random, enabled, "Call 4711.", new Languages(Locale.ENGLISH));
    }

    private static StandInRequest of(String browser) {
        return StandInRequest.get(ADDRESS).cookie(SignInForm.COOKIE, browser);
    }

    private SignInPage page(StandInRequest request, SignInRequired required) {
        return form.page(request.request(), new StandInResponse().response(), required);
    }

    private String tokenFor(String browser) {
        return page(of(browser), new SignInRequired("IT Service Desk")).sealedState();
    }

    private LocalRedirect opened(StandInRequest request, String token) {
        return form.opened(request.request(), token);
    }

    @Test
    void openedWhenTheBrowserSubmitsItsFormThenBackToTheAddressItAskedFor() {
        assertThat(opened(of(BROWSER), tokenFor(BROWSER)).path()).isEqualTo(ADDRESS);
    }

    @Test
    void pageThenWhatTheTemplateShows() {
        StandInRequest request = of(BROWSER);
        Decision.begin(request.request(), new Reference("ABCD-EFGH"));
        SignInPage page = page(request, new SignInRequired("IT Service Desk"));

        assertThat(page.action()).isEqualTo("/latchkey/signin");
        assertThat(page.applicationTitle()).isEqualTo("IT Service Desk");
        assertThat(page.account()).isEmpty();
        assertThat(page.message()).isEmpty();
        assertThat(page.passwordForm()).isTrue();
        assertThat(page.reference()).isEqualTo("ABCD-EFGH");
        assertThat(page.helpText()).isEqualTo("Call 4711.");
        assertThat(page.toString()).doesNotContain(page.sealedState());
    }

    @Test
    void pageWhenPasswordsAreNotTakenThenWithoutForm() {
        assertThat(form(false)
                        .page(of(BROWSER).request(), new StandInResponse().response(), new SignInRequired())
                        .passwordForm())
                .isFalse();
    }

    @Test
    void pageWhenTheBrowserIsNewThenABindingOf128BitsInACookieOfItsOwn() {
        StandInResponse first = new StandInResponse();
        StandInResponse second = new StandInResponse();
        form.page(StandInRequest.get(ADDRESS).request(), first.response(), new SignInRequired());
        form.page(StandInRequest.get(ADDRESS).request(), second.response(), new SignInRequired());

        assertThat(first.cookies()).singleElement().satisfies(cookie -> {
            assertThat(cookie.getName()).isEqualTo("latchkey-signin");
            assertThat(cookie.getValue()).matches("[A-Za-z0-9_-]{22}");
            assertThat(cookie.getMaxAge()).isEqualTo(900);
        });
        assertThat(second.cookies().get(0).getValue())
                .isNotEqualTo(first.cookies().get(0).getValue());
    }

    @Test
    void pageWhenTheBrowserHasACookieThenItIsKeptSoThatFormsInOtherTabsStayGood() {
        StandInResponse answer = new StandInResponse();
        form.page(of(BROWSER).request(), answer.response(), new SignInRequired());

        assertThat(answer.cookies().get(0).getValue()).isEqualTo(BROWSER);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "abcdefghijklmnopqrstu",
                "abcdefghijklmnopqrstuvw",
                "abcdefghijklmnopqrst==",
                "abcdefghijklmnopqrst+/",
                "abcdefghijklmnopqrstu\n"
            })
    void pageWhenTheCookieIsMalformedThenANewOne(String malformed) {
        StandInResponse answer = new StandInResponse();
        SignInPage page = form.page(of(malformed).request(), answer.response(), new SignInRequired());

        String fresh = answer.cookies().get(0).getValue();
        assertThat(fresh).isNotEqualTo(malformed).matches("[A-Za-z0-9_-]{22}");
        assertThat(opened(of(fresh), page.sealedState()).path()).isEqualTo(ADDRESS);
    }

    @Test
    void openedWhenTheBrowserHasNoCookieThenForeign() {
        Refusal refusal = Refused.by(() -> opened(StandInRequest.get("/latchkey/signin"), tokenFor(BROWSER)));

        assertThat(refusal.reason()).isEqualTo(Reason.FORM_FOREIGN);
        assertThat(refusal.facts()).containsEntry("cookie", "absent");
    }

    @ParameterizedTest
    @ValueSource(strings = {"bbcdefghijklmnopqrstuv", "abcdefghijklmnopqrstuV", "x"})
    void openedWhenTheFormWasGivenToAnotherBrowserThenForeign(String other) {
        String token = tokenFor(BROWSER);

        assertThat(Refused.by(() -> opened(of(other), token)).reason()).isEqualTo(Reason.FORM_FOREIGN);
    }

    @Test
    void openedWhenSealedForAnotherPurposeThenForeign() {
        String token = sealed.seal("saml", BROWSER, ADDRESS + "\n", Duration.ofMinutes(15));

        assertThat(Refused.by(() -> opened(of(BROWSER), token)).reason()).isEqualTo(Reason.FORM_FOREIGN);
    }

    @Test
    void openedWhenExpiredThenAFreshFormThatReturnsToTheSameAddress() {
        String token = tokenFor(BROWSER);
        clock.set(NOW.plus(SignInForm.LIFETIME).minusNanos(1));
        assertThat(opened(of(BROWSER), token).path()).isEqualTo(ADDRESS);

        clock.set(NOW.plus(SignInForm.LIFETIME));
        StandInRequest submit = StandInRequest.of("POST", "/latchkey/signin").cookie(SignInForm.COOKIE, BROWSER);
        Refusal refusal = Refused.by(() -> opened(submit, token));
        assertThat(refusal.reason()).isEqualTo(Reason.FORM_EXPIRED);
        SignInPage fresh = page(submit, (SignInRequired) refusal);

        assertThat(fresh.applicationTitle()).isEqualTo("IT Service Desk");
        assertThat(fresh.message())
                .contains(Reason.FORM_EXPIRED.voices(Locale.ENGLISH).user());
        assertThat(opened(of(BROWSER), fresh.sealedState()).path()).isEqualTo(ADDRESS);
    }

    @Test
    void pageWhenThePasswordWasWrongThenTheSameReturnTheAccountAndTheReason() {
        StandInRequest submit = StandInRequest.of("POST", "/latchkey/signin").cookie(SignInForm.COOKIE, BROWSER);
        assertThat(opened(submit, tokenFor(BROWSER)).path()).isEqualTo(ADDRESS);
        submit.request().setAttribute(SignInPage.ACCOUNT, "CORP\\ada");
        SignInPage again = page(submit, SignInRequired.because(new Refusal(Reason.PASSWORD_WRONG)));

        assertThat(again.account()).isEqualTo("CORP\\ada");
        assertThat(again.applicationTitle()).isEqualTo("IT Service Desk");
        assertThat(again.message())
                .contains(Reason.PASSWORD_WRONG.voices(Locale.ENGLISH).user());
        assertThat(opened(of(BROWSER), again.sealedState()).path()).isEqualTo(ADDRESS);
    }

    @Test
    void pageWhenTheRequestWasAPostThenBackToTheStartPage() {
        StandInRequest post = StandInRequest.of("POST", ADDRESS).cookie(SignInForm.COOKIE, BROWSER);
        SignInPage page = page(post, new SignInRequired());

        assertThat(opened(of(BROWSER), page.sealedState()).path()).isEqualTo("/latchkey/");
    }

    @Test
    void pageWhenThePersonOpenedTheFormThenBackToTheStartPage() {
        SignInPage page = form.page(of(BROWSER).request(), new StandInResponse().response());

        assertThat(page.applicationTitle()).isEmpty();
        assertThat(opened(of(BROWSER), page.sealedState()).path()).isEqualTo("/latchkey/");
    }

    @ParameterizedTest
    @ValueSource(strings = {"//evil.example/jwt/x", "/\\evil.example", "/latchkey/\u00e9", "/latchkey/jwt/x?a= b"})
    void pageWhenTheAddressIsOddThenNoFaultAndBackWithinThisSite(String odd) {
        SignInPage page = page(StandInRequest.get(odd).cookie(SignInForm.COOKIE, BROWSER), new SignInRequired());

        assertThat(opened(of(BROWSER), page.sealedState()).path())
                .startsWith("/")
                .doesNotStartWith("//");
    }

    @Test
    void pageWhenTheTitleHasALineEndThenTheReturnIsStillTheAddress() {
        StandInRequest submit = of(BROWSER);
        String token = page(of(BROWSER), new SignInRequired("IT\n/evil\nDesk")).sealedState();

        assertThat(opened(submit, token).path()).isEqualTo(ADDRESS);
        assertThat(page(submit, SignInRequired.because(new Refusal(Reason.PASSWORD_WRONG)))
                        .applicationTitle())
                .isEqualTo("IT\n/evil\nDesk");
    }
}
