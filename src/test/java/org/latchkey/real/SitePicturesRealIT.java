package org.latchkey.real;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Dimension;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.latchkey.demo.DemoPeople;
import org.latchkey.demo.DemoPerson;
import org.latchkey.documentation.CodeBlock;

/**
 * The pictures of the documentation, made anew from the running product with the demo's people. Letters differ from one machine
 * to the next, so what is compared is that each is there, and its size.
 */
@ExtendWith(RealParts.class)
class SitePicturesRealIT {

    private static final Path COMMITTED = Path.of("src", "site", "markdown", "images");
    private static final int WIDTH = 960;

    private static Installation installation;
    private static Path made;

    @BeforeAll
    static void start(Installation shared) throws IOException {
        installation = shared;
        made = Files.createDirectories(shared.domain().work().resolve("site-images"));
    }

    private static Chromium at(DemoPerson person) {
        return Chromium.start(installation.domain(), installation.domain().tickets(person));
    }

    private static URI page(String path) {
        return URI.create(InstalledTomcat.HOST + "/" + Installation.SHOWN + path);
    }

    private static void take(Chromium browser, String name, int height) throws IOException {
        take(browser, name, height, "body");
    }

    /** Of what is seen at this height, scrolled to what a selector finds. */
    private static void take(Chromium browser, String name, int height, String from) throws IOException {
        assertThat(browser.text())
                .as("a folder of this machine")
                .doesNotContain(Path.of("").toAbsolutePath().toString());
        browser.resize(WIDTH, height);
        browser.evaluate("document.querySelector('" + from + "').scrollIntoView()");
        PalettePicture.of(browser.view()).write(made.resolve(name + ".png"));
    }

    private static Set<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> String.valueOf(file.getFileName())).collect(Collectors.toCollection(TreeSet::new));
        }
    }

    private static Dimension size(Path picture) throws IOException {
        BufferedImage image = ImageIO.read(picture.toFile());
        return new Dimension(image.getWidth(), image.getHeight());
    }

    @Test
    void portalAndBrowserCheckThenTheirPictures() throws IOException {
        try (Chromium browser = at(DemoPeople.ZOE)) {
            browser.open(page("/"));
            take(browser, "portal", 540);
            browser.open(page("/browser-check"));
            take(browser, "browser-check", 900);
        }
    }

    @Test
    void formThenItsPicture() throws IOException {
        try (Chromium browser = Chromium.start(
                installation.domain(), installation.domain().work().resolve("no-tickets"))) {
            browser.open(Installation.signIn(Installation.SHOWN));
            take(browser, "form", 620);
        }
    }

    @Test
    void refusalThenItsPicture() throws IOException {
        try (Chromium browser = at(DemoPeople.ALAN)) {
            browser.open(Installation.signIn(Installation.SHOWN));
            take(browser, "refusal", 680);
        }
    }

    @Test
    void setupThenItsPictures() throws IOException {
        try (Chromium browser = at(DemoPeople.ADA)) {
            browser.open(page("/setup"));
            take(browser, "setup", 1100);
            browser.open(page("/setup/start"));
            browser.type("#domain", "corp.example.com");
            take(browser, "start", 1100);
            browser.open(page("/setup/checks"));
            take(browser, "checks", 1000);
            // With the address that the pages name.
            browser.open(URI.create(
                    InstalledTomcat.HOST + "/" + Installation.DISCOVERED + "/setup/app/" + Installation.ANYBODY));
            take(browser, "sheet", 900);
        }
    }

    @Test
    void dryRunAndExplainThenTheirPictures() throws IOException {
        try (Chromium browser = at(DemoPeople.ADA)) {
            browser.open(page("/setup/rehearse"));
            browser.type("#person", DemoPeople.GRACE.downLevelName());
            browser.evaluate("document.getElementById('application').value = '" + Installation.ANYBODY + "'");
            browser.click("button[type=submit]");
            take(browser, "rehearse", 860, ".good");
            browser.open(page("/setup/explain"));
            browser.type(
                    "#asked",
                    page("/jwt/" + Installation.ANYBODY) + "?state=s&nonce=n&redirect_uri="
                            + "https://acme.myfreshworks.com/sp/OIDC/302836020429100184/implicit");
            browser.click("button[type=submit]");
            take(browser, "explain", 960);
        }
    }

    @Test
    void surveyThenItsPicture() throws IOException {
        try (Chromium browser = at(DemoPeople.ADA)) {
            browser.open(page("/setup/tomorrow"));
            browser.type("#people", "OU=People," + SambaPeople.BASE);
            browser.evaluate("document.getElementById('application').value = '" + Installation.ANYBODY + "'");
            browser.click("button[type=submit]");
            browser.openUntilGone(page("/setup/tomorrow"), "progress");
            take(browser, "tomorrow", 1200);
        }
    }

    @AfterAll
    static void compare() throws IOException {
        String renew =
                CodeBlock.of("building.md", "cp target/real/site-images/").text();
        Path project = Path.of("").toAbsolutePath();
        assertThat(renew).isEqualTo("cp %s/*.png %s/%n", project.relativize(made.toAbsolutePath()), COMMITTED);
        assertThat(names(made))
                .as("pictures made, and those committed; renew these by %s", renew)
                .isEqualTo(names(COMMITTED));
        for (String name : names(made)) {
            assertThat(size(COMMITTED.resolve(name)))
                    .as("%s; renew it by %s", name, renew)
                    .isEqualTo(size(made.resolve(name)));
        }
    }
}
