package org.latchkey.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.latchkey.demo.FreshworksRefusal.Message;

class FreshworksSimpleSsoCheckTest {

    private static final String SECRET = "0123456789abcdef0123456789abcdef";
    private static final String ZOE =
            "name=Zo%C3%AB%20M%C3%BCller&email=zoe.mueller%40corp.example&timestamp=1700000000";
    private static final String GOOD = ZOE + "&hash=4f65e9a2be0990d2db48c80142094bec";

    private static FreshworksSimpleSsoCheck at(long second) {
        return new FreshworksSimpleSsoCheck(SECRET, Clock.fixed(Instant.ofEpochSecond(second), ZoneOffset.UTC));
    }

    private static FreshworksRefusal refusal(long second, String link) {
        return catchThrowableOfType(FreshworksRefusal.class, () -> at(second).check(Query.of(link)));
    }

    @ParameterizedTest
    @ValueSource(longs = {1700000000, 1700000030})
    void checkWhenTheLinkIsFreshThenAccepted(long second) {
        assertThatCode(() -> at(second).check(Query.of(GOOD + "&phone=1&company=Acme")))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(longs = {1699999999, 1700000031})
    void checkWhenItIsNotThenExpired(long second) {
        assertThat(refusal(second, GOOD).shown()).isEqualTo(Message.EXPIRED);
    }

    @ParameterizedTest
    @CsvSource({
        "ef56e35e2eb97e04ee8e0052a9689ddd, name-email-timestamp",
        "61ecb5ec810da79ac465719659f082b5, name-email",
        "d3f9ba8ff656b3bae979b73d6a4cb651, neither",
        "4F65E9A2BE0990D2DB48C80142094BEC, neither"
    })
    void checkWhenTheHashIsAnotherThenRefusedWithWhatItIs(String hash, String words) {
        FreshworksRefusal refusal = refusal(1700000000, ZOE + "&hash=" + hash);

        assertThat(refusal.shown()).isEqualTo(Message.HASH);
        assertThat(refusal.getMessage()).contains(words);
    }

    @ParameterizedTest
    @ValueSource(strings = {"name=", "email=", "hash=", "timestamp="})
    void checkWhenSomethingIsMissingOrTwiceThenRefused(String parameter) {
        assertThat(refusal(1700000000, GOOD.replace(parameter, "x="))).isNotNull();
        assertThat(refusal(1700000000, GOOD + "&" + parameter + "1")).isNotNull();
    }

    @Test
    void toStringThenNoSecret() {
        assertThat(at(0).toString()).doesNotContain(SECRET);
    }
}
