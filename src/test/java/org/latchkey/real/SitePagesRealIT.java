package org.latchkey.real;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.latchkey.documentation.Document;

/** The web pages of {@code mvn site} in a real browser: everything is there, fits, and comes from their own folder. */
@ExtendWith(RealParts.class)
class SitePagesRealIT {

    private static SambaDomain domain;
    private static Path site;
    private static Path pictures;

    @BeforeAll
    static void start(SambaDomain shared) throws IOException {
        domain = shared;
        site = Path.of(System.getProperty("latchkey.site")).toAbsolutePath();
        pictures = Files.createDirectories(shared.work().resolve("pages"));
    }

    private static List<String> pages() throws IOException {
        try (Stream<Path> files = Files.list(Document.PAGES)) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .filter(name -> name.endsWith(".md"))
                    .map(name -> name.replace(".md", ""))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void pagesThenEachFitsAndItsLinksLeadSomewhereAndNothingIsAskedElsewhere() throws IOException {
        try (Chromium browser = Chromium.start(domain, domain.work().resolve("no-tickets"))) {
            for (String name : pages()) {
                for (int width : new int[] {1280, 360}) {
                    browser.resize(width, 900);
                    browser.open(site.resolve(name + ".html").toUri());
                    assertThat(browser.evaluate("document.documentElement.scrollWidth")
                                    .asInt())
                            .as("width of %s", name)
                            .isLessThanOrEqualTo(width);
                    Files.write(pictures.resolve("site-" + name + "-" + width + ".png"), browser.view());
                }
                assertThat(browser.evaluate(BROKEN).asText()).as(name).isEmpty();
            }
            assertThat(browser.requests())
                    .isNotEmpty()
                    .allMatch(address -> address.startsWith(site.toUri().toString()));
        }
    }

    /** Pictures that are not there, and links to a place in the page that is none. */
    private static final String BROKEN =
            "[...document.images].filter(image => !image.naturalWidth).map(image => image.src)"
                    + ".concat([...document.querySelectorAll('main a[href^=\"#\"]')].map(link => link.hash.substring(1))"
                    + ".filter(id => !document.getElementById(id))).join(' ')";
}
