package org.latchkey.real;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.latchkey.demo.DemoPeople;
import org.latchkey.demo.DemoPerson;

/** Typed passwords, judged by a real controller and its lockout policy. */
@ExtendWith(RealParts.class)
class PasswordFormRealIT {

    private static final URI FORM = URI.create(InstalledTomcat.HOST + "/" + Installation.LISTED + "/signin");
    private static final Pattern STATE = Pattern.compile("name=\"state\"[^>]* value=\"([^\"]+)\"");

    private static Installation installation;

    @BeforeAll
    static void start(Installation shared) {
        installation = shared;
    }

    private static Curl.Answer submit(String account, String password) {
        SambaDomain domain = installation.domain();
        Curl curl = Curl.of(domain, domain.work().resolve("no-tickets"));
        Matcher state = STATE.matcher(curl.ask(FORM).body());
        assertThat(state.find()).isTrue();
        String fields =
                "state=" + encoded(state.group(1)) + "&account=" + encoded(account) + "&password=" + encoded(password);
        return curl.ask(FORM, "-d", fields);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String lastReason() {
        return installation.tomcat().lastAudited(Installation.LISTED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ada", "CORP\\ADA", "ada@corp.example.com", "ADA@CORP.EXAMPLE.COM"})
    void submitWhenRightPasswordThenSignedIn(String account) {
        Curl.Answer answer = submit(account, DemoPeople.ADA.password());

        assertThat(answer.status()).as(answer.body()).isEqualTo(303);
    }

    @Test
    void submitWhenPasswordHasLettersOutsideAsciiThenSignedIn() {
        assertThat(submit("CORP\\zoe.angstrom", DemoPeople.ZOE.password()).status())
                .isEqualTo(303);
    }

    static Stream<Arguments> states() {
        return Stream.of(
                Arguments.of(DemoPeople.DENNIS, "ACCOUNT_DISABLED"),
                Arguments.of(DemoPeople.EVE, "ACCOUNT_EXPIRED"),
                Arguments.of(DemoPeople.LOUIS, "ACCOUNT_LOCKED"),
                Arguments.of(DemoPeople.MARIE, "PASSWORD_EXPIRED"),
                Arguments.of(DemoPeople.NOCTURNE, "LOGON_HOURS"),
                Arguments.of(DemoPeople.FRONTDESK, "LOGON_WORKSTATION"));
    }

    @ParameterizedTest
    @MethodSource("states")
    void submitWhenRightPasswordOfAnAccountThatMayNotThenItsOwnPage(DemoPerson person, String reason) {
        Curl.Answer answer = submit(person.account(), person.password());

        assertThat(answer.status()).isEqualTo(403);
        assertThat(lastReason()).contains("\"reason\":\"" + reason + "\"");
    }

    /** Who does not know the password learns nothing of the account. */
    @Test
    void submitWhenWrongPasswordOfADisabledAccountThenOnlyWrong() {
        Curl.Answer answer = submit(DemoPeople.DENNIS.account(), "wrong");

        assertThat(answer.status()).isEqualTo(401);
        assertThat(lastReason()).contains("\"reason\":\"PASSWORD_WRONG\"");
    }

    @Test
    void submitWhenOneWrongPasswordThenTheControllerCountsOne() {
        String account = DemoPeople.CARL.account();
        submit(account, DemoPeople.CARL.password());
        assertThat(installation.domain().stored(account, "badPwdCount")).isEqualTo("0");
        Curl.Answer answer = submit(account, "wrong");

        assertThat(answer.status()).isEqualTo(401);
        assertThat(installation.domain().stored(account, "badPwdCount")).isEqualTo("1");
    }

    @Test
    void submitWhenEmptyPasswordThenTheControllerCountsNothing() {
        String account = DemoPeople.MADONNA.account();
        submit(account, DemoPeople.MADONNA.password());
        Curl.Answer answer = submit(account, "");

        assertThat(answer.status()).isEqualTo(401);
        assertThat(installation.domain().stored(account, "badPwdCount")).isEqualTo("0");
    }

    @Test
    void submitWhenManyWrongPasswordsThenStoppedBeforeTheDomainLocks() {
        String account = DemoPeople.GRACE.account();
        List<Integer> statuses = IntStream.range(0, SambaPeople.LOCKOUT_THRESHOLD + 2)
                .mapToObj(i -> submit(account, "wrong " + i).status())
                .toList();

        assertThat(statuses).startsWith(401, 401, 401, 401).endsWith(429, 429);
        assertThat(installation.domain().stored(account, "badPwdCount"))
                .isEqualTo(Integer.toString(SambaPeople.LOCKOUT_THRESHOLD - 1));
        assertThat(installation.domain().stored(account, "lockoutTime")).isIn("", "0");
    }
}
