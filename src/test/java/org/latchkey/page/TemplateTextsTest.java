package org.latchkey.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.latchkey.refusal.Fixer;

/** The templates and the words in them. */
class TemplateTextsTest {

    private static final Path TEMPLATES = Path.of("src", "main", "jte");
    private static final Path BUNDLE =
            Path.of("src", "main", "resources", "org", "latchkey", "page", "texts.properties");

    private static final Pattern USE = Pattern.compile("frame\\.text\\(\"([a-z.]+)\"[,)]");

    /** Keys that end in a value of the page. */
    private static final Map<String, Set<String>> ENDINGS = Map.ofEntries(
            Map.entry("fixer.", names(Fixer.values())),
            // The names of signin.Mechanism, whose own package must not be known here.
            Map.entry("mechanism.", Set.of("KERBEROS", "NTLM", "PASSWORD")),
            Map.entry("saml.title.", Set.of("SIGN_IN", "SIGN_OUT")),
            Map.entry("severity.", Set.of("ERROR", "WARNING")),
            Map.entry("state.", Set.of("WORKS", "BROKEN")),
            Map.entry("checked.", Set.of("ANSWERED", "REFUSED", "UNANSWERED", "NOT_ASKED")),
            // The names of windows.KerberosFault.
            Map.entry(
                    "kerberos.",
                    Stream.of(
                                    "CLOCK_SKEW",
                                    "EXPIRED",
                                    "REPLAY",
                                    "WRONG_KEY",
                                    "STALE_KEYTAB",
                                    "ENCRYPTION",
                                    "WRONG_SERVICE",
                                    "CHANNEL_BINDING",
                                    "NO_TICKET")
                            .map(fault -> fault + ".remedy")
                            .collect(Collectors.toSet())),
            Map.entry("kerberos.person.", Set.of("CLOCK", "EXPIRED", "AGAIN", "SERVER", "NO_TICKET")),
            Map.entry("survey.wrong.", names(SurveyPage.Wrong.values())),
            Map.entry("survey.stage.", names(SurveyPage.Stage.values())),
            Map.entry("survey.hindrance.", names(Hindrance.values())),
            Map.entry("trouble.", names(TroublePage.Finding.Verdict.values())),
            Map.entry("sheet.lead.", Set.of("jwt", "hmac", "saml")),
            Map.entry(
                    "sheet.hint.",
                    Set.of("publickey", "optional", "secret", "fingerprint", "signing", "requests", "next")));

    private static Set<String> names(Enum<?>... values) {
        return Arrays.stream(values).map(Enum::name).collect(Collectors.toSet());
    }

    @Test
    void bundleWhenComparedWithTemplatesThenNoKeyIsMissingAndNoneIsLeftOver() throws IOException {
        Set<String> used = new TreeSet<>();
        templates().values().forEach(template -> {
            Matcher use = USE.matcher(template);
            while (use.find()) {
                used.add(use.group(1));
            }
        });
        ENDINGS.forEach((prefix, endings) -> endings.forEach(ending -> used.add(prefix + ending)));

        assertThat(new TreeSet<>(bundle().stringPropertyNames())).isEqualTo(used);
    }

    @Test
    void templatesWhenTheyComposeAKeyThenItsEndingsAreKnown() throws IOException {
        Set<String> prefixes = new TreeSet<>();
        templates().values().forEach(template -> {
            Matcher composed =
                    Pattern.compile("frame\\.text\\(\"([a-z.]+)\" \\+").matcher(template);
            while (composed.find()) {
                prefixes.add(composed.group(1));
            }
        });

        assertThat(prefixes).isEqualTo(ENDINGS.keySet());
    }

    @Test
    void templatesWhenMarkupAndExpressionsAreTakenOutThenNoWordsAreLeft() throws IOException {
        Function<String, String> words = template -> template.replaceAll("(?s)<pre.*?</pre>", "")
                .replaceAll("(?m)^\\s*[@!].*$|^`\\)$", "")
                .replaceAll("\\$\\{[^}]*}", "")
                .replaceAll("<[^>]*>", "")
                .replaceAll("[\\s·]+", " ")
                .strip();

        assertThat(templates())
                .allSatisfy((name, template) -> assertThat(words.apply(template))
                        .isEqualTo(name.equals("layout.jte") ? "Latchkey Latchkey" : ""));
    }

    @Test
    void templatesWhenReadThenNothingEscapesEscaping() throws IOException {
        assertThat(templates().values())
                .allSatisfy(template -> assertThat(template).doesNotContain("$unsafe", "@raw"));
    }

    @Test
    void textsWhenTheyHaveAGapThenTheValueStandsInItAsItIs() {
        Texts texts = Texts.of(Locale.ENGLISH);

        assertThat(texts.get("signin.title.application", "O'Brien's {} $1 \\desk"))
                .isEqualTo("Sign in to O'Brien's {} $1 \\desk");
        assertThat(texts.get("signin.account.hint")).contains("CORP\\ada");
    }

    @Test
    void textsWhenReadThenEachSaysSomething() throws IOException {
        assertThat(bundle().values())
                .allSatisfy(text -> assertThat(text.toString()).isNotBlank());
    }

    private static Map<String, String> templates() throws IOException {
        try (Stream<Path> files = Files.list(TEMPLATES)) {
            return files.collect(Collectors.toMap(
                    file -> file.getFileName().toString(), TemplateTextsTest::read, (a, b) -> a, TreeMap::new));
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Properties bundle() throws IOException {
        Properties texts = new Properties();
        try (Reader reader = Files.newBufferedReader(BUNDLE)) {
            texts.load(reader);
        }
        return texts;
    }
}
