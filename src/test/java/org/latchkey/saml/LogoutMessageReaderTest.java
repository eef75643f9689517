package org.latchkey.saml;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.latchkey.http.Refused;
import org.latchkey.refusal.Reason;
import org.latchkey.refusal.Refusal;

/** Logout requests that are genuine, and say something that cannot be followed. */
final class LogoutMessageReaderTest {

    private static final String NAME = "<saml:NameID>ada@corp.example.com</saml:NameID>";

    @TempDir
    static Path folder;

    private static Desk desk;

    @BeforeAll
    static void register() {
        desk = Desk.registered(folder, "optional");
    }

    /** @param attributes more of the root's */
    private static byte[] signed(String attributes, String name) throws Exception {
        String request = "<samlp:LogoutRequest xmlns:samlp=\"urn:oasis:names:tc:SAML:2.0:protocol\""
                + " xmlns:saml=\"urn:oasis:names:tc:SAML:2.0:assertion\" ID=\"_good\" Version=\"2.0\" IssueInstant=\""
                + Described.NOW + "\" Destination=\"" + Described.PUBLIC_URL + "/saml/slo\" " + attributes
                + "><saml:Issuer>" + Desk.ENTITY_ID + "</saml:Issuer>" + name + "</samlp:LogoutRequest>";
        return SignedXml.with(desk.key().pair().getPrivate()).sign(request).getBytes(UTF_8);
    }

    private static Refusal refused(byte[] message) {
        return Refused.by(() -> desk.logout(message));
    }

    private static byte[] ending(Duration later) throws Exception {
        return signed("NotOnOrAfter=\"" + Described.NOW.plus(later) + "\"", NAME);
    }

    @Test
    void readWhenGoodThenWhatItSays() throws Exception {
        LogoutMessage message = desk.logout(signed("", NAME));

        assertThat(message.isRequest()).isTrue();
        assertThat(message.application()).isEqualTo("desk");
        assertThat(message.id()).isEqualTo("_good");
        assertThat(message.nameId()).isEqualTo("ada@corp.example.com");
    }

    /** Clocks differ by up to five minutes, so the end that the request states is five minutes ago at most. */
    @ParameterizedTest
    @ValueSource(strings = {"PT-4M-59S", "PT0S", "PT1H"})
    void readWhenItsEndIsNotPastThenRead(Duration later) throws Exception {
        assertThat(desk.logout(ending(later)).id()).isEqualTo("_good");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT-5M", "PT-9000H"})
    void readWhenItsEndIsPastThenExpired(Duration later) throws Exception {
        Refusal refusal = refused(ending(later));

        assertThat(refusal.reason()).isEqualTo(Reason.SAML_REQUEST_EXPIRED);
        assertThat(refusal.facts())
                .containsEntry("NotOnOrAfter", Described.NOW.plus(later).toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<saml:EncryptedID><xenc:EncryptedData xmlns:xenc=\"http://www.w3.org/2001/04/xmlenc#\"><xenc:CipherData>"
                        + "<xenc:CipherValue>AAAA</xenc:CipherValue></xenc:CipherData></xenc:EncryptedData></saml:EncryptedID>",
                "<saml:BaseID NameQualifier=\"x\"/>",
                "<saml:NameID/>",
                ""
            })
    void readWhenTheNameIsEncryptedOrNoneThenMalformedAndNothingIsDecrypted(String name) throws Exception {
        Refusal refusal = refused(signed("", name));

        assertThat(refusal.reason()).isEqualTo(Reason.SAML_MESSAGE_MALFORMED);
        assertThat(refusal.facts()).containsEntry("message", "expected a NameID that is not encrypted");
    }
}
