package org.latchkey.http;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.Cookie;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class LaxCookieTest {

    private final LaxCookie cookie = new LaxCookie("latchkey-x", true, Duration.ofMinutes(15));

    private static Cookie only(StandInResponse answer) {
        assertThat(answer.cookies()).hasSize(1);
        return answer.cookies().get(0);
    }

    @Test
    void setThenLaxAndHttpOnlyForThisWebApplication() {
        StandInResponse answer = new StandInResponse();
        cookie.set(StandInRequest.get("/latchkey/x").request(), answer.response(), "value");

        Cookie set = only(answer);
        assertThat(set.getName()).isEqualTo("latchkey-x");
        assertThat(set.getValue()).isEqualTo("value");
        assertThat(set.getPath()).isEqualTo("/latchkey/");
        assertThat(set.getMaxAge()).isEqualTo(900);
        assertThat(set.isHttpOnly()).isTrue();
        assertThat(set.getSecure()).isTrue();
        assertThat(set.getDomain()).isNull();
        assertThat(set.getAttribute("SameSite")).isEqualTo("Lax");
    }

    @Test
    void setWhenTheSiteIsPlainHttpThenNotSecure() {
        StandInResponse answer = new StandInResponse();
        new LaxCookie("latchkey-x", false, Duration.ofMinutes(15))
                .set(StandInRequest.get("/").contextPath("").request(), answer.response(), "value");

        assertThat(only(answer).getSecure()).isFalse();
        assertThat(only(answer).getPath()).isEqualTo("/");
    }

    @Test
    void setWhenTheContextPathWasSentWithAParameterThenThePathIsWithoutIt() {
        StandInResponse answer = new StandInResponse();
        cookie.set(
                StandInRequest.get("/latchkey;a=b/x")
                        .contextPathAsSent("/latchkey;a=b")
                        .request(),
                answer.response(),
                "value");

        assertThat(only(answer).getPath()).isEqualTo("/latchkey/");
    }

    @Test
    void clearThenEmptyAndOverAtOnceOnTheSamePath() {
        StandInResponse answer = new StandInResponse();
        cookie.clear(StandInRequest.get("/latchkey/x").request(), answer.response());

        assertThat(only(answer).getValue()).isEmpty();
        assertThat(only(answer).getMaxAge()).isZero();
        assertThat(only(answer).getPath()).isEqualTo("/latchkey/");
    }

    @Test
    void readWhenThereThenItsValueAndElseNone() {
        assertThat(cookie.read(StandInRequest.get("/").request())).isEmpty();
        assertThat(cookie.read(
                        StandInRequest.get("/").cookie("LATCHKEY-X", "other").request()))
                .isEmpty();
        assertThat(cookie.read(StandInRequest.get("/")
                        .cookie("other", "1")
                        .cookie("latchkey-x", "value")
                        .request()))
                .contains("value");
    }
}
