package org.latchkey.application;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.latchkey.http.Refused;
import org.latchkey.http.StandInResponse;
import org.latchkey.refusal.Reason;

class SitesTest {

    private static final Sites SITES =
            new Sites(List.of(URI.create("https://acme.freshdesk.com"), URI.create("https://it.acme.com:8443/start")));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://acme.freshdesk.com",
                "https://acme.freshdesk.com/a?b=c#d",
                "HTTPS://ACME.freshdesk.com/",
                "https://it.acme.com:8443/"
            })
    void requireWhenAddressIsOfAnOriginThenThereAsItIs(String address) {
        StandInResponse response = new StandInResponse();
        SITES.require(address).redirect(response.response());

        assertThat(response.headers()).containsEntry("Location", address);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "//acme.freshdesk.com/",
                "http://acme.freshdesk.com/",
                "https://acme.freshdesk.com:443/",
                "https://acme.freshdesk.com.evil.example/",
                "https://acme.freshdesk.com@evil.example/",
                "https://ada@acme.freshdesk.com/",
                "https://evil.example/https://acme.freshdesk.com/",
                "https://it.acme.com/",
                "https://acme.freshde\u017Fk.com/",
                "https:acme.freshdesk.com",
                "https:///acme.freshdesk.com",
                "https://acme.freshdesk.com\\@evil.example/",
                "https://acme.freshdesk.com\n/",
                " https://acme.freshdesk.com/",
                "javascript:alert(1)"
            })
    void requireWhenAddressIsOfNoOriginThenRefused(String address) {
        assertThat(Refused.by(() -> SITES.require(address)).reason()).isEqualTo(Reason.REDIRECT_TO_UNKNOWN);
    }

    /** Java takes each of these for an i where letter case does not count; a browser takes them for hosts of somebody else. */
    @ParameterizedTest
    @ValueSource(strings = {"\u0131", "\u0130"})
    void containWhenALetterOnlyLooksLikeOneThenNot(String letter) {
        Sites sites = new Sites(List.of(URI.create("https://acme.freshservice.com")));

        assertThat(sites.contain("https://acme.freshserv" + letter + "ce.com/")).isFalse();
        assertThat(sites.contain("https://acme.freshservice.com/" + letter)).isTrue();
    }

    @Test
    void containWhenThereAreNoneThenNothing() {
        assertThat(Sites.NONE.contain("https://acme.freshdesk.com/")).isFalse();
    }
}
