package org.latchkey.setup;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
}
