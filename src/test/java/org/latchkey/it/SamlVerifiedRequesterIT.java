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
import java.security.PrivateKey;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.latchkey.demo.DemoPeople;
import org.latchkey.demo.DemoPerson;
import org.latchkey.demo.FreshworksSamlCheck;
import org.latchkey.keys.SelfSigned;
import org.latchkey.saml.Schemas;
import org.latchkey.saml.XmlSignatures;

/**
 * An application that signs its requests hears in the words of the protocol why there is no assertion (SAML core, 3.2.2.2), and
 * one that promised to sign is not heard without.
 */
class SamlVerifiedRequesterIT {

    private static final String PUBLIC_URL = "http://sso.corp.example.com/latchkey";
    private static final SelfSigned IDP = SelfSigned.named("sso.corp.example.com");
    private static final SelfSigned KEY = SelfSigned.named("club.example.com");
    private static final PrivateKey SIGNER = KEY.pair().getPrivate();
    private static final SamlApplicationSide CLUB = new SamlApplicationSide(
            "https://club.example.com", "https://club.example.com/acs", PUBLIC_URL + "/saml/sso");

    @TempDir
    private static Path folder;

    private static LatchkeyServer server;

    private final Browser browser = new Browser();

    @BeforeAll
    static void start() throws IOException {
        String metadata = entity(
                CLUB.entityId(),
                "",
                "AuthnRequestsSigned=\"true\"",
                key("signing", KEY) + consumer(0, "", CLUB.consumer()));
        server = LatchkeyServer.start(Descriptor.standard()
                .resource("site", Map.of("publicUrl", PUBLIC_URL, "auditFile", audit().toString()))
                .resource(
                        "saml",
                        Map.of(
                                "keyFile", write("idp.key", IDP.keyText()),
                                "certificateFile", write("idp.crt", IDP.certificateText())))
                .resource(
                        "app/club",
                        Map.of(
                                "protocol", "saml",
                                "metadataFile", write("club.xml", metadata),
                                "allow", "CORP\\Helpdesk Admins"))
                .xml());
    }

    private static Path audit() {
        return folder.resolve("audit.log");
    }

    private static String write(String name, String content) throws IOException {
        return Files.writeString(folder.resolve(name), content).toString();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private HttpResponse<String> ask(DemoPerson person, String request) {
        return browser.withTicket(person, server.uri(signedRedirect(request, Optional.of("back"), SIGNER)));
    }

    /** The application hears of the reason, in a response that it can believe; the person's browser gets no session. */
    private void requireTold(HttpResponse<String> answer, String id, String reason, String... status) throws Exception {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body()).contains("<form method=\"post\" action=\"" + CLUB.consumer() + "\">");
        assertThat(fields(answer)).containsEntry("RelayState", "back");
        String response = fields(answer).get("SAMLResponse");
        String xml = new String(Base64.getDecoder().decode(response), StandardCharsets.UTF_8);
        Schemas.requireValid(xml);
        XmlSignatures.requireValid(xml, IDP.certificate());
        assertThat(SamlLogoutSide.attribute(xml, "InResponseTo")).isEqualTo(id);
        assertThat(xml).doesNotContain("Assertion ", "corp.example.com<");
        assertThat(FreshworksSamlCheck.status(response))
                .extracting(code -> code.substring(code.lastIndexOf(':') + 1))
                .containsExactly(status);
        assertThat(lastAudited()).contains("\"reason\":\"" + reason + "\"");
        assertThat(browser.hasSession()).isFalse();
    }

    private static String lastAudited() throws IOException {
        List<String> lines = Files.readAllLines(audit());
        return lines.get(lines.size() - 1);
    }

    @Test
    void signInWhenSignedAndAllowedThenAssertion() throws Exception {
        HttpResponse<String> answer = ask(DemoPeople.ADA, CLUB.request("_good"));

        assertThat(FreshworksSamlCheck.status(fields(answer).get("SAMLResponse")))
                .containsExactly("urn:oasis:names:tc:SAML:2.0:status:Success");
    }

    @Test
    void signInWhenThePersonMayNotEnterThenRequestDenied() throws Exception {
        requireTold(
                ask(DemoPeople.ZOE, CLUB.request("_denied")), "_denied", "ACCESS_DENIED", "Responder", "RequestDenied");
    }

