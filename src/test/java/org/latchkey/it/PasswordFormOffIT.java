package org.latchkey.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.latchkey.it.SamlApplicationSide.fields;
import static org.latchkey.it.SamlApplicationSide.redirect;
import static org.latchkey.it.SamlApplicationSide.signedRedirect;
import static org.latchkey.saml.ProviderMetadata.consumer;
import static org.latchkey.saml.ProviderMetadata.entity;
import static org.latchkey.saml.ProviderMetadata.key;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.latchkey.demo.DemoKdc;
import org.latchkey.demo.DemoParts;
import org.latchkey.demo.DemoPeople;
import org.latchkey.demo.FreshworksSamlCheck;
import org.latchkey.keys.SelfSigned;
import org.latchkey.refusal.Reason;

/** Windows sign-in only. */
class PasswordFormOffIT {

    private static final String GOOD = "/jwt/helpdesk?state=s&nonce=n";

    private static final String PUBLIC_URL = "http://sso.corp.example.com/latchkey";
    private static final SelfSigned KEY = SelfSigned.named("club.example.com");
    private static final SamlApplicationSide CLUB = new SamlApplicationSide(
            "https://club.example.com", "https://club.example.com/acs", PUBLIC_URL + "/saml/sso");

    @TempDir
    private static Path folder;

    private static LatchkeyServer server;

    @BeforeAll
    static void start() throws IOException {
        SelfSigned idp = SelfSigned.named("sso.corp.example.com");
        String club = entity(CLUB.entityId(), "", "", key("signing", KEY) + consumer(0, "", CLUB.consumer()));
        server = LatchkeyServer.start(Descriptor.empty()
                .directory(
                        DemoParts.directory().ldapsPort(), DemoParts.directory().trustFile())
                .resource(
                        "windows",
                        Map.of(
                                "provider",
                                "kerberos",
                                "keytab",
                                DemoParts.kdc().keytab().toString(),
                                "servicePrincipal",
                                "HTTP/localhost@" + DemoKdc.REALM,
                                "passwordForm",
                                "off"))
                .jwt(
                        "helpdesk",
                        Map.of(
                                "protocol", "jwt",
                                "redirectUri", "https://acme.myfreshworks.com/sp/OIDC/1/implicit",
                                "key", SigningKeys.pem(SigningKeys.rsa(2048))))
                .resource("site", Map.of("publicUrl", PUBLIC_URL))
                .resource(
                        "saml",
                        Map.of(
                                "keyFile", write("idp.key", idp.keyText()),
                                "certificateFile", write("idp.crt", idp.certificateText())))
                .resource("app/club", Map.of("protocol", "saml", "metadataFile", write("club.xml", club)))
                .xml());
    }

    private static String write(String name, String content) throws IOException {
        return Files.writeString(folder.resolve(name), content).toString();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void signInWhenNobodyIsKnownThenChallengedByAPageWithoutAForm() {
        HttpResponse<String> answer = new Browser().get(server.uri(GOOD));

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().allValues("WWW-Authenticate")).containsExactly("Negotiate");
        assertThat(answer.body()).doesNotContain("<form", "<input", "name=\"state\"");
    }

    @Test
    void signInWhenTheTokenIsRefusedThenAPageWithoutAForm() {
        HttpResponse<String> answer = new Browser().get(server.uri(GOOD), "Authorization", "Negotiate YIIB");

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.body()).doesNotContain("<form", "<input");
    }

    @Test
    void signInWhenTicketThenSignedIn() {
        assertThat(new Browser().withTicket(DemoPeople.ADA, server.uri(GOOD)).statusCode())
                .isEqualTo(302);
    }

    @Test
    void signinPageWhenOpenedOrSubmittedThenUnknownAndNothingIsBound() {
        Browser browser = new Browser();
        browser.get(server.uri(GOOD));
        long binds = DemoParts.directory().bindCount();
        HttpResponse<String> submitted = browser.post(
                server.uri("/signin"), Map.of("state", "x", "account", "ada", "password", DemoPeople.ADA.password()));

        assertThat(submitted.statusCode()).isEqualTo(404);
        assertThat(browser.get(server.uri("/signin")).statusCode()).isEqualTo(404);
        assertThat(DemoParts.directory().bindCount()).isEqualTo(binds);
        assertThat(browser.hasSession()).isFalse();
    }

    private static HttpResponse<String> freshlyDemanded(String path) {
        Browser browser = new Browser();
        HttpResponse<String> sealed = browser.get(server.uri(path));
        return browser.withTicket(DemoPeople.ADA, server.uri("").resolve(IdTokens.location(sealed)));
    }

    /** A ticket says that somebody is signed in at Windows, and without the form nobody can be asked who is there. */
    @Test
    void samlWhenFreshlyDemandedThenAuthnFailedToWhomeverSignsAndAPageToOthers() throws Exception {
        String request = CLUB.request("_fresh", "ForceAuthn=\"true\"", "");
        String response = fields(freshlyDemanded(
                        signedRedirect(request, Optional.empty(), KEY.pair().getPrivate())))
                .get("SAMLResponse");
        HttpResponse<String> page = freshlyDemanded(redirect(request, Optional.empty()));

        String title =
                Reason.SAML_SIGN_IN_AGAIN_IMPOSSIBLE.voices(Locale.ENGLISH).title();
        assertThat(FreshworksSamlCheck.status(response))
                .containsExactly(
                        "urn:oasis:names:tc:SAML:2.0:status:Responder",
                        "urn:oasis:names:tc:SAML:2.0:status:AuthnFailed");
        assertThat(new String(Base64.getDecoder().decode(response), StandardCharsets.UTF_8))
                .contains("StatusMessage>" + title + " (");
        assertThat(page.statusCode()).isEqualTo(403);
        assertThat(page.body()).contains(title).doesNotContain("SAMLResponse", "<form", "<input");
    }
}
