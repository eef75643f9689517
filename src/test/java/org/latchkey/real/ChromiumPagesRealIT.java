package org.latchkey.real;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.catalina.LifecycleException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.latchkey.demo.DemoPeople;
import org.latchkey.demo.DemoPerson;
import org.latchkey.demo.DemoTomcat;
import org.latchkey.demo.FreshworksStandIn;
import org.latchkey.demo.TemporaryDirectory;
import org.latchkey.keys.KeyTexts;
import org.latchkey.keys.SigningKey;
import org.latchkey.page.Languages;
import org.latchkey.page.SampleSite;

/**
 * Each page in a real browser: axe finds nothing in either colour scheme, on a screen and on a telephone, and in no language
 * does anything scroll sideways on a telephone. Pictures of them lie in {@code pages} of the suite's folder.
 */
@ExtendWith(RealParts.class)
class ChromiumPagesRealIT {

    private static final int DESK = 1280;
    private static final int TELEPHONE = 360;
    private static final String LOCAL = "http://localhost:8080/" + Installation.PLAIN;
    private static final Pattern SETUP_CODE =
            Pattern.compile("/" + Installation.PLAIN + "/setup opens once with the code (\\S+)");

    private static Installation installation;
    private static Axe axe;
    private static Path pictures;

    @BeforeAll
    static void start(Installation shared) throws IOException {
        installation = shared;
        axe = Axe.read();
        pictures = Files.createDirectories(shared.domain().work().resolve("pages"));
    }

    private static Chromium outside() {
        return Chromium.start(
                installation.domain(), installation.domain().work().resolve("no-tickets"));
    }

    private static Chromium at(DemoPerson person) {
        return Chromium.start(installation.domain(), installation.domain().tickets(person));
    }

    private static URI page(String path) {
        return URI.create(InstalledTomcat.HOST + "/" + Installation.DISCOVERED + path);
    }

    /** @param arrive leads the browser to the page */
    private static void judge(Chromium browser, String name, Runnable arrive) throws IOException {
        for (Locale language : Languages.SPOKEN) {
            browser.speak(language);
            browser.resize(TELEPHONE, 740);
            arrive.run();
            assertThat(language(browser)).isEqualTo(language.getLanguage());
            assertFits(browser, name + " in " + language);
            take(browser, name + "-" + language + "-narrow");
            if (language.equals(Locale.ENGLISH)) {
                assertAccessible(browser, name + ", narrow");
                browser.prefer("light");
            }
            browser.resize(DESK, 900);
            take(browser, name + "-" + language + "-light");
            if (language.equals(Locale.ENGLISH)) {
                assertAccessible(browser, name);
                take(browser, name + "-" + language + "-dark");
                browser.prefer("light");
            }
        }
    }

    private static String language(Chromium browser) {
        return browser.evaluate("document.documentElement.lang").asText();
    }

    private static void assertFits(Chromium browser, String name) {
        assertThat(browser.evaluate("document.documentElement.clientWidth").asInt())
                .isEqualTo(TELEPHONE);
        assertThat(browser.evaluate("document.documentElement.scrollWidth").asInt())
                .as("width of %s", name)
                .isLessThanOrEqualTo(TELEPHONE);
    }

    private static void assertAccessible(Chromium browser, String name) {
        assertThat(findings(browser, name)).isEmpty();
    }

    private static List<String> findings(Chromium browser, String name) {
        List<String> findings = new ArrayList<>();
        for (String scheme : List.of("light", "dark")) {
            browser.prefer(scheme);
            axe.findings(browser).forEach(finding -> findings.add(name + ", " + scheme + ": " + finding));
        }
        return findings;
    }

    private static void take(Chromium browser, String name) throws IOException {
        Files.write(pictures.resolve(name + ".png"), browser.picture());
    }

    @Test
    void formThenGoodForEverybody() throws IOException {
        try (Chromium browser = outside()) {
            judge(browser, "form", () -> browser.open(Installation.signIn(Installation.DISCOVERED)));
        }
    }

    @Test
    void formWhenPasswordIsWrongThenGoodForEverybody() throws IOException {
        try (Chromium browser = outside()) {
            judge(browser, "form-wrong", () -> {
                browser.open(Installation.signIn(Installation.DISCOVERED));
                // A name of its own each time, or the form would soon take no more.
                browser.type("#account", "CORP\\nobody." + language(browser));
                browser.type("#password", "wrong");
                browser.click("button[type=submit]");
                assertThat(browser.evaluate("document.querySelectorAll('[role=alert]').length")
                                .asInt())
                        .isOne();
            });
        }
    }

    @Test
    void refusalsThenGoodForEverybody() throws IOException {
        try (Chromium browser = at(DemoPeople.ALAN)) {
            judge(browser, "refusal-mail", () -> browser.open(Installation.signIn(Installation.DISCOVERED)));
            judge(browser, "refusal-page", () -> browser.open(page("/nothing/here")));
        }
    }

    @Test
    void portalAndSignedOutThenGoodForEverybody() throws IOException {
        try (Chromium browser = at(DemoPeople.ZOE)) {
            judge(browser, "portal", () -> browser.open(page("/")));
            judge(browser, "explanation", () -> browser.open(page("/ADScriptJWT.asp?state=s&nonce=n&debug=1")));
            judge(browser, "explanation-refused", () -> browser.open(page("/ADScriptJWT.asp?debug=1")));
            judge(browser, "signedout", () -> browser.open(page("/signout")));
        }
    }

