package org.latchkey.real;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.security.KeyPair;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.latchkey.demo.DemoPeople;
import org.latchkey.keys.KeyTexts;
import org.latchkey.keys.PrivateTexts;
import org.latchkey.keys.PublicTexts;
import org.latchkey.keys.SigningKey;

/** Keys that somebody pastes, in a real browser, which tells all that it asks the network for. */
@ExtendWith(RealParts.class)
class ChromiumExplainRealIT {

    private static Installation installation;

    @BeforeAll
    static void start(Installation shared) {
        installation = shared;
    }

    private static Chromium page() {
        Chromium browser =
                Chromium.start(installation.domain(), installation.domain().tickets(DemoPeople.ADA));
        browser.open(URI.create(InstalledTomcat.HOST + "/" + Installation.DISCOVERED + "/setup/explain"));
        return browser;
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\\\")
                .replace("`", "\\`")
                .replace("${", "\\${")
                .replace("\r", "\\r")
                .replace("\0", "\\x00");
    }

    /** Sets a field without the page's script noticing, as a browser does that restores a form. */
    private static String submitted(Chromium browser, String field, String text) {
        return browser.evaluate("(() => { const f = document.getElementById('" + field + "'); f.value = `"
                        + escaped(text) + "`; f.form.requestSubmit(); return f.value; })()")
                .asText();
    }

    private static List<String> sent(Chromium browser, int before) {
        List<String> all = browser.requests();
        return all.subList(before, all.size()).stream()
                // Chromium asks for the icon when it pleases.
                .filter(address -> !address.endsWith("/favicon.svg"))
                .toList();
    }

    /** Whether the field takes what is pasted. */
    private static boolean pasted(Chromium browser, String text) {
        return browser.evaluate("(() => { const data = new DataTransfer(); data.setData('text/plain', `" + escaped(text)
                        + "`); return document.getElementById('asked').dispatchEvent(new ClipboardEvent('paste',"
                        + " {clipboardData: data, cancelable: true, bubbles: true})); })()")
                .asBoolean();
    }

    private static String said(Chromium browser) {
        return browser.evaluate("document.getElementById('said').innerText").asText();
    }

    @Test
    void privateKeyWhenPastedInAnyFormThenTheFieldIsEmptyAndNothingLeaves() {
        KeyPair secret = KeyTexts.rsa(2048);
        try (Chromium browser = page()) {
            int before = browser.requests().size();
            for (String text : PrivateTexts.of(secret)) {
                for (String field : List.of("asked", "held")) {
                    assertThat(submitted(browser, field, text)).as(text).isEmpty();
                    assertThat(said(browser)).contains("It was not sent");
                }
            }
            assertThat(sent(browser, before)).isEmpty();
        }
    }

    @Test
    void privateKeyWhenTypedThenGoneBeforeAnythingIsPressed() {
        KeyPair secret = KeyTexts.rsa(2048);
        try (Chromium browser = page()) {
            int before = browser.requests().size();
            for (String field : List.of("asked", "held")) {
                browser.type("#" + field, KeyTexts.pkcs1(secret.getPrivate()).strip());

                assertThat(browser.evaluate("document.getElementById('" + field + "').value")
                                .asText())
                        .isEmpty();
                assertThat(said(browser)).contains("It was not sent");
                assertThat(browser.evaluate("document.activeElement.id").asText())
                        .isEqualTo(field);
            }
            assertThat(sent(browser, before)).isEmpty();
        }
    }

    @Test
    void privateKeyWhenPastedThenTheFieldNeverHasIt() {
        try (Chromium browser = page()) {
            assertThat(pasted(browser, KeyTexts.pkcs8(KeyTexts.rsa(2048).getPrivate())))
                    .isFalse();
            assertThat(said(browser)).contains("It was not sent");
        }
    }

    /** The middle of a key looks like any other text, so of that field only what is public leaves. */
    @Test
    void heldWhenNothingPublicThenNothingLeaves() {
        String middle = KeyTexts.pkcs1(KeyTexts.rsa(2048).getPrivate()).substring(400, 900);
        try (Chromium browser = page()) {
            int before = browser.requests().size();
            for (String text : List.of(middle, "none of it", "MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8A")) {
                submitted(browser, "held", text);
                assertThat(said(browser)).contains("nothing was sent");
            }
            assertThat(sent(browser, before)).isEmpty();
        }
    }

    @Test
    void heldWhenPublicThenOnlyItIsSentAndWhoseItIsIsTold() throws IOException {
        SigningKey key = SigningKey.parse(Files.readAllBytes(installation.key()));
        String pem = KeyTexts.text("PUBLIC KEY", key.publicKey().getEncoded());
        try (Chromium browser = page()) {
            browser.type("#held", "our key, call 4711: " + pem);
            browser.evaluate("document.querySelector('#held').form.addEventListener('submit',"
                    + " () => sessionStorage.sent = document.querySelector('#held').value); 0");
            browser.click("form:has(#held) button");

            assertThat(browser.evaluate("sessionStorage.sent").asText()).isEqualTo(key.publicKeyLine());
            assertThat(browser.text()).contains("this is the key that signs now", key.fingerprint());
        }
    }

    @Test
    void heldWhenPublicInAnyFormThenItsBase64AloneWouldBeSent() {
        KeyPair pair = KeyTexts.rsa(2048);
        try (Chromium browser = page()) {
            browser.evaluate("addEventListener('submit', (event) => event.preventDefault()); 0");
            for (String text : PublicTexts.of(pair)) {
                submitted(browser, "held", text);
                assertThat(browser.evaluate("document.getElementById('held').value")
                                .asText())
                        .as(text)
                        .isEqualTo(Base64.getEncoder()
                                .encodeToString(pair.getPublic().getEncoded()));
            }
        }
    }

    @Test
    void pastedWhenNoPrivateKeyThenTaken() {
        try (Chromium browser = page()) {
            for (String text : PrivateTexts.harmless()) {
                browser.evaluate("document.getElementById('asked').value = ''");
                assertThat(pasted(browser, text)).as(text).isTrue();
            }
        }
    }

    @Test
    void askedWhenAMessageThenExplainedAsBefore() {
        try (Chromium browser = page()) {
            browser.type("#asked", "Signature validation failed: RSA signature did not match");
            browser.click("form:has(#asked) button");

            assertThat(browser.text()).contains("SHA-256 of the public key");
            assertThat(browser.violations()).isEmpty();
        }
    }
}
