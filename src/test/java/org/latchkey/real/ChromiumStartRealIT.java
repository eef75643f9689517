package org.latchkey.real;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.latchkey.DescriptorReading;
import org.latchkey.demo.DemoPeople;
import org.latchkey.page.FirstStepsPage;

/** The first steps in a real browser: one's own names, and what Freshworks shows. */
@ExtendWith(RealParts.class)
class ChromiumStartRealIT {

    private static final String ACS = "https://acme.myfreshworks.com/sp/SAML/7/callback";
    private static final String ENTITY = "https://acme.myfreshworks.com/sp/SAML/7/metadata";

    private static Installation installation;

    @BeforeAll
    static void start(Installation shared) {
        installation = shared;
    }

    private static Chromium page() {
        Chromium browser =
                Chromium.start(installation.domain(), installation.domain().tickets(DemoPeople.ADA));
        browser.open(URI.create(InstalledTomcat.HOST + "/latchkey/setup/start"));
        return browser;
    }

    private static String text(Chromium browser, String id) {
        return browser.evaluate("document.getElementById('" + id + "').textContent")
                .asText();
    }

    private static void again(Chromium browser, String selector, String text) {
        browser.evaluate("document.querySelector('" + selector + "').value = ''");
        browser.type(selector, text);
    }

    private static void choose(Chromium browser, String id, String value) {
        browser.evaluate("(() => { const field = document.getElementById('" + id + "'); field.value = '" + value
                + "'; field.dispatchEvent(new Event('input')); })()");
    }

    /** Shows the page a text as it was copied at Freshworks, and waits until it is understood or not. */
    private static String shown(Chromium browser, String text) {
        browser.evaluate("document.getElementById('shown').value = ''");
        browser.evaluate("document.getElementById('understood').textContent = ''");
        browser.type("#shown", text);
        browser.evaluate(
                "new Promise(done => { const look = () =>"
                        + " document.getElementById('understood').textContent ? done() : requestAnimationFrame(look); look(); })");
        return text(browser, "descriptor");
    }

    @Test
    void openWhenNothingIsFilledInThenTheScriptWritesWhatThePageSaysWithoutIt() {
        try (Chromium browser = page()) {
            assertThat(text(browser, "descriptor")).isEqualTo(new FirstStepsPage("/latchkey", true).descriptor());
            assertThat(text(browser, "spn")).isEqualTo("setspn -S HTTP/sso.corp.example.com svc-latchkey");
        }
    }

    @Test
    void typeWhenNamesThenEveryStepHasThemAndNothingIsSent() {
        try (Chromium browser = page()) {
            int before = browser.requests().size();
            browser.type("#domain", "ad.acme.example");
            browser.type("#host", "login.acme.example\" & del");
            browser.type("#account", "gmsa$");

            assertThat(text(browser, "spn")).isEqualTo("setspn -S HTTP/login.acme.exampledel gmsa$");
            assertThat(text(browser, "descriptor"))
                    .contains("domain=\"ad.acme.example\"", "account=\"gmsa$@ad.acme.example\"", "&quot; &amp; del");
            assertThat(browser.requests()).hasSize(before);
            assertThat(browser.evaluate("document.forms.length").asInt()).isZero();
        }
    }

    /** The commands and the list of files that are seen, and the descriptor, done as they say. */
    @ParameterizedTest
    @CsvSource({"jwt, windows", "jwt, linux", "hmac, windows", "hmac, linux", "saml, windows", "saml, linux"})
    void followWhenDoneAsThePageSaysThenTheConfigurationHasNoProblem(String mechanism, String system) throws Exception {
        try (Chromium browser = page()) {
            choose(browser, "mechanism", mechanism);
            choose(browser, "system", system);
            List<String> files = List.of(browser.evaluate("document.getElementById('files').innerText")
                    .asText()
                    .split("\\s+"));
            assertThat(files).startsWith("conf/Catalina/localhost/latchkey.xml");

            for (List<String> commands : keyCommands(browser)) {
                Path folder = Files.createTempDirectory(installation.domain().work(), "steps");
                commands.forEach(command -> type(folder, command));
                for (String file : files.subList(1, files.size())) {
                    bring(folder.resolve(file.replaceFirst("conf/latchkey/", "")));
                }
                String descriptor =
                        text(browser, "descriptor").replace("${catalina.base}/conf/latchkey/", folder + "/");

                assertThat(DescriptorReading.of(descriptor).problems()).isEmpty();
            }
        }
    }

