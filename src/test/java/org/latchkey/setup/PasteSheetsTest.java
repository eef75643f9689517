package org.latchkey.setup;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.latchkey.application.Registration;
import org.latchkey.keys.Fingerprint;
import org.latchkey.keys.KeyTexts;
import org.latchkey.keys.SelfSigned;
import org.latchkey.page.SheetPage;
import org.latchkey.page.SheetPage.Line;

/** Freshworks' forms from top to bottom, with what belongs into each field. */
final class PasteSheetsTest {

    private static final String URL = Registered.PUBLIC_URL.toString();
    private static final Clock CLOCK = Clock.systemUTC();
    private static final SelfSigned IDP = SelfSigned.named("sso.corp.example.com");
    private static final SelfSigned NEXT = SelfSigned.named("next.corp.example.com");

    @TempDir
    private Path folder;

    private SheetPage sheet(Optional<URI> publicUrl, Registration registration, Optional<SelfSigned> next) {
        return new PasteSheets(
                        publicUrl, List.of(registration), Optional.of(Registered.provider(folder, CLOCK, IDP, next)))
                .of(registration.application().id(), "/latchkey/setup")
                .orElseThrow();
    }

    private SheetPage sheet(Registration registration) {
        return sheet(Optional.of(Registered.PUBLIC_URL), registration, Optional.empty());
    }

    private static Line line(String label, String value) {
        return new Line(label, value, "");
    }

    private static String base64(byte[] der) {
        return Base64.getEncoder().encodeToString(der);
    }

    @Test
    void jwtThenEachFieldInItsOrder() {
        KeyPair key = KeyTexts.rsa(2048);
        KeyPair next = KeyTexts.rsa(2048);
        Registration jwt = Registered.jwt(
                "helpdesk",
                Map.of(
                        "keyFile",
                        Registered.file(folder, "key.pem", KeyTexts.pkcs1(key.getPrivate())),
                        "nextKeyFile",
                        Registered.file(folder, "next.pem", KeyTexts.pkcs1(next.getPrivate())),
                        "clientId",
                        "7"));

        assertThat(sheet(jwt).paste())
                .containsExactly(
                        line("Authorization URL", URL + "/jwt/helpdesk"),
                        new Line("RSA Public Key", base64(key.getPublic().getEncoded()), "publickey"),
                        new Line("Logout URL", URL + "/signout", "optional"),
                        new Line("Next RSA Public Key", base64(next.getPublic().getEncoded()), "next"));
        assertThat(sheet(jwt).compare())
                .containsExactly(line("Redirect URL", Registered.REDIRECT), line("client_id", "7"));
    }

    @Test
    void jwtWhenNothingFollowsThenNoNextKey() {
        assertThat(sheet(Registered.jwt("helpdesk", Map.of())).paste())
                .extracting(Line::label)
                .containsExactly("Authorization URL", "RSA Public Key", "Logout URL");
    }

    @Test
    void hmacThenEachFieldInItsOrderAndTheSecretAsDots() {
        SheetPage sheet = sheet(Registered.hmac("desk", Map.of()));

        assertThat(sheet.paste())
                .containsExactly(
                        line("Remote login URL", URL + "/hmac/desk"),
                        new Line("Remote logout URL", URL + "/signout", "optional"));
        assertThat(sheet.compare())
                .containsExactly(
                        line("Portal", "https://acme.freshdesk.com"),
                        new Line("Shared secret", "\u2022".repeat(8) + " (16)", "secret"));
    }

    @Test
    void samlThenEachFieldInItsOrder() throws Exception {
        Registration saml = Registered.saml("suite", CLOCK, Map.of());
        SheetPage sheet = sheet(Optional.of(Registered.PUBLIC_URL), saml, Optional.of(NEXT));

        assertThat(sheet.paste())
                .containsExactly(
                        line("Entity ID provided by the IdP", URL + "/saml/metadata"),
                        line("SAML SSO URL", URL + "/saml/sso"),
                        new Line("Signing options", "Signed assertions and signed responses", "signing"),
                        line("SAML signature method", "RSA-SHA256"),
                        line("NameID Format", "urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress"),
                        line("Signed AuthnRequests", "off"),
                        line("Encrypted assertions", "off"),
                        new Line("Logout URL", URL + "/saml/slo", "optional"),
                        line("SAML single logout", "off"),
                        line("Security certificate", base64(IDP.certificate().getEncoded())),
                        new Line(
                                "Security Certificate Fingerprint (SHA-256)",
                                Fingerprint.sha256(IDP.certificate()),
                                "fingerprint"),
                        new Line(
                                "Security Certificate Fingerprint (SHA-1)",
                                Fingerprint.sha1(IDP.certificate()),
                                "fingerprint"),
                        new Line(
                                "Next security certificate",
                                base64(NEXT.certificate().getEncoded()),
                                "next"),
                        new Line("Its fingerprint (SHA-256)", Fingerprint.sha256(NEXT.certificate()), "next"),
                        new Line("Its fingerprint (SHA-1)", Fingerprint.sha1(NEXT.certificate()), "next"));
        assertThat(sheet.compare())
                .containsExactly(
                        line("Entity ID of the service provider", "https://acme.myfreshworks.com/sp/SAML/8/metadata"),
                        line("Assertion Consumer Service URL", Registered.CONSUMER));
    }

    private String metadata(SelfSigned other) {
        return Registered.file(folder, "sp.xml", """
                <md:EntityDescriptor xmlns:md="urn:oasis:names:tc:SAML:2.0:metadata"
                    xmlns:ds="http://www.w3.org/2000/09/xmldsig#" entityID="https://desk.example.com">
                  <md:SPSSODescriptor protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol">
                    <md:KeyDescriptor><ds:KeyInfo><ds:X509Data><ds:X509Certificate>%s
                    </ds:X509Certificate></ds:X509Data></ds:KeyInfo></md:KeyDescriptor>
                    <md:SingleLogoutService Location="https://desk.example.com/slo"
                        Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect"/>
                    <md:AssertionConsumerService index="0" Location="https://desk.example.com/acs"
                        Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST"/>
                  </md:SPSSODescriptor>
                </md:EntityDescriptor>
                """.formatted(base64Of(other)));
    }

    private static String base64Of(SelfSigned other) {
        return other.certificateText().replaceAll("-----[^-]*-----|\\s", "");
    }

    /** With signed requests required here, every sign-in fails while they are off there. */
    @Test
    void samlWhenOptionsAreSetThenTheSheetHasThem() {
        Registration saml = Registered.saml(
                "desk",
                CLOCK,
                Map.of(
                        "metadataFile",
                        metadata(SelfSigned.named("desk.example.com")),
                        "requestsSigned",
                        "required",
                        "encrypt",
                        "true",
                        "sign",
                        "assertion",
                        "nameIdFormat",
                        "persistent"));

        assertThat(sheet(saml).paste())
                .contains(
                        new Line("Signed AuthnRequests", "on", "requests"),
                        new Line("Signing options", "Only signed assertions", "signing"),
                        line("Encrypted assertions", "on"),
                        line("SAML single logout", "on"),
                        line("NameID Format", "urn:oasis:names:tc:SAML:2.0:nameid-format:persistent"));
    }

    @Test
    void ofWhenPublicUrlIsMissingThenAPlaceholderAndItIsSaid() {
        SheetPage sheet = sheet(Optional.empty(), Registered.jwt("helpdesk", Map.of()), Optional.empty());

        assertThat(sheet.publicUrlMissing()).isTrue();
        assertThat(sheet.paste()).contains(line("Authorization URL", "https://<publicUrl>/jwt/helpdesk"));
    }
}
