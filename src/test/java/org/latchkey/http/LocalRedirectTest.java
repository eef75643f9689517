package org.latchkey.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.latchkey.refusal.Reason;

final class LocalRedirectTest {

    static Stream<String> hostilePaths() {
        return Lines.of(LocalRedirectTest.class, "hostile-paths.txt");
    }

    static Stream<String> goodPaths() {
        return Lines.of(LocalRedirectTest.class, "good-paths.txt");
    }

    private static StandInResponse sent(LocalRedirect redirect) {
        StandInResponse answer = new StandInResponse();
        redirect.send(answer.response());
        return answer;
    }

    @ParameterizedTest
    @MethodSource("hostilePaths")
    void newWhenThePathCouldLeadElsewhereThenRefused(String path) {
        assertThat(Refused.by(() -> new LocalRedirect(path)).reason()).isEqualTo(Reason.FORM_FOREIGN);
    }

    @ParameterizedTest
    @MethodSource("goodPaths")
    void sendWhenThePathIsOfThisSiteThenThatPath(String path) {
        StandInResponse answer = sent(new LocalRedirect(path));

        assertThat(answer.status()).isEqualTo(303);
        assertThat(answer.headers()).containsEntry("Location", path);
    }

    @Test
    void refusalThenDoesNotQuoteThePath() {
        assertThat(Refused.by(() -> new LocalRedirect("//evil.example")).toString())
                .doesNotContain("evil");
    }

    @Test
    void sendWhenEmptyThenTheRootOfThisSite() {
        assertThat(sent(new LocalRedirect("")).headers()).containsEntry("Location", "/");
    }

    @Test
    void backWhenThereIsAQueryThenTheRawAddress() {
        String address = "/latchkey/jwt/helpdesk?state=a%2Bb%3D&nonce=1";

        assertThat(LocalRedirect.back(StandInRequest.get(address).request()).path())
                .isEqualTo(address);
    }

    @Test
    void backWhenThereIsNoQueryThenThePath() {
        assertThat(LocalRedirect.back(StandInRequest.get("/latchkey/").request())
                        .path())
                .isEqualTo("/latchkey/");
    }

    @ParameterizedTest
    @ValueSource(strings = {"//latchkey/jwt/x?a=b", "///latchkey/jwt/x?a=b", "/latchkey/jwt/x?a=b"})
    void backWhenTheAddressBeganWithSeveralSlashesThenWithOne(String address) {
        assertThat(LocalRedirect.back(StandInRequest.get(address).request()).path())
                .isEqualTo("/latchkey/jwt/x?a=b");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/\\evil.example", "//\\evil.example", "/latchkey/\u00e9", "/latchkey/?a b", "*", "evil"})
    void backWhenTheAddressCannotBeRepeatedSafelyThenTheStartPage(String address) {
        assertThat(LocalRedirect.back(StandInRequest.get(address).request()).path())
                .isEqualTo("/latchkey/");
    }

    @Test
    void toWhenAtTheRootOrElsewhereThenWithinTheWebApplication() {
        assertThat(LocalRedirect.to(StandInRequest.get("/x").request(), "/setup")
                        .path())
                .isEqualTo("/latchkey/setup");
        assertThat(LocalRedirect.to(StandInRequest.get("/x").contextPath("").request(), "/")
                        .path())
                .isEqualTo("/");
    }

    @Test
    void toWhenTheContextPathWasSentWithAParameterThenWithoutIt() {
        StandInRequest request = StandInRequest.get("/latchkey;a=b/").contextPathAsSent("/latchkey;a=b");

        assertThat(LocalRedirect.to(request.request(), "/").path()).isEqualTo("/latchkey/");
    }
}
