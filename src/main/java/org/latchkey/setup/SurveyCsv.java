package org.latchkey.setup;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.latchkey.page.SurveyPage.Cause;
import org.latchkey.page.SurveyPage.Row;

/**
 * People as a table for a spreadsheet (RFC 4180). It begins with a byte order mark, or Excel would take UTF-8 for its own code
 * page; and what people or administrators wrote into the directory never becomes a formula there.
 */
record SurveyCsv(List<Row> rows) {

    private static final String BYTE_ORDER_MARK = "\uFEFF";

    /**
     * What spreadsheets take for the beginning of a formula, also behind what cannot be seen and in the wide forms of East
     * Asia; and the characters of control that some of them leave out.
     */
    private static final Pattern FORMULA =
            Pattern.compile("[\\s\\p{Z}\\p{C}]*[=+@\uFF1D\uFF0B\uFF0D\uFF20-].*|\\p{Cc}.*", Pattern.DOTALL);

    String text() {
        StringBuilder text = new StringBuilder(BYTE_ORDER_MARK);
        text.append(line(Stream.of("account", "name", "mail", "reasons", "details", "distinguishedName")));
        rows.forEach(row -> text.append(line(Stream.of(
                row.account(),
                row.name(),
                row.mail(),
                row.causes().stream().map(cause -> cause.hindrance().name()).collect(Collectors.joining(" ")),
                row.causes().stream()
                        .map(Cause::detail)
                        .filter(detail -> !detail.isEmpty())
                        .collect(Collectors.joining("; ")),
                row.distinguishedName()))));
        return text.toString();
    }

    private static String line(Stream<String> cells) {
        return cells.map(SurveyCsv::cell).collect(Collectors.joining(",", "", "\r\n"));
    }

    static String cell(String value) {
        String apostrophe = FORMULA.matcher(value).matches() ? "'" : "";
        return '"' + apostrophe + value.replace("\"", "\"\"") + '"';
    }
}
