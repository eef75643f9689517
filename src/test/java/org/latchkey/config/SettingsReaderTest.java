package org.latchkey.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SettingsReaderTest {

    private static final Attribute TITLE = Attribute.of("title", "a few words", "what people read");
    private static final Attribute MAIL = Attribute.of("mail", "names", "").orElse("mail");
    private static final Attribute ACCEPT =
            Attribute.of("accept", "true or false", "").orElse("false");
    private static final Attribute LIFETIME =
            Attribute.of("lifetime", "10s to 1h", "").orElse("5m");
    private static final List<Attribute> KNOWN = List.of(TITLE, MAIL, ACCEPT, LIFETIME);

    private final Problems problems = new Problems();

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

    @Test
    void unknownAttributeWhenMisspeltThenNearestNameAndNotItsValue() {
        SettingsReader reader = reader(Map.of("liftime", "s3cret"));

        assertOneProblem("liftime", "", "unknown attribute; did you mean \"lifetime\"?");
        assertThat(reader.failed()).isTrue();
    }

    @Test
    void unknownAttributeWhenNothingIsNearThenAllKnownNames() {
        reader(Map.of("colour", "s3cret"));

        assertOneProblem("colour", "", "unknown attribute; known here: title, mail, accept, lifetime");
    }

    @Test
    void unknownAttributesWhenSeveralThenEachIsToldInTheOrderOfNames() {
        reader(Map.of("titel", "", "maill", "", "accept", "true"));

        assertThat(problems.list()).extracting(Problem::attribute).containsExactly("maill", "titel");
    }

    @Test
    void attributeNamesWhenInOtherLetterCaseThenUnknown() {
        reader(Map.of("Title", "x"));

        assertOneProblem("Title", "", "unknown attribute; did you mean \"title\"?");
    }

    @Test
    void failedWhenOnlyAnotherResourceHasErrorsThenFalse() {
        problems.error("latchkey/app/other", "title", "", "is required");
        SettingsReader reader = title("x");

        assertThat(reader.failed()).isFalse();
    }

    @Test
    void failedWhenOnlyWarnedThenFalse() {
        SettingsReader reader = title("x");
        reader.warning(TITLE, "x", "is short");

        assertThat(reader.failed()).isFalse();
        assertThat(problems.list())
                .containsExactly(new Problem(Problem.Severity.WARNING, "latchkey/app/one", "title", "x", "is short"));
    }

    @Test
    void textWhenPresentThenWithoutSurroundingWhiteSpace() {
        assertThat(title(" \t IT  Service Desk \r\n").text(TITLE)).contains("IT  Service Desk");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t\r\n"})
    void textWhenBlankThenCountsAsAbsent(String blank) {
        assertThat(title(blank).text(TITLE)).isEmpty();
        assertNoProblem();
    }

    @Test
    void textWhenAbsentThenTheFallback() {
        assertThat(reader(Map.of()).text(MAIL)).contains("mail");
        assertThat(reader(Map.of("mail", " ")).text(MAIL)).contains("mail");
        assertThat(reader(Map.of("mail", "proxyAddresses")).text(MAIL)).contains("proxyAddresses");
    }

    @Test
    void requiredWhenPresentThenItsText() {
        assertThat(title("Desk").required(TITLE)).isEqualTo("Desk");
        assertNoProblem();
    }

    @Test
    void requiredWhenAbsentThenProblemWithTheForm() {
        SettingsReader reader = reader(Map.of());

        assertThat(reader.required(TITLE)).isEmpty();
        assertOneProblem("title", "", "is required: a few words");
        assertThat(reader.failed()).isTrue();
    }

    @Test
    void wordsWhenSeparatedByAnyWhiteSpaceThenEach() {
        assertThat(title(" a,b  c\td\r\ne ").words(TITLE)).containsExactly("a,b", "c", "d", "e");
    }

    @Test
    void wordsWhenAbsentThenNone() {
        assertThat(reader(Map.of()).words(TITLE)).isEmpty();
        assertNoProblem();
    }

    @Test
    void namesWhenSeparatedByCommasThenEachAndNoEmptyOnes() {
        assertThat(title(", mail ,,\n proxyAddresses,").names(TITLE)).containsExactly("mail", "proxyAddresses");
        assertThat(title(",").names(TITLE)).isEmpty();
        assertThat(reader(Map.of()).names(TITLE)).isEmpty();
        assertNoProblem();
    }

    @Test
    void mapWhenWellFormedThenPairsInTheirOrder() {
        Map<String, String> map =
                title("phone = telephoneNumber, job_title=title,a=b=c").map(TITLE);

        assertThat(map)
                .containsExactly(
                        Map.entry("phone", "telephoneNumber"), Map.entry("job_title", "title"), Map.entry("a", "b=c"));
        assertNoProblem();
    }

    @ParameterizedTest
    @ValueSource(strings = {"phone", "=title", "phone=", " = "})
    void mapWhenAPairIsIncompleteThenProblemAndTheOthersAreRead(String pair) {
        Map<String, String> map = title(pair + ", a=b").map(TITLE);

        assertThat(map).containsExactly(Map.entry("a", "b"));
        assertOneProblem("title", pair.strip(), "expected a few words");
    }

    @Test
    void mapWhenANameStandsTwiceThenProblem() {
        title("phone=a, phone=b").map(TITLE);

        assertOneProblem("title", "phone=b", "names \"phone\" twice");
    }
}
