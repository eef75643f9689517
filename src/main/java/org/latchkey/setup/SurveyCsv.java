package org.latchkey.setup;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.latchkey.page.SurveyPage.Cause;
import org.latchkey.page.SurveyPage.Row;

/**
 * People as a table for a spreadsheet (RFC 4180). It begins with a byte order mark, or Excel would take UTF-8 for its own code
 * page; and what people or administrators wrote into the directory never becomes a formula there, not even where the file
 * is opened with another separator than it was written with.
 *
 * @param separator as {@link #separator} tells
 */
record SurveyCsv(List<Row> rows, char separator) {

    private static final String BYTE_ORDER_MARK = "\uFEFF";

    /**
     * What spreadsheets take for the beginning of a formula, also behind what cannot be seen and in the wide forms of East
     * Asia; and the characters of control that some of them leave out.
     */
    private static final Pattern FORMULA =
            Pattern.compile("[\\s\\p{Z}\\p{C}]*[=+@\uFF1D\uFF0B\uFF0D\uFF20-].*|\\p{Cc}.*", Pattern.DOTALL);

    /** What a cell would begin with where the separator before it ended one. */
    private static final Pattern FORMULA_WITHIN =
            Pattern.compile("([,;\\t\\r\\n])(?=[\\s\\p{Z}\\p{C}\"]*[=+@\uFF1D\uFF0B\uFF0D\uFF20-])");

    /** Where the comma is the decimal sign, spreadsheets part cells by the semicolon. */
    private static final Set<String> DECIMAL_COMMA = Set.of("de", "fr", "es", "pt", "nl");

    /** What a spreadsheet in this language expects between cells. */
    static char separator(Locale language) {
        return DECIMAL_COMMA.contains(language.getLanguage()) ? ';' : ',';
    }

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

    private String line(Stream<String> cells) {
        return cells.map(SurveyCsv::cell).collect(Collectors.joining(String.valueOf(separator), "", "\r\n"));
    }

    static String cell(String value) {
        String apostrophe = FORMULA.matcher(value).matches() ? "'" : "";
        String harmless = FORMULA_WITHIN.matcher(value).replaceAll("$1'");
        return '"' + apostrophe + harmless.replace("\"", "\"\"") + '"';
    }
}
