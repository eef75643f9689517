package org.latchkey.real;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.latchkey.demo.DemoPeople;

/** The buttons that copy, clicked in a real browser, and what is pasted then. */
@ExtendWith(RealParts.class)
class ChromiumCopyRealIT {

    private static Installation installation;

    @BeforeAll
    static void start(Installation shared) {
        installation = shared;
    }

    private static Chromium page(String path) {
        Chromium browser =
                Chromium.start(installation.domain(), installation.domain().tickets(DemoPeople.ADA));
        browser.open(URI.create(InstalledTomcat.HOST + "/" + path));
        return browser;
    }

    /** Clicks each button as a hand does, and pastes after each. */
    private static List<String> copied(Chromium browser) {
        int buttons = browser.evaluate("document.querySelectorAll('button.copy').length")
                .asInt();
        List<String> copied = new ArrayList<>();
        for (int i = 0; i < buttons; i++) {
            String button = "document.querySelectorAll('button.copy')[" + i + "]";
            String says = button + ".nextElementSibling.textContent";
            browser.press(button);
            browser.evaluate("new Promise(done => { const look = () => " + says
                    + " ? done() : requestAnimationFrame(look); look(); })");
            assertThat(browser.evaluate(says).asText()).isEqualTo("Copied");
            copied.add(browser.paste());
        }
        return copied;
    }

    private static List<String> shown(Chromium browser) {
        List<String> shown = new ArrayList<>();
        browser.evaluate("[...document.querySelectorAll('[data-copy]')].map(value => value.innerText)")
                .forEach(value -> shown.add(value.asText()));
        return shown;
    }

    @ParameterizedTest
    @CsvSource({
        "latchkey/setup/app/freshservice, /latchkey/jwt/freshservice",
        "latchkey/setup/app/freshdesk, /latchkey/hmac/freshdesk",
        "saml/setup/app/wiki, /saml/saml/sso",
        "latchkey/browser-check, sso.corp.example.com"
    })
    void clickWhenEachButtonThenWhatIsSeenBesideItIsPasted(String path, String one) {
        try (Chromium browser = page(path)) {
            assertThat(copied(browser)).isNotEmpty().isEqualTo(shown(browser)).anyMatch(value -> value.endsWith(one));
            assertThat(browser.violations()).isEmpty();
        }
    }

    @Test
    void clickWhenKeyThenItIsOneLineWithoutItsMarks() {
        String key = new OpenSsl(installation.key().getParent()).pasted(installation.key());
        try (Chromium browser = page("latchkey/setup/app/" + Installation.ANYBODY)) {
            assertThat(copied(browser)).contains(key);
        }
    }

    @Test
    void clickWhenDescriptorThenAllOfIt() {
        try (Chromium browser = page("latchkey/setup/start")) {
            browser.type("#domain", "ad.acme.example");

            assertThat(copied(browser))
                    .hasSize(1)
                    .allSatisfy(text -> assertThat(text)
                            .startsWith("<Context>")
                            .contains("domain=\"ad.acme.example\"", "\n  <Resource ")
                            .endsWith("</Context>"));
        }
    }

    /** As at an address without encryption, where browsers have no clipboard for pages: Ctrl+C takes it then. */
    @Test
    void clickWhenTheBrowserHasNoClipboardThenTheValueIsSelected() {
        try (Chromium browser = page("latchkey/setup/app/" + Installation.ANYBODY)) {
            browser.evaluate("Object.defineProperty(navigator, 'clipboard', {value: undefined})");
            browser.press("document.querySelector('button.copy')");

            assertThat(browser.evaluate("String(getSelection())").asText())
                    .isEqualTo(shown(browser).get(0));
            assertThat(browser.evaluate("document.querySelector('.copied').textContent")
                            .asText())
                    .isEmpty();
        }
    }
}
