package org.latchkey.saml;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.latchkey.application.Applications;
import org.latchkey.http.Refused;
import org.latchkey.refusal.Reason;

final class AuthnRequestReaderTest {

    @TempDir
    static Path folder;

    private static Desk desk;

    @BeforeAll
    static void register() {
        desk = Desk.registered(folder, "optional");
    }

    private static SignOnRequest read(String xml) {
        return desk.post(xml.getBytes(UTF_8));
    }

    private static Reason refused(String xml) {
        return Refused.by(() -> read(xml)).reason();
    }

    private static String issued(Duration later) {
        return Desk.request()
                .replace(Described.NOW.toString(), Described.NOW.plus(later).toString());
    }

    @Test
    void readWhenPlainThenWhatItSays() {
        SignOnRequest request = read(Desk.request());

        assertThat(request.application()).isEqualTo("desk");
        assertThat(request.id()).isEqualTo("_good");
        assertThat(request.consumer()).isEqualTo(URI.create(Desk.CONSUMER));
        assertThat(request.relayState()).isEmpty();
        assertThat(request.nameId()).isEqualTo(new NameIdChoice(Optional.of(NameIdFormat.EMAIL_ADDRESS), false));
        assertThat(request.forceAuthn()).isFalse();
        assertThat(request.passive()).isFalse();
        assertThat(request.subject()).isEmpty();
        assertThat(request.contexts()).isEmpty();
        assertThat(request.verified()).isFalse();
        assertThat(request.received()).isEqualTo(Described.NOW);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT5M", "PT0S", "PT-20M"})
    void readWhenIssuedWithinTheWindowThenAccepted(Duration later) {
        assertThat(read(issued(later)).id()).isEqualTo("_good");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT5M1S", "PT-20M-1S", "PT9000H"})
    void readWhenIssuedOutsideThenExpired(Duration later) {
        assertThat(refused(issued(later))).isEqualTo(Reason.SAML_REQUEST_EXPIRED);
    }

    @Test
    void readWhenDestinationIsAbsentThenOnlyTheUnsignedMayLackIt() throws Exception {
        String request = Desk.request().replace("Destination=\"" + Desk.SSO + "\"", "");
        String signed = SignedXml.with(desk.key().pair().getPrivate()).sign(request);

        assertThat(read(request).id()).isEqualTo("_good");
        assertThat(refused(signed)).isEqualTo(Reason.SAML_DESTINATION_WRONG);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "?x", "#", "%20"})
    void readWhenDestinationIsNotOursThenRefused(String more) {
        assertThat(refused(Desk.request().replace("/saml/sso\"", "/saml/sso" + more + "\"")))
                .isEqualTo(Reason.SAML_DESTINATION_WRONG);
    }

    @ParameterizedTest
    @CsvSource({
        "https://evil.example/acs",
        "https://desk.example.com/login/saml/",
        "https://desk.example.com/login/saml?x",
        "https://DESK.example.com/login/saml",
        "http://desk.example.com/login/saml",
        "javascript:alert(1)"
    })
    void readWhenPlaceForTheAnswerIsNotRegisteredThenRefused(String place) {
        assertThat(refused(Desk.request().replace(Desk.CONSUMER, place))).isEqualTo(Reason.SAML_ACS_UNKNOWN);
    }

    @Test
    void readWhenPlaceIsNamedByItsIndexThenFound() {
        String address = "AssertionConsumerServiceURL=\"" + Desk.CONSUMER + "\"";
        String byIndex = Desk.request().replace(address, "AssertionConsumerServiceIndex=\"0\"");

        assertThat(read(byIndex).consumer()).isEqualTo(URI.create(Desk.CONSUMER));
        assertThat(read(Desk.request().replace(address, "")).consumer()).isEqualTo(URI.create(Desk.CONSUMER));
        assertThat(refused(byIndex.replace("\"0\"", "\"1\""))).isEqualTo(Reason.SAML_ACS_UNKNOWN);
        assertThat(refused(Desk.request(" AssertionConsumerServiceIndex=\"0\"", "")))
                .isEqualTo(Reason.SAML_MESSAGE_MALFORMED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<samlp:NameIDPolicy SPNameQualifier=\"https://other.example\"/>",
                "<samlp:NameIDPolicy Format=\"urn:oasis:names:tc:SAML:2.0:nameid-format:transient\"/>",
                "<samlp:NameIDPolicy Format=\"urn:oasis:names:tc:SAML:2.0:nameid-format:encrypted\"/>",
                "<samlp:NameIDPolicy Format=\"x\"/>"
            })
    void readWhenNamePolicyIsImpossibleThenToldInTheAnswer(String policy) {
        assertThat(read(Desk.request("", policy)).nameId()).isEqualTo(NameIdChoice.IMPOSSIBLE);
    }

    @Test
    void readWhenSubjectIsEncryptedThenMalformedAndNothingIsDecrypted() {
        String data = "<xenc:EncryptedData xmlns:xenc=\"http://www.w3.org/2001/04/xmlenc#\"><xenc:CipherData>"
                + "<xenc:CipherValue>AAAA</xenc:CipherValue></xenc:CipherData></xenc:EncryptedData>";
        String subject = "<saml:Subject><saml:EncryptedID>" + data + "</saml:EncryptedID></saml:Subject>";

        assertThat(refused(Desk.request("", subject))).isEqualTo(Reason.SAML_MESSAGE_MALFORMED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<samlp:RequestedAuthnContext Comparison=\"better\"><saml:AuthnContextClassRef>"
                        + "urn:oasis:names:tc:SAML:2.0:ac:classes:Password</saml:AuthnContextClassRef>",
                "<samlp:RequestedAuthnContext><saml:AuthnContextDeclRef>urn:smartcard</saml:AuthnContextDeclRef>",
                "<samlp:RequestedAuthnContext><saml:AuthnContextClassRef>urn:smartcard</saml:AuthnContextClassRef>"
            })
    void readWhenAStrongerSignInIsDemandedThenNoneHereSatisfiesIt(String context) {
        SignOnRequest request = read(Desk.request("", context + "</samlp:RequestedAuthnContext>"));

        assertThat(SignInContext.satisfies(request.contexts())).isFalse();
    }

    @Test
    void readWhenSubjectIsNamedThenItIsKept() {
        String subject = "<saml:Subject><saml:NameID> ada@corp.example.com\n</saml:NameID></saml:Subject>";

        assertThat(read(Desk.request("", subject)).subject()).contains("ada@corp.example.com");
    }

    @ParameterizedTest
    @ValueSource(strings = {"true", "1"})
    void readWhenFlagsAreSetThenRead(String value) {
        SignOnRequest request = read(Desk.request(" ForceAuthn=\"" + value + "\" IsPassive=\"" + value + "\"", ""));

        assertThat(request.forceAuthn()).isTrue();
        assertThat(request.passive()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                " ForceAuthn=\"yes\"",
                " ForceAuthn=\"TRUE\"",
                " IsPassive=\"\"",
                " AssertionConsumerServiceIndex=\"-\"",
                " Consent=\"a\" Consent=\"b\"",
                " foo:bar=\"x\""
            })
    void readWhenAttributeIsNoneOfItsTypeThenMalformed(String attribute) {
        assertThat(refused(Desk.request(attribute, ""))).isEqualTo(Reason.SAML_MESSAGE_MALFORMED);
    }

    @ParameterizedTest
    @CsvSource({"LogoutRequest", "Response", "authnRequest"})
    void readWhenItIsAnotherMessageThenMalformed(String name) {
        assertThat(refused(Desk.request().replace("AuthnRequest", name))).isEqualTo(Reason.SAML_MESSAGE_MALFORMED);
    }

    @Test
    void readWhenIssuerHasAFormatThenOnlyThatOfAnEntity() {
        String entity = "<saml:Issuer Format=\"urn:oasis:names:tc:SAML:2.0:nameid-format:entity\">";

        assertThat(read(Desk.request().replace("<saml:Issuer>", entity)).id()).isEqualTo("_good");
        assertThat(refused(Desk.request().replace("<saml:Issuer>", entity.replace("entity", "transient"))))
                .isEqualTo(Reason.SAML_MESSAGE_MALFORMED);
    }

    @Test
    void readWhenIssuerDiffersInCaseThenUnknown() {
        assertThat(refused(Desk.request().replace(">https://desk", ">https://DESK")))
                .isEqualTo(Reason.SAML_ISSUER_UNKNOWN);
    }

    /** What the entity ID of one with errors is, nobody could read: 404 would tell it that it is not registered. */
    @Test
    void readWhenIssuerIsUnknownAndAnApplicationIsClosedThenBroken() {
        SamlApplications open = desk.reader().saml();
        SamlApplications oneClosed = new SamlApplications(
                new Applications<>(Map.of("desk", open.applications().find("desk"), "wiki", Optional.empty())),
                open.idp(),
                open.signIn(),
                open.clock(),
                open.random());
        Desk beside = new Desk(folder, desk.key(), desk.attributes(), new AuthnRequestReader(oneClosed));

        assertThat(beside.post(Desk.request().getBytes(UTF_8)).id()).isEqualTo("_good");
        assertThat(Refused.by(() -> beside.post(Desk.request()
                                .replace(">https://desk", ">https://wiki")
                                .getBytes(UTF_8)))
                        .reason())
                .isEqualTo(Reason.APPLICATION_BROKEN);
    }
}
