package org.latchkey.real;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.stream.XMLStreamException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.latchkey.DescriptorReading;
import org.latchkey.demo.DemoPeople;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** The old scripts, read by the page's own script in a real browser, which tells all that it asks the network for. */
@ExtendWith(RealParts.class)
class ChromiumMoveRealIT {

    private static final String ADDRESS = "https://acme.myfreshworks.com/sp/OIDC/1/implicit";

    private static Installation installation;

    @BeforeAll
    static void start(Installation shared) {
        installation = shared;
    }

    private static Chromium page() {
        Chromium browser =
                Chromium.start(installation.domain(), installation.domain().tickets(DemoPeople.ADA));
        browser.open(URI.create(InstalledTomcat.HOST + "/" + Installation.DISCOVERED + "/setup/move"));
        browser.evaluate("window.made = []; const make = URL.createObjectURL;"
                + "URL.createObjectURL = blob => { made.push(blob); return make.call(URL, blob); }; 0");
        return browser;
    }

    /** The contents of the files to save, in their order. */
    private static List<String> made(Chromium browser) {
        JsonNode texts = browser.evaluate("Promise.all(made.map(blob => blob.text()))");
        List<String> made = new ArrayList<>();
        texts.forEach(text -> made.add(text.textValue().strip()));
        return made;
    }

    private static String oneLine(Path pem) throws IOException {
        return String.join("", Files.readAllLines(pem));
    }

    private static String findings(Chromium browser) {
        return browser.evaluate(
                        "[...document.querySelectorAll('#findings li')]"
                                + ".map(item => item.dataset.finding + '=' + item.querySelector('code').textContent).join(' | ')")
                .asText();
    }

