package org.latchkey.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Values of a type: choices, times, addresses, paths, and parsers of the caller's own. */
final class TypedSettingsTest {

    private static final Attribute TITLE = Attribute.of("title", "a few words", "what people read");
    private static final Attribute ACCEPT =
            Attribute.of("accept", "true or false", "").orElse("false");
    private static final Attribute LIFETIME =
            Attribute.of("lifetime", "10s to 1h", "").orElse("5m");
    private static final List<Attribute> KNOWN = List.of(TITLE, ACCEPT, LIFETIME);
    private static final Map<String, Integer> CHOICES = choices();

    private final Problems problems = new Problems();

    private static Map<String, Integer> choices() {
        Map<String, Integer> choices = new LinkedHashMap<>();
        choices.put("Negotiate", 1);
        choices.put("NTLM", 2);
        return choices;
    }

    private SettingsReader reader(Map<String, String> attributes) {
        return new SettingsReader(new Settings("latchkey/app/one", attributes), problems, KNOWN);
    }

    private SettingsReader title(String value) {
        return reader(Map.of("title", value));
    }

    private void assertOneProblem(String attribute, String seen, String expected) {
        assertThat(problems.list())
                .containsExactly(new Problem(Problem.Severity.ERROR, "latchkey/app/one", attribute, seen, expected));
    }

    private void assertNoProblem() {
        assertThat(problems.list()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"Negotiate,1", "negotiate,1", "NTLM,2", "ntlm,2", "nTlM,2"})
    void choiceWhenKnownThenWithoutRegardToCase(String written, int chosen) {
        assertThat(title(written).choice(TITLE, CHOICES, 0)).isEqualTo(chosen);
        assertNoProblem();
    }

    private enum Colour implements Word {
        RED,
        DARK_BLUE {
            @Override
            public String word() {
                return "darkBlue";
            }
        }
    }

    @Test
    void choiceWhenEnumThenByItsWords() {
        assertThat(title("red").choice(TITLE, Colour.DARK_BLUE)).isEqualTo(Colour.RED);
        assertThat(title("darkblue").choice(TITLE, Colour.RED)).isEqualTo(Colour.DARK_BLUE);
        assertNoProblem();

        title("DARK_BLUE").choice(TITLE, Colour.RED);
        assertOneProblem("title", "DARK_BLUE", "expected one of red, darkBlue; did you mean \"darkBlue\"?");
    }

    @Test
    void choiceWhenUnknownThenAllChoicesAndTheNearest() {
        assertThat(title("Negotiat").choice(TITLE, CHOICES, 7)).isEqualTo(7);
        assertOneProblem("title", "Negotiat", "expected one of Negotiate, NTLM; did you mean \"Negotiate\"?");
    }

    @Test
    void choiceWhenNothingIsNearThenAllChoices() {
        title("Basic authentication").choice(TITLE, CHOICES, 7);

        assertOneProblem("title", "Basic authentication", "expected one of Negotiate, NTLM");
    }

    @Test
    void choiceWhenAbsentWithoutFallbackThenRequired() {
        assertThat(reader(Map.of()).choice(TITLE, CHOICES, 7)).isEqualTo(7);
        assertOneProblem("title", "", "is required: a few words");
    }

    @ParameterizedTest
    @CsvSource({"true,true", "TRUE,true", "' true ',true", "false,false", "False,false", "'',false"})
    void flagWhenTrueOrFalseThenThat(String written, boolean flag) {
        assertThat(reader(Map.of("accept", written)).flag(ACCEPT)).isEqualTo(flag);
        assertNoProblem();
    }

    @ParameterizedTest
    @ValueSource(strings = {"yes", "1", "on", "truetrue"})
    void flagWhenAnythingElseThenProblemAndFalse(String written) {
        assertThat(reader(Map.of("accept", written)).flag(ACCEPT)).isFalse();
        assertThat(problems.list()).singleElement().satisfies(problem -> {
            assertThat(problem.seen()).isEqualTo(written);
            assertThat(problem.expected()).startsWith("expected one of true, false");
        });
    }

