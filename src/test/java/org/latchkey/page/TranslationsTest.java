package org.latchkey.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The other languages' files beside the English ones: the words on the pages, and what users read of the refusals. */
class TranslationsTest {

    private static final Path RESOURCES = Path.of("src", "main", "resources", "org", "latchkey");
    private static final List<Path> BUNDLES = List.of(
            RESOURCES.resolve("page").resolve("texts"),
            RESOURCES.resolve("refusal").resolve("reasons"));

    /** What stays as it is in every language: what somebody types, and names. */
    private static final Pattern UNTRANSLATED = Pattern.compile(
            "\\{}|CORP\\\\ada|ada@[a-z.]+|conf/[a-z./]+|latchkey/[a-z]+"
                    + "|\\b[a-z]+[A-Z]\\w+|\\b(?:Freshworks|Freshservice|Kerberos|Linux|NTLM|OpenSSL|PEM|Tomcat|Windows)\\b");

    /** Longer texts are sentences, which are the same in no two languages. */
    private static final int LONGEST_WORD = 20;

    static List<Locale> translations() {
        return Languages.SPOKEN.stream()
                .filter(language -> !language.equals(Locale.ENGLISH))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("translations")
    void filesWhenComparedWithEnglishThenNoKeyIsMissingAndNoneIsLeftOver(Locale language) throws IOException {
        for (Path bundle : BUNDLES) {
            Set<String> expected = forReaders(read(bundle, ""));
            Set<String> found = new TreeSet<>(read(bundle, "_" + language).stringPropertyNames());
            assertThat(without(expected, found))
                    .as("missing in %s_%s", bundle, language)
                    .isEmpty();
            assertThat(without(found, expected))
                    .as("left over in %s_%s", bundle, language)
                    .isEmpty();
        }
    }

    private static Set<String> without(Set<String> keys, Set<String> others) {
        Set<String> rest = new TreeSet<>(keys);
        rest.removeAll(others);
        return rest;
    }

    /** The administrator's voice and the remedy are English on purpose. */
    private static Set<String> forReaders(Properties english) {
        return english.stringPropertyNames().stream()
                .filter(key -> !key.endsWith(".administrator") && !key.endsWith(".remedy"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @ParameterizedTest
    @MethodSource("translations")
    void textsWhenTranslatedThenGapsNamesAndWhatPeopleTypeAreStillThere(Locale language) throws IOException {
        each(
                language,
                (english, text) -> assertThat(untranslated(text))
                        .as("%s: %s", english, text)
                        .containsAll(untranslated(english)));
        each(
                language,
                (english, text) -> assertThat(text.split("\\{}", -1))
                        .as("gaps in: %s", text)
                        .hasSameSizeAs(english.split("\\{}", -1)));
    }

    private static Set<String> untranslated(String text) {
        return UNTRANSLATED
                .matcher(text)
                .results()
                .map(MatchResult::group)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Nothing goes through MessageFormat, so an apostrophe is written once. */
    @ParameterizedTest
    @MethodSource("translations")
    void textsWhenTranslatedThenTheyAreCleanUtf8WithoutFormatsOrMarkup(Locale language) throws IOException {
        each(
                language,
                (english, text) -> assertThat(text)
                        .isNotBlank()
                        .isEqualTo(text.strip())
                        .doesNotContain("''", "  ", "\uFFFD", "\u00C3", "<", "&amp;", "%s")
                        .doesNotContainPattern("\\{[^}]|(?<!\\{)}"));
    }

    @ParameterizedTest
    @MethodSource("translations")
    void textsWhenEnglishIsASentenceThenTheTranslationIsOneAndNotTheEnglish(Locale language) throws IOException {
        each(language, (english, text) -> {
            if (english.length() > LONGEST_WORD) {
                assertThat(text).isNotEqualTo(english);
            }
            if (english.endsWith(".")) {
                assertThat(text).matches("(?s).*[.。]");
            }
            assertThat(text.endsWith("?")).as(text).isEqualTo(english.endsWith("?"));
        });
    }

    /** A heading has one line on a screen; what a telephone shows is short. */
    @ParameterizedTest
    @MethodSource("translations")
    void titlesWhenTranslatedThenTheyAreShort(Locale language) throws IOException {
        Properties reasons = read(BUNDLES.get(1), "_" + language);

        assertThat(reasons.stringPropertyNames())
                .allSatisfy(key -> assertThat(reasons.getProperty(key))
                        .as(key)
                        .hasSizeLessThan(key.endsWith(".title") ? 60 : 400));
    }

    /** A line must not break before a mark that belongs to the word in front of it, so the space there does not break. */
    @Test
    void textsWhenFrenchThenMarksOfTwoPartsKeepTheirSpace() throws IOException {
        each(
                Locale.FRENCH,
                (english, text) -> assertThat(text).doesNotContainPattern("[ \\p{L}][?!;]|[ \\p{L}]:(?!\\S)|'"));
    }

    @Test
    void textsWhenJapaneseThenTheyAreInJapaneseLetters() throws IOException {
        Set<String> latin = Set.of("Latchkey");
        each(
                Locale.JAPANESE,
                (english, text) -> assertThat(latin.contains(text) || text.matches("(?s).*[\\u3040-\\u9FFF].*"))
                        .as(text)
                        .isTrue());
    }

    @Test
    void filesWhenListedThenEachIsOfALanguageThatIsSpoken() throws IOException {
        Set<String> spoken = Languages.SPOKEN.stream().map(Locale::getLanguage).collect(Collectors.toSet());
        for (Path bundle : BUNDLES) {
            try (Stream<Path> files = Files.list(bundle.getParent())) {
                assertThat(files.map(file -> file.getFileName().toString())
                                .filter(name -> name.matches(bundle.getFileName() + "_.*\\.properties")))
                        .allSatisfy(name -> assertThat(spoken).contains(name.replaceAll(".*_|\\..*", "")));
            }
        }
    }

    private static void each(Locale language, BiConsumer<String, String> check) throws IOException {
        for (Path bundle : BUNDLES) {
            Properties english = read(bundle, "");
            read(bundle, "_" + language)
                    .forEach((key, text) -> check.accept(english.getProperty((String) key), (String) text));
        }
    }

    private static Properties read(Path bundle, String suffix) throws IOException {
        Properties texts = new Properties();
        try (Reader reader =
                Files.newBufferedReader(bundle.resolveSibling(bundle.getFileName() + suffix + ".properties"))) {
            texts.load(reader);
        }
        return texts;
    }
}
