package org.latchkey.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ScrapersTest {

    private static final Scrapers LOCAL = scrapers("127.0.0.1 10.9.0.0/16", "127.0.0.1");

    private static Scrapers scrapers(String from, String... proxies) {
        return new Scrapers(Networks.of(List.of(from.split(" ", -1))), new Client(Networks.of(List.of(proxies))));
    }

    private static StandInRequest from(String peer) {
        return StandInRequest.get("/metrics").from(peer);
    }

    @Test
    void admitWhenTheAddressIsListedThenIn() {
        assertThat(LOCAL.admit(from("127.0.0.1").request())).isTrue();
        assertThat(LOCAL.admit(from("10.9.1.2").request())).isTrue();
    }

    @Test
    void admitWhenItIsNotThenOut() {
        assertThat(LOCAL.admit(from("10.8.1.2").request())).isFalse();
    }

    @Test
    void admitWhenNobodyIsListedThenOut() {
        Scrapers nobody = new Scrapers(Networks.of(List.of()), new Client(Networks.of(List.of())));

        assertThat(nobody.admit(from("127.0.0.1").request())).isFalse();
    }

    @Test
    void admitWhenATrustedProxyForwardsThenWhoeverIsBehindItCounts() {
        assertThat(LOCAL.admit(
                        from("127.0.0.1").header("X-Forwarded-For", "10.9.1.2").request()))
                .isTrue();
        assertThat(LOCAL.admit(from("127.0.0.1")
                        .header("X-Forwarded-For", "203.0.113.9")
                        .request()))
                .isFalse();
    }

    /** It stands on this very machine, and everybody comes through it. */
    @Test
    void admitWhenAProxyDoesNotSayForWhomThenOut() {
        assertThat(LOCAL.admit(from("127.0.0.1").header("Via", "1.1 proxy").request()))
                .isFalse();
    }

    @Test
    void admitWhenAProxyIsNotTrustedThenOutWhateverItSays() {
        Scrapers withoutProxies = scrapers("127.0.0.1 10.9.0.0/16", "192.0.2.1");

        assertThat(withoutProxies.admit(
                        from("127.0.0.1").header("X-Forwarded-For", "10.9.1.2").request()))
                .isFalse();
    }
}
