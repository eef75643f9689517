package org.latchkey;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.latchkey.application.Application;
import org.latchkey.config.Attribute;
import org.latchkey.directory.DirectorySettings;
import org.latchkey.hmac.HmacApplication;
import org.latchkey.jwt.JwtApplication;
import org.latchkey.refusal.Reason;
import org.latchkey.refusal.Voices;
import org.latchkey.saml.SamlApplication;
import org.latchkey.saml.SamlSettings;
import org.latchkey.windows.WindowsSettings;

/** The parts of the documentation that are written from what the code reads: attributes, and the catalogue of refusals. */
final class WrittenPages {

    private static final Pattern PART =
            Pattern.compile("(<!-- written: ([a-z]+) -->\n).*?(<!-- end -->\n)", Pattern.DOTALL);

    private static final Map<String, Supplier<String>> PARTS = Map.of(
            "site", () -> table(SiteSettings.ATTRIBUTES),
            "windows", () -> table(WindowsSettings.ATTRIBUTES),
            "directory", () -> table(DirectorySettings.ATTRIBUTES),
            "saml", () -> table(SamlSettings.ATTRIBUTES),
            "app", () -> table(Application.ATTRIBUTES),
            "jwt", () -> table(own(JwtApplication.ATTRIBUTES)),
            "hmac", () -> table(own(HmacApplication.ATTRIBUTES)),
            "samlapp", () -> table(own(SamlApplication.ATTRIBUTES)),
            "reasons", WrittenPages::reasons);

    private WrittenPages() {}

    /** A page with its written parts as they ought to be. */
    static String written(String page) {
        Matcher part = PART.matcher(page);
        return part.replaceAll(found -> Matcher.quoteReplacement(
                found.group(1) + "\n" + PARTS.get(found.group(2)).get() + "\n" + found.group(3)));
    }

    /** All that a descriptor may say, and what else is given. */
    static Set<String> names(Set<String> others) {
        return Stream.concat(
                        others.stream(),
                        Stream.of(
                                        SiteSettings.ATTRIBUTES,
                                        WindowsSettings.ATTRIBUTES,
                                        DirectorySettings.ATTRIBUTES,
                                        SamlSettings.ATTRIBUTES,
                                        JwtApplication.ATTRIBUTES,
                                        HmacApplication.ATTRIBUTES,
                                        SamlApplication.ATTRIBUTES)
                                .flatMap(List::stream)
                                .map(Attribute::name))
                .collect(Collectors.toSet());
    }

    private static List<Attribute> own(List<Attribute> attributes) {
        return attributes.stream()
                .filter(attribute -> !Application.ATTRIBUTES.contains(attribute))
                .toList();
    }

    private static String table(List<Attribute> attributes) {
        return attributes.stream()
                .map(WrittenPages::row)
                .collect(Collectors.joining(
                        "", "| attribute | form | default | needed | meaning |\n|---|---|---|---|---|\n", ""));
    }

    private static String row(Attribute attribute) {
        String name = "`" + attribute.name() + "`";
        return String.format(
                Locale.ROOT,
                "| %s | %s | %s | %s | %s |\n",
                attribute.needed().isEmpty() ? name : "**" + name + "**",
                plain(attribute.form()),
                attribute.fallback().isEmpty() ? "" : "`" + attribute.fallback() + "`",
                attribute.needed(),
                attribute.meaning());
    }

    private static String reasons() {
        return Arrays.stream(Reason.values()).map(WrittenPages::reason).collect(Collectors.joining("\n"));
    }

    private static String reason(Reason reason) {
        Voices voices = reason.voices(Locale.ENGLISH);
        return "<a id=\"" + reason.name().toLowerCase(Locale.ROOT).replace('_', '-') + "\"></a>\n\n## `" + reason
                + "` (" + reason.status() + ")\n\n> **" + plain(voices.title()) + ".** " + plain(voices.user())
                + "\n\n" + plain(voices.administrator()) + "\n\n**Remedy.** " + plain(voices.remedy()) + "\n";
    }

    /** As Markdown that shows exactly this. */
    private static String plain(String text) {
        // What begins an address would become a link.
        return text.replaceAll("([\\\\`*_\\[\\]<>|])", "\\\\$1")
                .replaceAll("((?:https?|ldaps?)://(?:[^\\s;,\"]*[^\\s;,.\"])?)", "`$1`");
    }
}
