package org.latchkey.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.latchkey.http.Lines;
import org.latchkey.http.Refused;
import org.latchkey.http.StandInResponse;
import org.latchkey.refusal.Reason;
import org.latchkey.refusal.Refusal;

final class RedirectAllowListTest {

    private static final String CONFIGURED = "https://acme.myfreshworks.com/sp/OIDC/302836020429100183/implicit";
    private static final String SECOND = "https://sso.acme.example/sp/OIDC/7/implicit?org=acme";

    private final RedirectAllowList one = allowing(CONFIGURED);

    private static RedirectAllowList allowing(String... addresses) {
        return new RedirectAllowList(Stream.of(addresses).map(URI::create).toList());
    }

    static Stream<String> hostileAddresses() {
        return Lines.of(RedirectAllowListTest.class, "hostile-redirect-uris.txt");
    }

    @Test
    void requireWhenTheIdenticalTextThenThatTarget() {
        assertThat(one.require(CONFIGURED)).hasToString(CONFIGURED);
        assertThat(one.find(CONFIGURED)).map(Target::address).contains(URI.create(CONFIGURED));
    }

    @ParameterizedTest
    @MethodSource("hostileAddresses")
    void requireWhenAnyOtherTextThenRefused(String requested) {
        Refusal refusal = Refused.by(() -> one.require(requested));

        assertThat(refusal.reason()).isEqualTo(Reason.REDIRECT_URI_UNKNOWN);
        assertThat(refusal.facts()).containsEntry("redirect_uri", requested);
        assertThat(one.find(requested)).isEmpty();
    }

    @Test
    void requireWhenSeveralAreConfiguredThenAnyOfThem() {
        RedirectAllowList two = allowing(CONFIGURED, SECOND);

        assertThat(two.require(SECOND)).hasToString(SECOND);
        assertThat(two.require(CONFIGURED)).hasToString(CONFIGURED);
        assertThat(Refused.by(() -> two.require(CONFIGURED + " " + SECOND)).reason())
                .isEqualTo(Reason.REDIRECT_URI_UNKNOWN);
    }

    /** Java's {@code URI} compares hosts and escapes without regard to case; texts are compared here. */
    @Test
    void requireWhenEqualAsUriButNotAsTextThenRefused() {
        String upper = "https://ACME.myfreshworks.com/sp/OIDC/302836020429100183/implicit";

        assertThat(URI.create(upper)).isEqualTo(URI.create(CONFIGURED));
        assertThat(Refused.by(() -> one.require(upper)).reason()).isEqualTo(Reason.REDIRECT_URI_UNKNOWN);
    }

    @Test
    void requireWhenConfiguredInUpperCaseThenThatText() {
        String upper = "HTTPS://ACME.example/x";

        assertThat(allowing(upper).require(upper)).hasToString(upper);
        assertThat(allowing(upper).find("https://acme.example/x")).isEmpty();
    }

    @Test
    void firstThenTheFirstConfigured() {
        assertThat(allowing(SECOND, CONFIGURED).first()).hasToString(SECOND);
    }

    @Test
    void newWhenNoAddressThenRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new RedirectAllowList(List.of()));
    }

    @ParameterizedTest
    @CsvSource({
        "https://a.example/implicit,https://a.example/implicit?state=a%3D&id_token=b",
        "https://a.example/implicit?org=acme,https://a.example/implicit?org=acme&state=a%3D&id_token=b",
        "https://a.example/implicit?,https://a.example/implicit?&state=a%3D&id_token=b",
        "https://a.example,https://a.example?state=a%3D&id_token=b",
        "https://a.example/%C3%AB,https://a.example/%C3%AB?state=a%3D&id_token=b",
        "https://a.example/ë,https://a.example/%C3%AB?state=a%3D&id_token=b"
    })
    void redirectWhenThereAreParametersThenBehindTheQuery(String address, String location) {
        StandInResponse answer = new StandInResponse();

        allowing(address).first().redirect(answer.response(), "state=a%3D&id_token=b");

        assertThat(answer.status()).isEqualTo(302);
        assertThat(answer.headers())
                .containsEntry("Location", location)
                .containsEntry("Cache-Control", "no-store")
                .containsEntry("Referrer-Policy", "no-referrer");
    }

    @Test
    void redirectWhenThereAreNoParametersThenTheAddressAsItIs() {
        StandInResponse answer = new StandInResponse();

        allowing(SECOND).first().redirect(answer.response());

        assertThat(answer.headers()).containsEntry("Location", SECOND);
    }

    /** A response header that Tomcat cannot send would be an empty 500, after the sign-in was audited. */
    @Test
    void redirectWhenTheAddressWouldBeTooLongThenRefusedBeforeAnyHeader() {
        StandInResponse answer = new StandInResponse();
        int room = 7000 - SECOND.length() - 1;

        allowing(SECOND).first().redirect(answer.response(), "a".repeat(room));
        assertThat(answer.headers().get("Location")).hasSize(7000);

        StandInResponse tooLong = new StandInResponse();
        Refusal refusal = Refused.by(() -> allowing(SECOND).first().redirect(tooLong.response(), "a".repeat(room + 1)));
        assertThat(refusal.reason()).isEqualTo(Reason.ANSWER_TOO_LONG);
        assertThat(tooLong.headers()).isEmpty();
    }
}
