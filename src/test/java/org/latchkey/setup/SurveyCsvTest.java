package org.latchkey.setup;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.latchkey.page.Hindrance;
import org.latchkey.page.SurveyPage.Cause;
import org.latchkey.page.SurveyPage.Row;

/** The table that administrators open in a spreadsheet. */
class SurveyCsvTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "=1+1",
                "+1",
                "-1",
                "@SUM(A1)",
                "\t=1",
                "\r=1",
                "\n=1",
                " =1",
                "\u00a0=1",
                "\uFF1D1",
                "=cmd|' /C calc'!A0",
                "\u0000=1"
            })
    void cellWhenItCouldBeAFormulaThenItIsText(String value) {
        assertThat(SurveyCsv.cell(value)).startsWith("\"'").endsWith("\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Ada", "ada@corp.example.com", "CN=Ada,OU=People", "CORP\\ada", "1 = 1", "'"})
    void cellWhenItIsPlainThenAsItIs(String value) {
        assertThat(SurveyCsv.cell(value)).isEqualTo('"' + value + '"');
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Ada;=HYPERLINK(1)  | Ada;'=HYPERLINK(1)",
                "Ada,+1             | Ada,'+1",
                "Ada; @SUM(A1)      | Ada;' @SUM(A1)",
                "a;b;-1;c,=2        | a;b;'-1;c,'=2",
                "Ada; Bob, Carl     | Ada; Bob, Carl",
            })
    void cellWhenAnotherSeparatorWouldMakeAFormulaThenItIsText(String value, String written) {
        assertThat(SurveyCsv.cell(value)).isEqualTo('"' + written + '"');
    }

    @ParameterizedTest
    @ValueSource(strings = {"Ada\t=1", "Ada\n=1", "Ada\r\n=1", "Ada;\"=1\"", "Ada;\u00a0\uFF1D1"})
    void cellWhenItCouldBeAFormulaWithinThenAnApostropheIsBeforeIt(String value) {
        assertThat(SurveyCsv.cell(value)).containsPattern("[;\t\r\n]'");
    }

    @ParameterizedTest
    @CsvSource({"en,','", "ja,','", "de,;", "fr,;", "es,;", "pt,;", "nl,;"})
    void separatorThenAsSpreadsheetsOfTheLanguageExpect(String language, char separator) {
        assertThat(SurveyCsv.separator(Locale.forLanguageTag(language))).isEqualTo(separator);
        assertThat(new SurveyCsv(List.of(), separator).text()).startsWith("\uFEFF\"account\"" + separator + "\"name\"");
    }

    @Test
    void textThenWithMarkLineEndsAndDoubledQuotationMarks() {
        Row row = new Row(
                "CORP\\ada",
                "Ada \"Countess\", née Byron",
                "a@b.example",
                "CN=Ada",
                List.of(new Cause(Hindrance.MAIL_SHARED, "CORP\\bob"), new Cause(Hindrance.ACCOUNT_LOCKED, "")));

        assertThat(new SurveyCsv(List.of(row), ',').text())
                .isEqualTo("\uFEFF\"account\",\"name\",\"mail\",\"reasons\",\"details\",\"distinguishedName\"\r\n"
                        + "\"CORP\\ada\",\"Ada \"\"Countess\"\", née Byron\",\"a@b.example\","
                        + "\"MAIL_SHARED ACCOUNT_LOCKED\",\"CORP\\bob\",\"CN=Ada\"\r\n");
    }
}
