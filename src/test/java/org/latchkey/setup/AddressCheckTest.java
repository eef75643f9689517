package org.latchkey.setup;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.latchkey.application.Entrance;
import org.latchkey.application.Registration;
import org.latchkey.asp.Replacement;
import org.latchkey.directory.DirectoryUser;
import org.latchkey.directory.Membership;
import org.latchkey.http.QueryString;
import org.latchkey.page.TroublePage.Finding;

/** Addresses as people paste them. */
final class AddressCheckTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "It stopped at https://a.example/x?y=z. | https://a.example/x?y=z",
                "(https://a.example/x), then nothing   | https://a.example/x",
                "see https://a.example/x...            | https://a.example/x...",
                "see https://a.example/x?a=b!)];       | https://a.example/x?a=b"
            })
    void withinWhenASentenceEndsBehindTheAddressThenItsMarksAreNotOfIt(String text, String address) {
        assertThat(AddressCheck.within(text)).contains(address);
    }

    @Test
    void withinWhenThousandsOfMarksFollowThenTheyAreTakenAwayInLittleRoom() {
        assertThat(AddressCheck.within("see https://a.example/x" + ",".repeat(60_000)))
                .contains("https://a.example/x");
    }

    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
    private static final String URL = Registered.PUBLIC_URL.toString();
    private static final String BEHIND = "&redirect_uri=" + Registered.REDIRECT;

    private static final List<Registration> REGISTRATIONS = List.of(
            Registered.hmac("desk", Map.of()),
            Registered.jwt("helpdesk", Map.of("clientId", "7")),
            Registered.saml("suite", CLOCK, Map.of()));

    /** Tells only who is named; nobody is answered in these tests. */
    private record Names(Map<String, String> byId) implements Entrance {

        @Override
        public boolean knows(String id) {
            return byId.containsKey(id);
        }

        @Override
        public Registration require(String id) {
            throw new UnsupportedOperationException(id);
        }

        @Override
        public boolean isNamed(String id, String parameter, String value) {
            return byId.get(id).equals(parameter + "=" + value);
        }

        @Override
        public void answer(HttpServletRequest request, HttpServletResponse response, String id) {
            throw new UnsupportedOperationException(id);
        }

        @Override
        public Preview preview(String id, QueryString query, DirectoryUser user, Membership membership) {
            throw new UnsupportedOperationException(id);
        }
    }

    private static List<Replacement> replacements() {
        Entrance names = new Names(
                Map.of("helpdesk", "client_id=7", "other", "client_id=8", "desk", "host_url=acme.freshdesk.com"));
        return List.of(
                new Replacement("desk", Set.of("adscript.asp"), names),
                new Replacement("helpdesk", Set.of("adscriptjwt.asp", "two.asp"), names),
                new Replacement("other", Set.of("two.asp"), names));
    }

    private static List<Finding> findings(String asked) {
        return new AddressCheck(
                        REGISTRATIONS, Optional.empty(), Optional.of(Registered.PUBLIC_URL), replacements(), CLOCK)
                .findings(asked);
    }

    private static List<String> wrong(String asked) {
        return findings(asked).stream()
                .filter(finding -> finding.verdict() == Finding.Verdict.WRONG)
                .map(Finding::text)
                .toList();
    }

    private static String told(String asked) {
        return findings(asked).stream().map(Finding::text).collect(Collectors.joining(" "));
    }

    /** There a browser stops whenever the application refuses an answer. */
    @Test
    void findingsWhenAConsumerOfSamlThenWhoseItIs() {
        for (String address : List.of(Registered.CONSUMER, Registered.CONSUMER + "?error=1#x")) {
            assertThat(wrong(address)).isEmpty();
            assertThat(told(address)).contains("answers for suite are posted", "explain the message");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "https://acme.myfreshworks.com/sp/SAML/9/callback, https://acme.myfreshworks.com/sp/SAML/8/callback, 39",
        "https://acme.myfreshworks.com/sp/OIDC/9/implicit, https://acme.myfreshworks.com/sp/OIDC/7/implicit, 39",
        "https://acme.freshdesk.com/login/ss, https://acme.freshdesk.com/login/sso, 36",
        "https://sso.corp.example.com/latchkey/jwt-helpdesk, https://sso.corp.example.com/latchkey/jwt/helpdesk, 42"
    })
    void findingsWhenNoneThenTheNearestOfAllThatAreKnown(String asked, String nearest, int at) {
        assertThat(wrong(asked)).hasSize(1);
        assertThat(wrong(asked).get(0))
                .contains(
                        "no address that Latchkey takes", "The nearest is " + nearest + ";", "character " + at + " on");
    }

    @Test
    void findingsWhenAnOldAddressThenItsQueryIsReadAsTheApplicationReadsIt() {
        String jwt = "https://sso.example/x/ADScriptJWT.asp?";

        assertThat(told(jwt + "state=s&nonce=n" + BEHIND)).contains("helpdesk answers at it", "nonce is there");
        assertThat(wrong(jwt + "state=s&nonce=n" + BEHIND)).isEmpty();
        assertThat(wrong(jwt + "nonce=n" + BEHIND))
                .hasSize(1)
                .first()
                .asString()
                .contains("state is missing");
        assertThat(wrong(jwt + "state=s&nonce=n&redirect_uri=https://evil.example/"))
                .first()
                .asString()
                .contains("redirect_uri is not configured");
        assertThat(wrong("https://sso.example/ADScript.asp?host_url=evil.example"))
                .containsExactly("host_url is evil.example, and portal has acme.freshdesk.com.");
    }

    @Test
    void findingsWhenAnOldAddressIsOfTwoThenTheOneThatIsNamed() {
        assertThat(wrong("https://sso.example/two.asp?state=s&nonce=n"))
                .hasSize(1)
                .first()
                .asString()
                .contains("helpdesk and other replace", "does not tell which is meant");
        assertThat(told("https://sso.example/two.asp?state=s&nonce=n&client_id=7"))
                .contains("helpdesk answers at it", "client_id is the configured one");
        assertThat(wrong("https://sso.example/two.asp?state=s&nonce=n&client_id=8"))
                .containsExactly("other has errors in its configuration, so it is closed; the overview has them.");
    }

    @ParameterizedTest
    @ValueSource(strings = {" does not work", ", it says.", "\nand then nothing", "\tis slow"})
    void findingsWhenTextGoesOnBehindTheAddressThenOnlyTheAddressIsRead(String rest) {
        String address = URL + "/jwt/helpdesk?state=s&nonce=n" + BEHIND;

        assertThat(wrong(address + rest)).isEmpty();
        assertThat(told(address + rest)).contains("redirect_uri is configured", "behind the first space was left out");
        assertThat(told(address)).doesNotContain("left out");
    }
}
