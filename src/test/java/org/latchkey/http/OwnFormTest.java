package org.latchkey.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.latchkey.refusal.Reason;

/** What browsers say of the page that a form was on. */
class OwnFormTest {

    private static StandInRequest post() {
        return StandInRequest.of("POST", "/latchkey/setup/tomorrow");
    }

    @ParameterizedTest
    @ValueSource(strings = {"cross-site", "same-site", "", "SAME-ORIGIN", "x"})
    void requireWhenAnotherSiteOrUnknownThenRefused(String site) {
        assertThat(Refused.by(() -> OwnForm.require(
                                post().header("Sec-Fetch-Site", site).request()))
                        .reason())
                .isEqualTo(Reason.FORM_FOREIGN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"same-origin", "none"})
    void requireWhenTheSiteItselfThenPasses(String site) {
        assertThatCode(() ->
                        OwnForm.require(post().header("Sec-Fetch-Site", site).request()))
                .doesNotThrowAnyException();
    }

    @Test
    void requireWhenTheBrowserDoesNotTellThenPasses() {
        assertThatCode(() -> OwnForm.require(post().request())).doesNotThrowAnyException();
    }
}