    private Duration lifetime(String written) {
        return reader(Map.of("lifetime", written)).duration(LIFETIME, Duration.ofSeconds(10), Duration.ofHours(1));
    }

    @ParameterizedTest
    @CsvSource({
        "10s,PT10S",
        "10000ms,PT10S",
        "5m,PT5M",
        "5M,PT5M",
        "1h,PT1H",
        "60m,PT1H",
        "3600s,PT1H",
        "'',PT5M",
        "3600000ms,PT1H",
        "' 5m ',PT5M"
    })
    void durationWhenWithinTheBoundsThenThat(String written, Duration duration) {
        assertThat(lifetime(written)).isEqualTo(duration);
        assertNoProblem();
    }

    @ParameterizedTest
    @ValueSource(strings = {"9s", "9999ms", "3600001ms", "3601s", "61m", "2h", "1d", "0s", "999999999d"})
    void durationWhenOneStepOutOfTheBoundsThenProblemWithBoth(String written) {
        assertThat(lifetime(written)).isEqualTo(Duration.ofSeconds(10));
        assertOneProblem("lifetime", written, "expected between 10s and 1h");
    }

    @ParameterizedTest
    @ValueSource(strings = {"5", "m", "5 m", "-5m", "+5m", "5.5m", "5min", "PT5M", "9999999999s", "٥m", "5m 1s"})
    void durationWhenMalformedThenProblemWithExamples(String written) {
        assertThat(lifetime(written)).isEqualTo(Duration.ofSeconds(10));
        assertOneProblem("lifetime", written, "expected a number with its unit, for instance 500ms, 5s, 5m, 8h");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://acme.freshservice.com/",
                "https://acme.freshservice.com",
                "HTTPS://acme.example/a?b=c",
                "http://localhost:8080/",
                "https://[::1]:8443/x"
            })
    void addressWhenOfTheWebThenExactlyAsWritten(String written) {
        assertThat(title(written).address(TITLE)).map(URI::toString).contains(written);
        assertNoProblem();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "acme.freshservice.com",
                "//acme.freshservice.com/",
                "/local",
                "ftp://acme.example/",
                "javascript:alert(1)",
                "https:acme.example",
                "https:///path",
                "https://",
                "https://ada@acme.example/",
                "https://acme.example/#here",
                "https://acme.example/a b",
                "https://acme.example/\\b",
                "https://acme.example:port/",
                "https://https://acme.example/latchkey"
            })
    void addressWhenAnythingElseThenProblem(String written) {
        assertThat(title(written).address(TITLE)).isEmpty();
        assertOneProblem("title", written, "expected a few words");
    }

    @Test
    void addressWhenAbsentThenNone() {
        assertThat(reader(Map.of()).address(TITLE)).isEmpty();
        assertNoProblem();
    }

    @Test
    void addressesWhenOneIsMalformedThenTheOthersAndOneProblem() {
        List<URI> addresses =
                title("https://a.example/ b.example\n https://c.example/").addresses(TITLE);

        assertThat(addresses).containsExactly(URI.create("https://a.example/"), URI.create("https://c.example/"));
        assertOneProblem("title", "b.example", "expected a few words");
    }

    @Test
    void parsedWhenAbsentThenTheHarmlessValue() {
        assertThat(reader(Map.of()).parsed(TITLE, -1, Integer::valueOf)).isEqualTo(-1);
        assertNoProblem();
    }

    @Test
    void parsedWhenTheParserThrowsThenItsMessage() {
        int value = title("abc").parsed(TITLE, -1, text -> {
            throw new IllegalArgumentException("expected a number");
        });

        assertThat(value).isEqualTo(-1);
        assertOneProblem("title", "abc", "expected a number");
    }

    @Test
    void pathWhenPresentThenPath() {
        assertThat(title("conf/key.pem").path(TITLE)).contains(Path.of("conf/key.pem"));
        assertNoProblem();
    }

    @Test
    void pathWhenNoFileSystemTakesItThenProblem() {
        assertThat(title("conf/\0key").path(TITLE)).isEmpty();
        assertOneProblem("title", "conf/\0key", "expected the path of a file");
    }
}
