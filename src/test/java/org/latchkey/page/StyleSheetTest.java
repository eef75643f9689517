package org.latchkey.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The style sheet's colours, judged by the contrast formula of WCAG 2.2. */
class StyleSheetTest {

    private static final Path SHEET = Path.of("webapp", "static", "latchkey.css");

    @ParameterizedTest
    @CsvSource({
        "ink, ground",
        "ink, surface",
        "ink, sunken",
        "quiet, surface",
        "quiet, sunken",
        "quiet, ground",
        "key, surface",
        "key-strong, surface",
        "key-strong, sunken",
        "on-key, key",
        "on-key, key-strong",
        "bad, surface",
        "bad, bad-ground",
        "warn, warn-ground",
        "good, good-ground"
    })
    void coloursWhenTextStandsOnThemThenContrastIsFourAndAHalfInBothSchemes(String text, String ground)
            throws IOException {
        assertThat(contrast(light(), text, ground)).isGreaterThanOrEqualTo(4.5);
        assertThat(contrast(dark(), text, ground)).isGreaterThanOrEqualTo(4.5);
    }

    @ParameterizedTest
    @CsvSource({"control, surface", "key, surface", "key, ground", "bad, surface", "brass, surface", "brass, sunken"})
    void coloursWhenTheyMarkAControlThenContrastIsThreeInBothSchemes(String mark, String ground) throws IOException {
        assertThat(contrast(light(), mark, ground)).isGreaterThanOrEqualTo(3.0);
        assertThat(contrast(dark(), mark, ground)).isGreaterThanOrEqualTo(3.0);
    }

    @Test
    void sheetWhenReadThenEveryColourIsAVariableThatExistsInBothSchemes() throws IOException {
        String sheet = Files.readString(SHEET);
        Set<String> used = Pattern.compile("var\\(--([a-z-]+)\\)")
                .matcher(sheet)
                .results()
                .map(match -> match.group(1))
                .filter(name -> !Set.of("text", "fixed").contains(name))
                .collect(Collectors.toSet());

        assertThat(light().keySet()).isEqualTo(used);
        assertThat(dark().keySet()).isEqualTo(used);
        assertThat(sheet.substring(sheet.indexOf("*, *::before"))).doesNotContainPattern("#[0-9a-fA-F]{3}|rgb|hsl");
    }

    @Test
    void sheetWhenReadThenItLoadsNothingAndHeedsPreferences() throws IOException {
        assertThat(Files.readString(SHEET))
                .doesNotContain("url(", "@import", "@font-face")
                .contains("prefers-color-scheme: dark", "prefers-reduced-motion", "forced-colors", ":focus-visible");
    }

    private static Map<String, String> light() throws IOException {
        return colours(0);
    }

    private static Map<String, String> dark() throws IOException {
        return colours(Files.readString(SHEET).indexOf("prefers-color-scheme: dark"));
    }

    private static Map<String, String> colours(int from) throws IOException {
        String sheet = Files.readString(SHEET);
        int start = sheet.indexOf(":root {", from);
        Matcher colour = Pattern.compile("--([a-z-]+): (#[0-9a-f]{6});")
                .matcher(sheet.substring(start, sheet.indexOf('}', start)));
        Map<String, String> colours = new HashMap<>();
        while (colour.find()) {
            colours.put(colour.group(1), colour.group(2));
        }
        return colours;
    }

    private static double contrast(Map<String, String> colours, String one, String other) {
        double a = luminance(colours.get(one));
        double b = luminance(colours.get(other));
        return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    }

    private static double luminance(String hex) {
        return 0.2126 * linear(hex.substring(1, 3))
                + 0.7152 * linear(hex.substring(3, 5))
                + 0.0722 * linear(hex.substring(5, 7));
    }

    private static double linear(String channel) {
        double value = Integer.parseInt(channel, 16) / 255.0;
        return value <= 0.04045 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4);
    }
}
