package org.latchkey.real;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Deque's accessibility checks: those that it runs unless told otherwise, and that targets are large enough (WCAG 2.2, 2.5.8).
 * Left out are the experimental ones, and those of level AAA.
 *
 * @see <a href="https://github.com/dequelabs/axe-core/blob/develop/doc/rule-descriptions.md">Rules</a>
 */
record Axe(String script) {

    private static final String RUN = "axe.run(document, {resultTypes: ['violations'], preload: false,"
            + " rules: {'target-size': {enabled: true}}})";

    static Axe read() {
        try {
            return new Axe(Files.readString(Path.of(System.getProperty("latchkey.axe"))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What is wrong with the page that the browser shows: the rule, and the first element that breaks it. */
    List<String> findings(Chromium browser) {
        browser.evaluate(script + ";0");
        JsonNode result = browser.evaluate(RUN);
        if (result.path("passes").isEmpty()) {
            throw new IllegalStateException("axe looked at nothing: " + result);
        }
        List<String> findings = new ArrayList<>();
        for (JsonNode violation : result.path("violations")) {
            findings.add(violation.path("id").asText() + " ("
                    + violation.path("help").asText() + "): "
                    + violation.at("/nodes/0/html").asText() + ": "
                    + violation.at("/nodes/0/failureSummary").asText());
        }
        return findings;
    }
}