    /** That the signature was good is not forgotten on the way from the POST to the GET. */
    @Test
    void signInWhenPostedAndThePersonMayNotEnterThenRequestDenied() throws Exception {
        String message = SignedMessage.posted(CLUB.request("_posted"), SIGNER);
        HttpResponse<String> sealed =
                browser.post(server.uri("/saml/sso"), Map.of("SAMLRequest", message, "RelayState", "back"));
        assertThat(sealed.statusCode()).as(sealed.body()).isEqualTo(303);

        requireTold(
                browser.withTicket(DemoPeople.ZOE, server.uri("").resolve(IdTokens.location(sealed))),
                "_posted",
                "ACCESS_DENIED",
                "Responder",
                "RequestDenied");
    }

    @ParameterizedTest
    @CsvSource({
        "transient, SAML_NAME_ID_UNSUPPORTED, Requester, InvalidNameIDPolicy",
        "smartcard, SAML_CONTEXT_UNSUPPORTED, Responder, NoAuthnContext",
        "subject, SAML_SUBJECT_DIFFERS, Responder, AuthnFailed"
    })
    void signInWhenTheDemandCannotBeMetThenItsStatus(String demand, String reason, String code, String detail)
            throws Exception {
        String id = "_" + demand;

        requireTold(ask(DemoPeople.ADA, CLUB.request(id, demanding(demand))), id, reason, code, detail);
    }

    private static String demanding(String demand) {
        return switch (demand) {
            case "transient" -> "<samlp:NameIDPolicy Format=\"urn:oasis:names:tc:SAML:2.0:nameid-format:transient\"/>";
            case "smartcard" ->
                "<samlp:RequestedAuthnContext><saml:AuthnContextClassRef>"
                        + "urn:oasis:names:tc:SAML:2.0:ac:classes:SmartcardPKI"
                        + "</saml:AuthnContextClassRef></samlp:RequestedAuthnContext>";
            case "subject" -> "<saml:Subject><saml:NameID>" + DemoPeople.ZOE.mail() + "</saml:NameID></saml:Subject>";
            default -> throw new IllegalArgumentException(demand);
        };
    }

    @Test
    void signInWhenTheSubjectIsThePersonThenAssertion() throws Exception {
        String subject = "<saml:Subject><saml:NameID>" + DemoPeople.ADA.mail().toUpperCase(Locale.ROOT)
                + "</saml:NameID></saml:Subject>";
        HttpResponse<String> answer = ask(DemoPeople.ADA, CLUB.request("_same", subject));

        assertThat(FreshworksSamlCheck.status(fields(answer).get("SAMLResponse")))
                .containsExactly("urn:oasis:names:tc:SAML:2.0:status:Success");
    }

    private void requireRefused(String path, String reason) throws IOException {
        HttpResponse<String> answer = browser.withTicket(DemoPeople.ADA, server.uri(path));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).doesNotContain("SAMLResponse");
        assertThat(lastAudited()).contains("\"reason\":\"" + reason + "\"");
        assertThat(browser.hasSession()).isFalse();
    }

    /** Its metadata promise signatures (AuthnRequestsSigned), though the registration does not require them. */
    @Test
    void signInWhenTheSignatureThatTheMetadataPromiseIsMissingThenRefused() throws Exception {
        requireRefused(redirect(CLUB.request("_bare"), Optional.empty()), "SAML_SIGNATURE_MISSING");
        String posted = Base64.getEncoder().encodeToString(CLUB.request("_bare").getBytes(StandardCharsets.UTF_8));

        assertThat(browser.post(server.uri("/saml/sso"), Map.of("SAMLRequest", posted))
                        .statusCode())
                .isEqualTo(400);
        assertThat(lastAudited()).contains("\"reason\":\"SAML_SIGNATURE_MISSING\"");
    }

    @Test
    void signInWhenSignedByAnotherKeyThenRefused() throws Exception {
        PrivateKey other = SelfSigned.named("club.example.com").pair().getPrivate();

        requireRefused(signedRedirect(CLUB.request("_other"), Optional.empty(), other), "SAML_SIGNATURE_INVALID");
    }

    /** The signature is good, and its digest is not. */
    @Test
    void signInWhenSignedWithSha1ThenRefused() throws Exception {
        String sha1 = "http://www.w3.org/2000/09/xmldsig#rsa-sha1";

        requireRefused(
                signedRedirect(CLUB.request("_sha1"), Optional.empty(), SIGNER, sha1, "SHA1withRSA"),
                "SAML_SIGNATURE_INVALID");
    }
}
