package org.latchkey.config;

import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A length of time as administrators write it: a whole number and its unit. */
final class TimeSpan {

    private static final Pattern FORM = Pattern.compile("(\\d{1,9})(ms|s|m|h|d)");

    private TimeSpan() {}

    /** @throws IllegalArgumentException telling what was expected */
    static Duration parse(String text, Duration least, Duration most) {
        Matcher matcher = FORM.matcher(text.toLowerCase(Locale.ROOT));
        if (!matcher.matches()) {
            throw new IllegalArgumentException("expected a number with its unit, for instance 500ms, 5s, 5m, 8h");
        }
        Duration value = of(Long.parseLong(matcher.group(1)), matcher.group(2));
        if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
            throw new IllegalArgumentException("expected between " + written(least) + " and " + written(most));
        }
        return value;
    }

    private static Duration of(long number, String unit) {
        return switch (unit) {
            case "ms" -> Duration.ofMillis(number);
            case "s" -> Duration.ofSeconds(number);
            case "m" -> Duration.ofMinutes(number);
            case "h" -> Duration.ofHours(number);
            default -> Duration.ofDays(number);
        };
    }

    private static String written(Duration duration) {
        return duration.toString().substring(2).toLowerCase(Locale.ROOT);
    }
}
