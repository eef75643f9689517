package org.latchkey.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class NetworksTest {

    private static boolean contains(String network, String address) {
        return Networks.of(List.of(network)).contains(address);
    }

    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/8,10.0.0.0",
        "10.0.0.0/8,10.255.255.255",
        "10.1.2.3/8,10.9.9.9",
        "0.0.0.0/0,255.255.255.255",
        "0.0.0.0/0,0.0.0.0",
        "128.0.0.0/1,128.0.0.0",
        "128.0.0.0/1,255.255.255.255",
        "192.0.2.0/31,192.0.2.0",
        "192.0.2.0/31,192.0.2.1",
        "192.0.2.1/32,192.0.2.1",
        "192.0.2.1,192.0.2.1",
        "172.16.0.0/12,172.31.255.255",
        "192.0.2.128/25,192.0.2.128",
        "::/0,::1",
        "8000::/1,ffff::",
        "2001:db8::/32,2001:db8:ffff:ffff:ffff:ffff:ffff:ffff",
        "fd00::/8,fdff::1",
        "2001:db8::/127,2001:db8::1",
        "2001:db8::1/128,2001:db8::1",
        "2001:db8::1,2001:0DB8:0:0:0:0:0:1",
        "::1,0:0:0:0:0:0:0:1",
        "::1,0:0:0:0:0:0:0:1%0",
        "fe80::/10,fe80::1%eth0",
        "FE80::/10,febf::1"
    })
    void containsWhenTheFirstBitsAreTheSameThenTrue(String network, String address) {
        assertThat(contains(network, address)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/8,9.255.255.255",
        "10.0.0.0/8,11.0.0.0",
        "128.0.0.0/1,127.255.255.255",
        "192.0.2.0/31,192.0.2.2",
        "192.0.2.0/31,192.0.1.255",
        "192.0.2.1/32,192.0.2.0",
        "192.0.2.1/32,192.0.2.2",
        "192.0.2.1,192.0.2.2",
        "172.16.0.0/12,172.32.0.0",
        "172.16.0.0/12,172.15.255.255",
        "192.0.2.128/25,192.0.2.127",
        "8000::/1,7fff::",
        "2001:db8::/32,2001:db9::",
        "2001:db8::/127,2001:db8::2",
        "2001:db8::1/128,2001:db8::",
        "0.0.0.0/0,::1",
        "0.0.0.0/0,2001:db8::1",
        "::/0,192.0.2.1",
        "::1,127.0.0.1"
    })
    void containsWhenOneBitDiffersOrTheFamilyThenFalse(String network, String address) {
        assertThat(contains(network, address)).isFalse();
    }

    /** What a dual-stack socket calls an IPv4 peer must not slip past a rule for that peer. */
    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/8,::ffff:10.1.2.3,true",
        "10.0.0.0/8,::ffff:a01:203,true",
        "10.0.0.0/8,0:0:0:0:0:ffff:10.1.2.3,true",
        "10.0.0.0/8,::ffff:11.0.0.0,false",
        "::ffff:10.0.0.1,10.0.0.1,true",
        "::ffff:10.0.0.0/8,10.1.2.3,true",
        "::/0,::ffff:10.0.0.1,false",
        "10.0.0.0/8,::10.0.0.1,false"
    })
    void containsWhenIpv4MappedThenAsTheIpv4Address(String network, String address, boolean contained) {
        assertThat(contains(network, address)).isEqualTo(contained);
    }

    @Test
    void containsWhenSeveralNetworksThenAnyOfThem() {
        Networks networks = Networks.of(List.of("10.0.0.0/8", "::1"));

        assertThat(networks.contains("10.0.0.1")).isTrue();
        assertThat(networks.contains("::1")).isTrue();
        assertThat(networks.contains("192.0.2.1")).isFalse();
    }

    @Test
    void containsWhenThereIsNoNetworkThenFalse() {
        assertThat(Networks.of(List.of()).contains("127.0.0.1")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "localhost",
                "proxy.example",
                "10.0.0",
                "10.1",
                "167772161",
                "0x0a000001",
                "010.0.0.1",
                "10.0.0.01",
                "10.0.0.256",
                "10.0.0.1.",
                "10.0.0.1:80",
                "[::1]",
                "[::1]:80",
                "::1::",
                ":::",
                "1:2:3:4:5:6:7",
                "::12345",
                "unknown",
                "_hidden",
                "10.0.0.1 ",
                "\u0661.0.0.1",
                "::ffff:10.0.0.256",
                ".:",
                ".::1",
                ".a:b",
                ".:.",
                ":",
                "%",
                "%eth0",
                "10.0.0.1\n"
            })
    void isAddressWhenNotNumericThenFalseAndContainedNowhere(String text) {
        assertThat(Networks.isAddress(text)).isFalse();
        assertThat(Networks.of(List.of("0.0.0.0/0", "::/0")).contains(text)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.1", "255.255.255.255", "0.0.0.0", "::", "::1", "fe80::1", "::ffff:10.0.0.1", "1::"})
    void isAddressWhenNumericThenTrue(String text) {
        assertThat(Networks.isAddress(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "/8",
                "localhost",
                "proxy.example/32",
                "10.0.0.0/",
                "10.0.0.0/-1",
                "10.0.0.0/+8",
                "10.0.0.0/33",
                "10.0.0.0/8/8",
                "10.0.0.0/8.0",
                "10.0.0.0/255.0.0.0",
                "10.0.0.0/99999999999",
                "10.0.0.0/ 8",
                "10.0.0.0/\u0668",
                "::/129",
                "::1/-0",
                "::ffff:10.0.0.0/104",
                "fe80::1%eth0",
                "10.0.0.0-10.0.0.9",
                "*"
            })
    void ofWhenNotInCidrNotationThenRefused(String network) {
        assertThatIllegalArgumentException().isThrownBy(() -> Networks.of(List.of(network)));
    }

    @Test
    void ofWhenOneOfSeveralIsMalformedThenRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> Networks.of(List.of("10.0.0.0/8", "x")));
    }
}