    /** Those that are seen: each way with the lines of its block, and one without any where none is needed. */
    private static List<List<String>> keyCommands(Chromium browser) {
        List<List<String>> ways = new ArrayList<>();
        browser.evaluate("[...document.querySelectorAll('.steps > li:nth-child(2) pre')]"
                        + ".filter(block => block.checkVisibility()).map(block => block.textContent)")
                .forEach(block -> ways.add(block.asText().lines().toList()));
        return ways.isEmpty() ? List.of(List.of()) : ways;
    }

    private static void type(Path folder, String command) {
        Program ended = Program.tried(Map.of(), "", "/bin/sh", "-c", "cd '" + folder + "' && " + command);
        assertThat(ended.status()).as(command + ended.output()).isZero();
        if (command.contains("-pubout") || command.contains("ssh-keygen -e")) {
            assertThat(ended.output().replaceFirst("(?s)^writing RSA key\n", ""))
                    .isEqualTo(Program.run("openssl", "pkey", "-in", folder.resolve("freshservice.pem"), "-pubout"));
        }
    }

    /** What no command of the page makes. */
    private static void bring(Path file) throws IOException {
        switch (String.valueOf(file.getFileName())) {
            case "ca.pem" -> Files.copy(installation.domain().authority(), file);
            case "latchkey.keytab" -> Files.copy(installation.domain().keytab(), file);
            case "ldap-password", "freshdesk-secret" -> Files.writeString(file, "0123456789abcdef\n");
            default -> assertThat(file).as("made by the commands").exists();
        }
    }

    /** As people write these: the short name of a domain is not always the first label of its DNS name. */
    @Test
    void typeWhenInOtherWordsThenTheSameNames() {
        try (Chromium browser = page()) {
            browser.type("#domain", "ad.acme.example");
            browser.type("#host", "https://Login.acme.example:8443/latchkey/");
            browser.type("#account", "ACME\\svc-sso");
            browser.type("#admins", "Help Desk");

            assertThat(text(browser, "spn")).isEqualTo("setspn -S HTTP/login.acme.example ACME\\svc-sso");
            assertThat(text(browser, "descriptor"))
                    .contains("publicUrl=\"https://login.acme.example:8443/latchkey\"")
                    .contains("account=\"svc-sso@ad.acme.example\"")
                    .contains("adminGroup=\"ad.acme.example\\Help Desk\"");

            again(browser, "#host", "login.acme.example:8443");
            again(browser, "#account", "svc-sso@acme.example");
            again(browser, "#admins", "CN=Desk,DC=acme");

            assertThat(text(browser, "spn")).isEqualTo("setspn -S HTTP/login.acme.example svc-sso");
            assertThat(text(browser, "descriptor"))
                    .contains("publicUrl=\"https://login.acme.example:8443/latchkey\"")
                    .contains("account=\"svc-sso@acme.example\"", "adminGroup=\"CN=Desk,DC=acme\"");
        }
    }

    @Test
    void chooseWhenLinuxThenKeytabInDescriptorAndAmongTheFiles() throws Exception {
        try (Chromium browser = page()) {
            assertThat(browser.text()).doesNotContain("latchkey.keytab");
            browser.type("#domain", "ad.acme.example");
            choose(browser, "system", "linux");

            assertThat(browser.text()).contains("conf/latchkey/latchkey.keytab\n");
            assertThat(text(browser, "descriptor"))
                    .contains("keytab=\"${catalina.base}/conf/latchkey/latchkey.keytab\"")
                    .contains("servicePrincipal=\"HTTP/sso.corp.example.com@AD.ACME.EXAMPLE\"");
        }
    }

    @Test
    void showWhenAddressesOfFreshworksThenMechanismAndFields() throws IOException {
        try (Chromium browser = page()) {
            String redirect = "https://acme.myfreshworks.com/sp/OIDC/7/implicit";
            assertThat(shown(browser, redirect)).contains("protocol=\"jwt\"", "redirectUri=\"" + redirect + "\"");
            assertThat(shown(browser, "https://sso/x?state=s&nonce=n&redirect_uri=" + encoded(redirect)))
                    .contains("redirectUri=\"" + redirect + "\"");
            assertThat(shown(browser, "https://old/ADScript.asp?host_url=acme.freshdesk.com"))
                    .contains("protocol=\"hmac\"", "portal=\"https://acme.freshdesk.com\"");
            assertThat(shown(browser, ACS)).contains("protocol=\"saml\"", "acs=\"" + ACS + "\"", ENTITY);
            assertThat(shown(browser, "https://idp.example/sso?SAMLRequest=" + encoded(request())))
                    .contains("acs=\"" + ACS + "\"", "spEntityId=\"" + ENTITY + "\"");
            assertThat(browser.violations()).isEmpty();
        }
    }

