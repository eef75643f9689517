package org.latchkey.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.latchkey.http.StandInRequest;

/** What a browser asks for, and which language it gets (RFC 9110, 12.5.4). */
class LanguagesTest {

    private static String chosen(String otherwise, String... lines) {
        StandInRequest request = StandInRequest.get("/latchkey/");
        for (String line : lines) {
            request.header("Accept-Language", line);
        }
        return new Languages(Locale.forLanguageTag(otherwise))
                .of(request.request())
                .getLanguage();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "de | de",
                "de-AT, en;q=0.5 | de",
                "DE-ch-1996 | de",
                "pt-BR,pt;q=0.9,en-US;q=0.8 | pt",
                "ja,en-US;q=0.9,en;q=0.8 | ja",
                "sv, nl;q=0.7, fr;q=0.3 | nl",
                "fr;q=0.3, es;q=0.31 | es",
                "fr;q=0.3 , es ; q=0.3 | fr",
                "en;q=0, fr;q=0.001 | fr",
                "de;Q=0.2, fr; q=0.1 | de",
                "nl;q=1.000, de | nl"
            })
    void ofWhenBrowserNamesWeightsThenTheHighestThatIsSpoken(String header, String language) {
        assertThat(chosen("en", header)).isEqualTo(language);
    }

    @Test
    void ofWhenHeaderComesInSeveralLinesThenTheyAreOneList() {
        assertThat(chosen("en", "sv, es;q=0.4", "fr;q=0.6")).isEqualTo("fr");
    }

    @Test
    void ofWhenNothingIsAskedForThenTheLanguageOfTheSite() {
        assertThat(chosen("de")).isEqualTo("de");
        assertThat(chosen("de", "sv, da;q=0.5")).isEqualTo("de");
        assertThat(chosen("de", "*")).isEqualTo("de");
        assertThat(chosen("de", "fr;q=0.2, *;q=0.5")).isEqualTo("de");
        assertThat(chosen("de", "fr;q=0.5, *;q=0.2")).isEqualTo("fr");
        assertThat(chosen("de", "de;q=0")).isEqualTo("de");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ",",
                ";",
                ";q=1",
                "q=1",
                "fr;q=nonsense",
                "fr;q=1.001",
                "fr;q=-1",
                "fr;q=0.1234",
                "fr;level=1",
                "fr_FR",
                "fr-",
                "fr-FR-toolongsubtag",
                "français",
                "../../fr",
                "${jndi:fr}",
                "f r",
                "\u0130\u0131",
                "deutsch",
                "zh-Hant-de"
            })
    void ofWhenHeaderIsMalformedOrUnknownThenTheLanguageOfTheSite(String header) {
        assertThat(chosen("nl", header)).isEqualTo("nl");
    }

    @Test
    void ofWhenOneRangeIsMalformedThenTheOthersCount() {
        assertThat(chosen("en", "fr;q=x, ,;, es;q=0.5, -de")).isEqualTo("es");
    }

    @Test
    void ofWhenHeaderIsHugeThenItsBeginningDecides() {
        assertThat(chosen("en", "sv-" + "a-".repeat(30_000) + "a, de")).isEqualTo("en");
        assertThat(chosen("en", "de;q=0.1," + "sv,".repeat(20_000) + "fr")).isEqualTo("de");
    }

    /** Where I is not the capital of i, a comparison in the server's language would not find a thing. */
    @Test
    void ofWhenServerIsTurkishThenNothingChanges() {
        Locale server = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("tr-TR"));
            assertThat(chosen("en", "FR;Q=0.5")).isEqualTo("fr");
            assertThat(Texts.of(chosenLocale("tr")).language()).isEqualTo("en");
            assertThat(Languages.SPOKEN)
                    .allSatisfy(
                            spoken -> assertThat(Texts.of(spoken).language()).isEqualTo(spoken.getLanguage()));
        } finally {
            Locale.setDefault(server);
        }
    }

    private static Locale chosenLocale(String header) {
        return new Languages(Locale.ENGLISH)
                .of(StandInRequest.get("/latchkey/")
                        .header("Accept-Language", header)
                        .request());
    }
}
