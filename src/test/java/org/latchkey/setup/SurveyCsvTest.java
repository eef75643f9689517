package org.latchkey.setup;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
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

    @Test
    void textThenWithMarkLineEndsAndDoubledQuotationMarks() {
        Row row = new Row(
                "CORP\\ada",
                "Ada \"Countess\", née Byron",
                "a@b.example",
                "CN=Ada",
                List.of(new Cause(Hindrance.MAIL_SHARED, "CORP\\bob"), new Cause(Hindrance.ACCOUNT_LOCKED, "")));

        assertThat(new SurveyCsv(List.of(row)).text())
                .isEqualTo("\uFEFF\"account\",\"name\",\"mail\",\"reasons\",\"details\",\"distinguishedName\"\r\n"
                        + "\"CORP\\ada\",\"Ada \"\"Countess\"\", née Byron\",\"a@b.example\","
                        + "\"MAIL_SHARED ACCOUNT_LOCKED\",\"CORP\\bob\",\"CN=Ada\"\r\n");
    }
}