    @Test
    void showWhenMetadataThenAcsAndEntityId() {
        String metadata = "<md:EntityDescriptor xmlns:md=\"urn:oasis:names:tc:SAML:2.0:metadata\" entityID=\"" + ENTITY
                + "\"><md:SPSSODescriptor><md:AssertionConsumerService Location=\"" + ACS
                + "\"/></md:SPSSODescriptor></md:EntityDescriptor>";
        try (Chromium browser = page()) {
            assertThat(shown(browser, metadata)).contains("acs=\"" + ACS + "\"", "spEntityId=\"" + ENTITY + "\"");
            assertThat(text(browser, "certificate")).contains("/CN=sso.corp.example.com");
        }
    }

    /** Latchkey answers by POST. Of several such endpoints, the default is meant (SAML 2.0 metadata, 2.2.3). */
    @Test
    void showWhenMetadataHaveSeveralAcsThenTheDefaultForPost() {
        String binding = "urn:oasis:names:tc:SAML:2.0:bindings:";
        List<String> services = List.of(
                acs(binding + "HTTP-Artifact", "isDefault=\"true\"", "/artifact"),
                acs(binding + "HTTP-POST", "isDefault=\"false\"", "/first"),
                acs(binding + "HTTP-POST", "", "/second"),
                acs(binding + "HTTP-POST", "isDefault=\"1\"", "/default"));
        try (Chromium browser = page()) {
            assertThat(shown(browser, metadata(services))).contains("acs=\"https://acme.example/default\"");
            assertThat(shown(browser, metadata(services.subList(0, 3))))
                    .contains("acs=\"https://acme.example/second\"");
            assertThat(shown(browser, metadata(services.subList(0, 2)))).contains("acs=\"https://acme.example/first\"");
            assertThat(shown(browser, metadata(services.subList(0, 1))))
                    .contains("acs=\"https://acme.example/artifact\"");
        }
    }

    private static String acs(String binding, String more, String path) {
        return "<AssertionConsumerService index=\"1\" Binding=\"" + binding + "\" " + more
                + " Location=\"https://acme.example" + path + "\"/>";
    }

    private static String metadata(List<String> services) {
        return "<EntityDescriptor xmlns=\"urn:oasis:names:tc:SAML:2.0:metadata\" entityID=\"" + ENTITY
                + "\"><SPSSODescriptor>" + String.join("", services) + "</SPSSODescriptor></EntityDescriptor>";
    }

    @Test
    void showWhenHostileThenNotUnderstood() throws IOException {
        try (Chromium browser = page()) {
            for (String hostile : new String[] {
                "javascript:alert(1)",
                "<!DOCTYPE x [<!ENTITY a \"b\">]><x>&a;</x>",
                "https://x/?SAMLRequest=" + encoded(deflated("a".repeat(10_000_000))),
                "https://x/?SAMLRequest=%00",
                "https://x/?host_url=%22%3E%3Cscript%3E"
            }) {
                assertThat(shown(browser, hostile)).contains("protocol=\"jwt\"");
                assertThat(browser.text()).contains("This was not understood");
            }
        }
    }

    private static String request() throws IOException {
        return deflated("<p:AuthnRequest xmlns:p=\"urn:oasis:names:tc:SAML:2.0:protocol\""
                + " xmlns:a=\"urn:oasis:names:tc:SAML:2.0:assertion\" AssertionConsumerServiceURL=\"" + ACS
                + "\"><a:Issuer>" + ENTITY + "</a:Issuer></p:AuthnRequest>");
    }

    private static String deflated(String text) throws IOException {
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        try (DeflaterOutputStream out =
                new DeflaterOutputStream(octets, new Deflater(Deflater.DEFAULT_COMPRESSION, true))) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return Base64.getEncoder().encodeToString(octets.toByteArray());
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
