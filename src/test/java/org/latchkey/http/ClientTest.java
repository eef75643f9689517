package org.latchkey.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ClientTest {

    private static final Client BEHIND_PROXIES = new Client(Networks.of(List.of("10.0.0.0/8", "::1")));

    private static String address(String peer, String forwarded) {
        return BEHIND_PROXIES.address(StandInRequest.get("/")
                .from(peer)
                .header("X-Forwarded-For", forwarded)
                .request());
    }

    @Test
    void addressWhenNothingWasForwardedThenThePeer() {
        assertThat(BEHIND_PROXIES.address(
                        StandInRequest.get("/").from("10.0.0.1").request()))
                .isEqualTo("10.0.0.1");
    }

    @Test
    void addressWhenThePeerIsNotTrustedThenThePeerWhateverItSays() {
        assertThat(address("192.0.2.66", "198.51.100.7")).isEqualTo("192.0.2.66");
    }

    @Test
    void addressWhenNobodyIsTrustedThenThePeer() {
        Client alone = new Client(Networks.of(List.of()));

        assertThat(alone.address(StandInRequest.get("/")
                        .from("127.0.0.1")
                        .header("X-Forwarded-For", "198.51.100.7")
                        .request()))
                .isEqualTo("127.0.0.1");
    }

    @ParameterizedTest
    @CsvSource({
        "198.51.100.7,198.51.100.7",
        "' 198.51.100.7 ',198.51.100.7",
        "'198.51.100.7, 10.0.0.2',198.51.100.7",
        "'198.51.100.7,10.0.0.3,10.0.0.2',198.51.100.7",
        "'2001:db8::7, ::1',2001:db8::7"
    })
    void addressWhenATrustedProxyForwardsThenTheLastAddressThatIsNotTrusted(String forwarded, String address) {
        assertThat(address("10.0.0.1", forwarded)).isEqualTo(address);
    }

    @ParameterizedTest
    @CsvSource({
        "'127.0.0.1, 198.51.100.7',198.51.100.7",
        "'10.0.0.9, 198.51.100.7, 10.0.0.2',198.51.100.7",
        "'10.0.0.9, garbage, 198.51.100.7',198.51.100.7"
    })
    void addressWhenTheClientWroteHopsItselfThenTheyAreNotBelieved(String forwarded, String address) {
        assertThat(address("10.0.0.1", forwarded)).isEqualTo(address);
    }

    /** HAProxy adds its line below the one that the client sent. */
    @Test
    void addressWhenTheProxyAddedALineOfItsOwnThenThatLineCounts() {
        StandInRequest request = StandInRequest.get("/")
                .from("10.0.0.1")
                .header("X-Forwarded-For", "127.0.0.1")
                .header("X-Forwarded-For", "198.51.100.7");

        assertThat(BEHIND_PROXIES.address(request.request())).isEqualTo("198.51.100.7");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ",",
                "unknown",
                "198.51.100.7,",
                "198.51.100.7, unknown",
                "198.51.100.7, _hidden, 10.0.0.2",
                "198.51.100.7:x",
                "[2001:db8::7",
                "[::1]:1:2",
                "proxy.example",
                "<script>",
                "fe80::1%<script>",
                "198.51.100.7;x",
                "10.0.0.2, 198.51.100.7\u0000"
            })
    void addressWhenTheLastHopIsNoAddressThenThePeer(String forwarded) {
        assertThat(address("10.0.0.1", forwarded)).isEqualTo("10.0.0.1");
    }

    @Test
    void addressWhenTheHopHasAPortThenWithoutIt() {
        assertThat(address("10.0.0.1", "198.51.100.7:4711")).isEqualTo("198.51.100.7");
        assertThat(address("10.0.0.1", "[2001:db8::7]:4711")).isEqualTo("2001:db8::7");
        assertThat(address("10.0.0.1", "[2001:db8::7]")).isEqualTo("2001:db8::7");
        assertThat(address("10.0.0.1", "198.51.100.7:4711, 10.0.0.2:80")).isEqualTo("198.51.100.7");
    }

    @Test
    void addressWhenAllHopsAreTrustedThenThePeer() {
        assertThat(address("10.0.0.1", "10.0.0.3, 10.0.0.2")).isEqualTo("10.0.0.1");
    }

    @Test
    void addressWhenTheChainIsVeryLongThenNoException() {
        assertThat(address("10.0.0.1", "198.51.100.7" + ",10.0.0.2".repeat(5_000)))
                .isEqualTo("198.51.100.7");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Via",
                "via",
                "Forwarded",
                "X-Forwarded-For",
                "x-forwarded-for",
                "X-Forwarded-Host",
                "X-Forwarded-Proto",
                "X-Forwarded-Port",
                "X-Real-IP"
            })
    void showsProxyWhenAnyTraceThenTrueEvenIfEmpty(String header) {
        assertThat(Client.showsProxy(StandInRequest.get("/").header(header, "").request()))
                .isTrue();
    }

    @Test
    void showsProxyWhenNoTraceThenFalse() {
        assertThat(Client.showsProxy(
                        StandInRequest.get("/").header("Accept", "text/html").request()))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.7, 192.0.2.7",
        "::ffff:192.0.2.7, 192.0.2.7",
        "0:0:0:0:0:ffff:c000:207, 192.0.2.7",
        "2001:db8:1:2:3:4:5:6, 20010db800010002/64",
        "2001:0DB8:1:2::1%eth0, 20010db800010002/64",
        "::1, 0000000000000000/64",
        "unix, unix"
    })
    void networkWhenOfEitherFamilyThenWhatOneClientHas(String peer, String network) {
        assertThat(new Client(Networks.of(List.of()))
                        .network(StandInRequest.get("/").from(peer).request()))
                .isEqualTo(network);
    }
}
