package org.latchkey.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * What to do first, shown by itself while the configuration is empty, and on the setup pages always.
 *
 * @param contextPath where this application is deployed: the descriptor's file name and the addresses follow from it
 * @param empty whether there is no configuration yet
 */
public record FirstStepsPage(String contextPath, boolean empty) implements Page {

    private static final String SAMPLE = "first-steps.xml";
    private static final String SAMPLE_ADDRESS = "https://sso.corp.example.com/latchkey\"";

    @Override
    public String template() {
        return "firststeps";
    }

    @Override
    public boolean copies() {
        return true;
    }

    /** The descriptor's file name as Tomcat derives it: {@code /a/b} is {@code a#b.xml}, and the root is {@code ROOT.xml}. */
    public String fileName() {
        return contextPath.isEmpty() ? "ROOT.xml" : contextPath.substring(1).replace('/', '#') + ".xml";
    }

    /** A minimal correct descriptor with example values. */
    public String descriptor() {
        return sample().replace(SAMPLE_ADDRESS, "https://sso.corp.example.com" + contextPath + "\"");
    }

    private static String sample() {
        try (InputStream in = Objects.requireNonNull(FirstStepsPage.class.getResourceAsStream(SAMPLE), SAMPLE)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(SAMPLE, e);
        }
    }
}