    @Test
    void setupThenGoodForEverybody() throws IOException {
        try (Chromium browser = outside()) {
            judge(browser, "setupcode", () -> browser.open(URI.create(LOCAL + "/setup")));
            Matcher code = SETUP_CODE.matcher(installation.tomcat().log());
            assertThat(code.find()).isTrue();
            browser.type("#code", code.group(1));
            browser.click("button[type=submit]");
            judge(browser, "setup", () -> browser.open(URI.create(LOCAL + "/setup")));
        }
    }

    @Test
    void startAndMoveThenGoodForEverybody() throws IOException {
        try (Chromium browser = at(DemoPeople.ADA)) {
            judge(browser, "start", () -> browser.open(page("/setup/start")));
            judge(browser, "move", () -> {
                browser.open(page("/setup/move"));
                OldScripts.drop(browser, OldScripts.SIMPLE_SSO.getBytes(StandardCharsets.UTF_8));
            });
        }
    }

    @Test
    void explainAndChecksThenGoodForEverybody() throws IOException {
        try (Chromium browser = at(DemoPeople.ADA)) {
            judge(browser, "explain-message", () -> {
                browser.open(page("/setup/explain"));
                browser.type(
                        "#asked", "Signature validation failed. Invalid signature. Invalid audience. Session expired.");
                browser.click("form:has(#asked) button");
            });
            judge(browser, "explain-private", () -> {
                browser.open(page("/setup/explain"));
                browser.type("#held", "-----BEGIN RSA PRIVATE KEY-----");
            });
            judge(browser, "explain-key", () -> {
                browser.open(page("/setup/explain"));
                browser.type("#held", KeyTexts.text("PUBLIC KEY", key().getEncoded()));
                browser.click("form:has(#held) button");
            });
            judge(browser, "checks", () -> browser.open(page("/setup/checks")));
            judge(browser, "browsercheck", () -> browser.open(page("/browser-check")));
        }
    }

    private static PublicKey key() {
        try {
            return SigningKey.parse(Files.readAllBytes(installation.key())).publicKey();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void surveyThenGoodForEverybody() throws IOException {
        try (Chromium browser = at(DemoPeople.ADA)) {
            judge(browser, "survey", () -> browser.open(page("/setup/tomorrow")));
            browser.type("#people", "OU=People," + SambaPeople.BASE);
            browser.click("button[type=submit]");
            browser.openUntilGone(page("/setup/tomorrow"), "progress");
            judge(browser, "survey-result", () -> browser.open(page("/setup/tomorrow")));
        }
    }

    @Test
    void firstStepsThenGoodForEverybody() throws IOException, LifecycleException {
        try (TemporaryDirectory base = TemporaryDirectory.create("first")) {
            Path descriptor = DemoTomcat.descriptor(base.path(), "/latchkey");
            Files.createDirectories(descriptor.getParent());
            Files.writeString(descriptor, "<Context/>");
            Path war = Path.of(System.getProperty("latchkey.war"));
            try (DemoTomcat empty = DemoTomcat.start(base.path(), war, "/latchkey", 0);
                    Chromium browser = outside()) {
                URI address = URI.create("http://localhost:" + empty.port() + "/latchkey/");
                judge(browser, "firststeps", () -> browser.open(address));
            }
        }
    }

    @Test
    void standInForFreshworksThenGoodForEverybody() {
        FreshworksStandIn freshworks = installation.freshworks();
        try (Chromium browser = at(DemoPeople.ZOE)) {
            for (URI address : List.of(
                    freshworks.startPage(),
                    freshworks.login(),
                    freshworks.redirectUri(),
                    freshworks.desk(),
                    freshworks.startPage().resolve("/login/sso"),
                    freshworks.startPage().resolve("/silent"))) {
                assertThat(findingsAtBothWidths(browser, address)).isEmpty();
            }
        }
    }

    /** Those that the tests above do not come to, too: one of each template, in each of its states. */
    @Test
    void samplesOfAllPagesThenGoodForEverybody() throws IOException, LifecycleException {
        try (TemporaryDirectory base = TemporaryDirectory.create("samples");
                SampleSite site = SampleSite.start(base.path());
                Chromium browser = outside()) {
            // As where scripts are off, or the page with a SAML message would be gone at once.
            browser.block("*/static/submit.js");
            assertThat(site.names().stream().flatMap(name -> findingsAtBothWidths(browser, site.page(name)).stream()))
                    .isEmpty();
        }
    }

    /** Both schemes, at either width, with the address in front of each. */
    private static List<String> findingsAtBothWidths(Chromium browser, URI address) {
        browser.resize(TELEPHONE, 740);
        browser.open(address);
        assertFits(browser, browser.address());
        List<String> findings = new ArrayList<>(findings(browser, address + ", narrow"));
        browser.resize(DESK, 900);
        findings.addAll(findings(browser, address.toString()));
        return findings;
    }

    /** Else a page without findings might be one that nothing was looked for on. */
    @Test
    void axeWhenSomethingIsWrongThenItIsFound() {
        try (Chromium browser = outside()) {
            browser.open(page("/signout"));
            browser.evaluate("document.querySelector('main').append(document.createElement('img'), new Image())");
            browser.evaluate("document.querySelector('main').lastChild.src = '/latchkey/static/favicon.svg'");

            assertThat(axe.findings(browser)).singleElement().asString().startsWith("image-alt");
        }
    }
}