    private static Element resource(Chromium browser, String name) throws Exception {
        String xml = browser.evaluate("document.getElementById('descriptor').textContent")
                .asText();
        NodeList resources = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)))
                .getElementsByTagName("Resource");
        for (int i = 0; i < resources.getLength(); i++) {
            Element resource = (Element) resources.item(i);
            if (resource.getAttribute("name").equals("latchkey/" + name)) {
                return resource;
            }
        }
        throw new AssertionError(name + " is not in " + xml);
    }

    /** What the product itself would say of the descriptor, but of the files to bring. */
    private static List<String> problems(Chromium browser) throws XMLStreamException {
        String descriptor = browser.evaluate("document.getElementById('descriptor').textContent")
                .asText();
        return DescriptorReading.of(descriptor).problemsButMissingFiles().stream()
                .map(problem -> problem.resource() + " " + problem.attribute())
                .toList();
    }

    @Test
    void dropWhenSimpleSsoThenDescriptorFilesAndFindingsAndNothingLeaves() throws Exception {
        try (Chromium browser = page()) {
            int before = browser.requests().size();
            OldScripts.drop(browser, OldScripts.SIMPLE_SSO.getBytes(StandardCharsets.UTF_8));

            assertThat(resource(browser, "site").getAttribute("helpText")).isEqualTo("Couldn't sign you in: call 4711");
            assertThat(resource(browser, "directory/corp").getAttribute("account"))
                    .isEqualTo("CORP\\svc-reader");
            assertThat(resource(browser, "app/helpdesk").getAttribute("protocol"))
                    .isEqualTo("hmac");
            assertThat(made(browser))
                    .startsWith(OldScripts.SECRET + "-here", "a \"quoted\" <&> one")
                    .hasSize(3);
            assertThat(resource(browser, "directory/corp").getAttribute("trustFile"))
                    .isEqualTo("${catalina.base}/conf/latchkey/ca.pem");
            assertThat(resource(browser, "app/helpdesk").hasAttribute("portal")).isFalse();
            assertThat(findings(browser)).contains("rotate=", "http=", "formula=", "debug=", "portal=", "sReturnURL");
            assertThat(problems(browser)).containsExactly("latchkey/app/helpdesk portal");
            assertThat(browser.text()).doesNotContain(OldScripts.SECRET, "quoted");
            assertThat(browser.requests().subList(before, browser.requests().size()))
                    .allMatch(address -> address.startsWith("blob:"));
        }
    }

    /** The secret cannot get out even if the page's script wanted it to. */
    @Test
    void policyWhenScriptWantsToSendThenRefused() {
        try (Chromium browser = page()) {
            assertThat(browser.evaluate("fetch('/latchkey/health/live').then(() => 'sent', () => 'refused')")
                            .asText())
                    .isEqualTo("refused");
            assertThat(browser.evaluate("document.forms.length").asInt()).isZero();
            assertThat(browser.violations()).anyMatch(text -> text.contains("connect-src"));
        }
    }

    @Test
    void chooseWhenJwtWithAWeakKeyThenKeyInLinesAndItsLengthIsTold() throws Exception {
        String pem = Files.readString(installation.weakKey());
        Path file =
                Files.createTempDirectory(installation.domain().work(), "old").resolve("Constants.asp");
        Files.writeString(file, OldScripts.jwt(oneLine(installation.weakKey()), ADDRESS));
        try (Chromium browser = page()) {
            browser.choose("#scripts", List.of(file));
            OldScripts.read(browser);

            assertThat(made(browser)).startsWith(pem.strip(), "reader-password");
            assertThat(resource(browser, "app/helpdesk").getAttribute("acceptWeakKey"))
                    .isEqualTo("true");
            assertThat(resource(browser, "app/helpdesk").getAttribute("redirectUri"))
                    .isEqualTo(ADDRESS);
            assertThat(findings(browser)).contains("weakkey=1024", "rotate=sLdapReaderPassword, sRSAPrivateKey");
            assertThat(problems(browser)).isEmpty();
        }
    }

    @Test
    void dropWhenKeyIsStrongThenNothingIsSaidOfItsLength() throws IOException {
        String pem = oneLine(installation.key());
        try (Chromium browser = page()) {
            OldScripts.drop(
                    browser,
                    OldScripts.jwt(pem, ADDRESS.replace("https:", "http:")).getBytes(StandardCharsets.US_ASCII));

            assertThat(findings(browser)).contains("http=" + ADDRESS.replace("https:", "http:"));
            assertThat(findings(browser)).doesNotContain("weakkey", "keybad");
        }
    }

    @Test
    void chooseWhenBothFamiliesThenAnApplicationOfEach() throws Exception {
        Path simple =
                Files.createTempDirectory(installation.domain().work(), "old").resolve("Constants.asp");
        Files.writeString(simple, OldScripts.SIMPLE_SSO);
        Path jwt =
                Files.createTempDirectory(installation.domain().work(), "old").resolve("Constants.asp");
        Files.writeString(
                jwt, OldScripts.jwt(oneLine(installation.key()), ADDRESS).replace("svc-reader", "svc-other"));
        try (Chromium browser = page()) {
            browser.choose("#scripts", List.of(simple, jwt));
            OldScripts.read(browser);

            assertThat(resource(browser, "app/helpdesk").getAttribute("protocol"))
                    .isEqualTo("hmac");
            assertThat(resource(browser, "app/helpdesk2").getAttribute("redirectUri"))
                    .isEqualTo(ADDRESS);
            assertThat(resource(browser, "directory/corp").getAttribute("account"))
                    .isEqualTo("CORP\\svc-reader");
            assertThat(findings(browser)).contains("reader=CORP\\svc-other");
            assertThat(problems(browser)).containsExactly("latchkey/app/helpdesk portal");
            assertThat(made(browser)).hasSize(4);
        }
    }

    @Test
    void dropWhenSettingsAreWrappedThenReadAllTheSame() throws Exception {
        try (Chromium browser = page()) {
            OldScripts.drop(browser, OldScripts.WRAPPED.getBytes(StandardCharsets.UTF_8));

            assertThat(made(browser)).startsWith("a \"quoted\" secret");
            assertThat(resource(browser, "directory/corp").getAttribute("servers"))
                    .isEqualTo("dc1.corp.example.com");
            assertThat(resource(browser, "app/helpdesk").getAttribute("portal"))
                    .isEqualTo("https://acme.freshdesk.com");
            assertThat(problems(browser)).isEmpty();
        }
    }

    @Test
    void dropWhenDebugIsAskedForInAnyWayThenItIsFound() {
        try (Chromium browser = page()) {
            for (String asked : List.of(
                    "Request(\"debug\")",
                    "Request.QueryString(\"DEBUG\")",
                    "CStr( Request . Form ( \"debug\" ) )",
                    "Request.QueryString.Item(\"debug\")")) {
                String script = "sToken = \"secret\"\nIf %s = \"1\" Then Response.Write sToken".formatted(asked);
                OldScripts.drop(browser, script.getBytes(StandardCharsets.UTF_8));
                assertThat(findings(browser)).as(asked).contains("debug=");
            }
            OldScripts.drop(browser, "sToken = \"debug\"".getBytes(StandardCharsets.UTF_8));
            assertThat(findings(browser)).doesNotContain("debug=");
        }
    }

    /** The help text is shown as it is written: marks in it would be read, not seen. */
    @Test
    void dropWhenApologyIsHtmlThenItsText() throws Exception {
        String apology = "<h3>Sorry</h3>Call&nbsp;4711<br>or <a href=\"\"mailto:it@acme.example\"\">write</a>,"
                + " O&#39;Brien &amp; Co<script>document.title = 'taken'</script><img src=x onerror=alert(1)>";
        try (Chromium browser = page()) {
            OldScripts.drop(
                    browser,
                    "sToken = \"secret\"\nsNoLogin = \"%s\"".formatted(apology).getBytes(StandardCharsets.UTF_8));

            assertThat(resource(browser, "site").getAttribute("helpText"))
                    .isEqualTo("Sorry Call 4711 or write, O'Brien & Co");
            assertThat(browser.evaluate("document.title").asText()).doesNotContain("taken");
            assertThat(browser.violations()).isEmpty();
        }
    }

    /** Whatever stood in for it would be somebody else's helpdesk, and would get people's signed links. */
    @Test
    void dropWhenReturnAddressIsNoneThenNoOtherStandsInForIt() throws Exception {
        try (Chromium browser = page()) {
            for (String none : List.of("https://<domain>.freshservice.com/login/sso", "acme.freshservice.com/login")) {
                OldScripts.drop(
                        browser,
                        "sToken = \"secret\"\nsReturnURL = \"%s\""
                                .formatted(none)
                                .getBytes(StandardCharsets.UTF_8));
                assertThat(resource(browser, "app/helpdesk").hasAttribute("portal"))
                        .as(none)
                        .isFalse();
                assertThat(findings(browser)).contains("missing=sLdapReaderUsername, sReturnURL");

                String jwt = OldScripts.jwt(oneLine(installation.key()), none);
                OldScripts.drop(browser, jwt.getBytes(StandardCharsets.UTF_8));
                assertThat(resource(browser, "app/helpdesk").hasAttribute("redirectUri"))
                        .as(none)
                        .isFalse();
                assertThat(findings(browser)).contains("missing=sReturnURL");
            }
        }
    }

    @Test
    void typeWhenHostIsAnAddressThenItsHostAndPort() throws Exception {
        try (Chromium browser = page()) {
            OldScripts.drop(browser, OldScripts.SIMPLE_SSO.getBytes(StandardCharsets.UTF_8));
            browser.type("#host", "https://sso.acme.example:8443/ADScript.asp");

            assertThat(resource(browser, "site").getAttribute("publicUrl"))
                    .isEqualTo("https://sso.acme.example:8443/latchkey");
        }
    }

    @Test
    void openWhenNotAtTheRootThenItSaysWhereTheOldAddressesAreAnswered() {
        try (Chromium browser = page()) {
            OldScripts.drop(browser, OldScripts.SIMPLE_SSO.getBytes(StandardCharsets.UTF_8));

            assertThat(browser.text()).contains("only below /latchkey", "ROOT.xml", "trustFile");
        }
    }

    @Test
    void dropWhenFileIsInAnOldCharsetThenItsLettersAreRight() {
        String text = """
                sToken = "Schlüssel"\r
                sReturnURL = "https://acme.freshdesk.com/login/sso"\r
                """;
        for (String charset : List.of("UTF-8", "windows-1252", "UTF-16", "UTF-16LE")) {
            try (Chromium browser = page()) {
                OldScripts.drop(browser, text.getBytes(Charset.forName(charset)));

                assertThat(made(browser)).as(charset).startsWith("Schlüssel");
            }
        }
    }

    @Test
    void dropWhenHostileThenAMessageAndNothingElse() {
        String markup = """
                sToken = "x"
                sReturnURL = "http://""><img src=x onerror=document.title='taken'>"
                """;
        try (Chromium browser = page()) {
            OldScripts.drop(browser, new byte[0]);
            assertThat(browser.text()).contains("Nothing that Latchkey needs was found");
            OldScripts.drop(browser, "\"".repeat(200_000).getBytes(StandardCharsets.US_ASCII));
            assertThat(browser.text()).contains("Nothing that Latchkey needs was found");
            OldScripts.drop(browser, ("a = \"b\"" + ": a = a & a".repeat(10_000)).getBytes(StandardCharsets.US_ASCII));
            assertThat(browser.text()).contains("Nothing that Latchkey needs was found");
            OldScripts.drop(browser, ("sToken = " + "(".repeat(200_000)).getBytes(StandardCharsets.US_ASCII));
            assertThat(findings(browser)).contains("missing=");
            for (String part : List.of("<script ", "[a]", "<script></script ")) {
                OldScripts.drop(browser, part.repeat(1_000_000 / part.length()).getBytes(StandardCharsets.US_ASCII));
                assertThat(browser.text()).as(part).contains("Nothing that Latchkey needs was found");
            }
            OldScripts.drop(browser, new byte[1_100_000]);
            assertThat(browser.text()).contains("larger than any script");
            OldScripts.drop(browser, markup.getBytes(StandardCharsets.UTF_8));
            assertThat(findings(browser)).contains("onerror");
            assertThat(browser.evaluate("document.title + document.querySelectorAll('#result img').length")
                            .asText())
                    .doesNotContain("taken")
                    .endsWith("0");
        }
    }
}
