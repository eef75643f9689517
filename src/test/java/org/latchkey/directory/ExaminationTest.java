package org.latchkey.directory;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a controller's root entry tells. */
final class ExaminationTest {

    @Test
    void instantWhenAControllerWroteItThenThatSecond() {
        assertThat(Examination.instant("20261122055522.0Z")).contains(Instant.parse("2026-11-22T05:55:22Z"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "2026", "20261322055522.0Z", "not a time at all"})
    void instantWhenItIsNoneThenNothing(String text) {
        assertThat(Examination.instant(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "CN=DC1,CN=Servers,CN=London,CN=Sites,CN=Configuration,DC=corp | London",
                "CN=DC1,CN=Servers,CN=New\\, York,CN=Sites,DC=corp | New, York",
                "CN=DC1 | ''",
                "nonsense | ''",
                "'' | ''"
            })
    void siteThenTheOneOfTheServer(String serverName, String site) {
        assertThat(Examination.site(serverName)).isEqualTo(site);
    }
}
