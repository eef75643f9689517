package org.latchkey.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.latchkey.refusal.MethodNotAllowed;
import org.latchkey.refusal.Reason;

/** The id of an application in a path, and the methods that an address takes. */
final class PathIdTest {

    private static String of(String pathInfo) {
        return PathId.of(StandInRequest.get("/x").pathInfo(pathInfo).request());
    }

    @ParameterizedTest
    @ValueSource(strings = {"helpdesk", "Help-Desk_2.0", "a", "..", "-"})
    void ofWhenItHasTheFormOfAnIdThenThat(String id) {
        assertThat(of("/" + id)).isEqualTo(id);
    }

    @Test
    void ofWhenAsLongAsAllowedThenThatAndOneMoreThenUnknown() {
        assertThat(of("/" + "a".repeat(64))).hasSize(64);
        assertThat(Refused.by(() -> of("/" + "a".repeat(65))).reason()).isEqualTo(Reason.APPLICATION_UNKNOWN);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "/",
                "//",
                "helpdesk",
                "/help desk",
                "/a/",
                "/a/b",
                "//a",
                "/a\n",
                "/a\u0000",
                "/ä",
                "/a%20",
                "/a;b"
            })
    void ofWhenItHasNotThenUnknownWithoutQuotingIt(String pathInfo) {
        assertThat(Refused.by(() -> of(pathInfo)))
                .matches(refusal -> refusal.reason() == Reason.APPLICATION_UNKNOWN)
                .matches(refusal -> refusal.facts().isEmpty());
    }

    @Test
    void requireWhenTheMethodIsAllowedThenNothing() {
        Methods.require(StandInRequest.get("/").request(), "GET", "POST");
        Methods.require(StandInRequest.of("POST", "/").request(), "GET", "POST");
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "HEAD", "PUT", "OPTIONS", "TRACE", "get", "GETX", "PROPFIND"})
    void requireWhenTheMethodIsAnotherThenRefusedWithThoseAllowed(String method) {
        assertThat(Refused.by(
                        () -> Methods.require(StandInRequest.of(method, "/").request(), "GET", "DELETE")))
                .isInstanceOfSatisfying(MethodNotAllowed.class, refusal -> {
                    assertThat(refusal.allow()).isEqualTo("GET, DELETE");
                    assertThat(refusal.reason()).isEqualTo(Reason.METHOD_NOT_ALLOWED);
                });
    }
}
