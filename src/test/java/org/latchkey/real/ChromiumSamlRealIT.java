package org.latchkey.real;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.latchkey.demo.DemoPeople;

/** A real browser between a SAML service provider of another site and Latchkey. */
@ExtendWith(RealParts.class)
class ChromiumSamlRealIT {

    private static final URI SIGN_ON = URI.create(SamlPeers.SITE + "/saml/sso");

    private static Installation installation;

    @BeforeAll
    static void start(Installation shared) {
        installation = shared;
    }

    private static Chromium withTicket() {
        return Chromium.start(installation.domain(), installation.domain().tickets(DemoPeople.ZOE));
    }

    private static Chromium withoutTicket() {
        Path none = installation.domain().work().resolve("no-tickets");
        return Chromium.start(installation.domain(), none);
    }

    private static URI organisation() {
        return installation.freshworks().startPage().resolve("/organisation");
    }

    private static URI consumer() {
        return installation.freshworks().consumer();
    }

    /** The service provider checks signatures, times and addresses; see its page. */
    private static void requireEntered(Chromium browser, String context) {
        assertThat(browser.address()).isEqualTo(consumer().toString());
        assertThat(browser.text())
                .contains("You are signed in to Example Organisation", "as " + DemoPeople.ZOE.mail(), context)
                .contains("RelayState /a/dashboard?from=<saml>");
        assertThat(browser.violations()).isEmpty();
    }

    @Test
    void signInWhenScriptsRunThenTheFormSubmitsItself() {
        try (Chromium browser = withTicket()) {
            browser.open(organisation(), consumer());

            requireEntered(browser, "Kerberos");
        }
    }

    @Test
    void signInWhenThereAreNoScriptsThenByTheButton() {
        try (Chromium browser = withTicket()) {
            browser.forbidScripts();
            browser.open(organisation());
            assertThat(browser.address()).startsWith(SIGN_ON + "?SAMLRequest=");
            assertThat(browser.violations()).isEmpty();
            browser.click("main button");

            requireEntered(browser, "Kerberos");
        }
    }

    /** The request that the service provider would redirect with, as the fields of a form. */
    private static Map<String, String> posted() throws IOException {
        Curl curl = Curl.of(installation.domain(), installation.domain().tickets(DemoPeople.ZOE));
        String query = URI.create(curl.ask(organisation()).location()).getRawQuery();
        Map<String, String> fields = Arrays.stream(query.split("&"))
                .map(field -> field.split("=", 2))
                .collect(Collectors.toMap(
                        field -> field[0], field -> URLDecoder.decode(field[1], StandardCharsets.UTF_8)));
        byte[] deflated = Base64.getDecoder().decode(fields.get("SAMLRequest"));
        byte[] request = new InflaterInputStream(new ByteArrayInputStream(deflated), new Inflater(true)).readAllBytes();
        fields.put("SAMLRequest", Base64.getEncoder().encodeToString(request));
        return fields;
    }

    @Test
    void signInWhenPostedFromAnotherSiteThenByTheTicketAfterARedirect() throws IOException {
        try (Chromium browser = withTicket()) {
            browser.open(installation.freshworks().startPage());
            browser.post(SIGN_ON, posted(), consumer());

            requireEntered(browser, "Kerberos");
            assertThat(browser.chain(SIGN_ON).steps()).startsWith("POST 303", "GET");
        }
    }

    /** Without a ticket only the session tells who it is, and a POST from another site comes without its cookie. */
    @Test
    void signInWhenPostedFromAnotherSiteThenTheSessionIsFoundAllTheSame() throws IOException {
        try (Chromium browser = withoutTicket()) {
            browser.open(URI.create(SamlPeers.SITE + "/"));
            ChromiumRealIT.signIn(browser);
            assertThat(browser.text()).contains("Your applications");
            browser.open(installation.freshworks().startPage());
            browser.post(SIGN_ON, posted(), consumer());

            requireEntered(browser, "PasswordProtectedTransport");
            Chromium.Chain chain = browser.chain(SIGN_ON);
            assertThat(chain.steps()).containsExactly("POST 303", "GET");
            assertThat(chain.withheld()).contains("JSESSIONID");
        }
    }
}
