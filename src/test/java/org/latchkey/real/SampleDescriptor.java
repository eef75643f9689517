package org.latchkey.real;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The sample {@code conf/latchkey.xml}, with what an administrator changes in it. */
record SampleDescriptor(String xml) {

    static SampleDescriptor read() {
        try {
            return new SampleDescriptor(Files.readString(Path.of("conf", "latchkey.xml")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @param resource without {@code latchkey/} */
    SampleDescriptor with(String resource, String attribute, Object value) {
        String found = element(resource);
        String text = attribute + "=\"" + String.valueOf(value).replace("&", "&amp;") + "\"";
        Matcher old = Pattern.compile("\\b" + attribute + "=\"[^\"]*\"").matcher(found);
        String changed =
                old.find() ? old.replaceFirst(Matcher.quoteReplacement(text)) : found.replace("/>", " " + text + "/>");
        return new SampleDescriptor(xml.replace(found, changed));
    }

    /** A resource in full, instead of the sample's own where it has one. */
    SampleDescriptor withResource(String resource, Map<String, String> attributes) {
        StringBuilder element = new StringBuilder("<Resource name=\"latchkey/" + resource
                + "\" type=\"org.latchkey.config.Settings\" factory=\"org.latchkey.config.SettingsFactory\"");
        attributes.forEach(
                (name, value) -> element.append("\n    " + name + "=\"" + value.replace("&", "&amp;") + "\""));
        Matcher old = Pattern.compile("<Resource name=\"latchkey/" + Pattern.quote(resource) + "\"[^>]*/>")
                .matcher(xml);
        String without = old.replaceFirst("");
        return new SampleDescriptor(without.replace("</Context>", element.append("/>\n</Context>")));
    }

    SampleDescriptor without(String resource) {
        return new SampleDescriptor(xml.replace(element(resource), ""));
    }

    /** The same resource once more, under another name. */
    SampleDescriptor withCopy(String resource, String name) {
        String found = element(resource);
        String copy = found.replace("latchkey/" + resource + "\"", "latchkey/" + name + "\"");
        return new SampleDescriptor(xml.replace(found, found + "\n" + copy));
    }

    private String element(String resource) {
        Matcher element = Pattern.compile("<Resource name=\"latchkey/" + Pattern.quote(resource) + "\"[^>]*/>")
                .matcher(xml);
        if (!element.find()) {
            throw new IllegalArgumentException("the sample has no " + resource);
        }
        return element.group();
    }
}
