package org.latchkey.saml;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.net.URLEncoder;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.Signature;
import java.util.Base64;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.latchkey.http.Refused;
import org.latchkey.keys.SelfSigned;
import org.latchkey.refusal.Reason;

/** The signature of the Redirect binding covers the query as it was sent, whatever its sender's way to escape is. */
final class DetachedSignatureTest {

    @TempDir
    static Path folder;

    private static Desk desk;
    private static String message;

    @BeforeAll
    static void register() throws Exception {
        desk = Desk.registered(folder, "required");
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        try (DeflaterOutputStream deflater = new DeflaterOutputStream(octets, new Deflater(9, true))) {
            deflater.write(Desk.request().getBytes(UTF_8));
        }
        message = "SAMLRequest=" + escaped(Base64.getEncoder().encodeToString(octets.toByteArray()));
    }

    private static String escaped(String text) {
        return URLEncoder.encode(text, UTF_8);
    }

    private static String signature(String signed, PrivateKey key, String name) throws Exception {
        Signature signature = Signature.getInstance(name);
        signature.initSign(key);
        signature.update(signed.getBytes(US_ASCII));
        return "&Signature=" + escaped(Base64.getEncoder().encodeToString(signature.sign()));
    }

    private static String signed(String before, String algorithm, String name) throws Exception {
        return signed(before, SignedXml.MORE + algorithm, desk.key().pair().getPrivate(), name);
    }

    private static String signed(String before, String uri, PrivateKey key, String name) throws Exception {
        String signed = before + "&SigAlg=" + escaped(uri);
        return signed + signature(signed, key, name);
    }

    @ParameterizedTest
    @CsvSource({"rsa-sha256, SHA256withRSA", "rsa-sha384, SHA384withRSA", "rsa-sha512, SHA512withRSA"})
    void readWhenSignedThenVerified(String algorithm, String name) throws Exception {
        assertThat(desk.redirect(signed(message, algorithm, name)).verified()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a+b", "a%20b", "%c3%ab", "%C3%AB", "a'b", "a%27b", "%61", "", "a~*!()"})
    void readWhenRelayStateIsEscapedInSomeWayThenVerifiedAsSent(String raw) throws Exception {
        assertThat(desk.redirect(signed(message + "&RelayState=" + raw, "rsa-sha256", "SHA256withRSA"))
                        .verified())
                .isTrue();
    }

    @Test
    void readWhenParametersComeInAnotherOrderThenTheOrderOfTheSpecificationIsSigned() throws Exception {
        String query = signed(message + "&RelayState=x", "rsa-sha256", "SHA256withRSA");
        String turned = "x=1&" + query.replace(message + "&", "") + "&" + message;

        assertThat(desk.redirect(turned).verified()).isTrue();
    }

    @Test
    void readWhenSomethingIsChangedThenRefused() throws Exception {
        String query = signed(message + "&RelayState=x", "rsa-sha256", "SHA256withRSA");

        for (String changed : new String[] {
            query.replace("&RelayState=x", "&RelayState=y"),
            query.replace("&RelayState=x", ""),
            query.replace("&RelayState=x", "&RelayState=%78"),
            signed(message, "rsa-sha256", "SHA256withRSA") + "&RelayState=",
            query.replace("rsa-sha256", "rsa-sha512"),
            query.replace("rsa-sha256", "hmac-sha256"),
            query.replaceAll("&SigAlg=[^&]*", ""),
            query.replaceAll("&Signature=.*", "&Signature=AAAA"),
            query.replaceAll("&Signature=.*", "&Signature=")
        }) {
            assertThat(Refused.by(() -> desk.redirect(changed)).reason())
                    .as(changed)
                    .isEqualTo(Reason.SAML_SIGNATURE_INVALID);
        }
    }

    /** The signature fits and the key is the right one, and a second message with the same digest can be bought. */
    @ParameterizedTest
    @CsvSource({
        "http://www.w3.org/2000/09/xmldsig#rsa-sha1, SHA1withRSA",
        "http://www.w3.org/2001/04/xmldsig-more#rsa-md5, MD5withRSA"
    })
    void readWhenTheDigestIsWeakThenRefused(String uri, String name) throws Exception {
        String query = signed(message, uri, desk.key().pair().getPrivate(), name);

        assertThat(Refused.by(() -> desk.redirect(query)).reason()).isEqualTo(Reason.SAML_SIGNATURE_INVALID);
    }

    @ParameterizedTest
    @CsvSource({
        "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256, SHA256withECDSAinP1363Format, true",
        "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha1, SHA1withECDSAinP1363Format, false"
    })
    void readWhenSignedByACurveThenOnlyWithAGoodDigest(String uri, String name, boolean good, @TempDir Path other)
            throws Exception {
        Desk curve = Desk.registered(other, "required", SelfSigned.of("EC", 256));
        String query = signed(message, uri, curve.key().pair().getPrivate(), name);

        if (good) {
            assertThat(curve.redirect(query).verified()).isTrue();
        } else {
            assertThat(Refused.by(() -> curve.redirect(query)).reason()).isEqualTo(Reason.SAML_SIGNATURE_INVALID);
        }
    }

    @Test
    void readWhenAParameterComesTwiceThenRefused() throws Exception {
        String query = signed(message, "rsa-sha256", "SHA256withRSA");

        for (String name : new String[] {"SAMLRequest", "SigAlg", "Signature"}) {
            assertThat(Refused.by(() -> desk.redirect(query + "&" + name + "=x"))
                            .reason())
                    .isEqualTo(Reason.PARAMETER_REPEATED);
        }
    }

    @Test
    void readWhenSomebodyElseSignedThenRefused() throws Exception {
        String signed = message + "&SigAlg=" + escaped(SignedXml.MORE + "rsa-sha256");
        PrivateKey other = SelfSigned.named("desk.example.com").pair().getPrivate();

        assertThat(Refused.by(() -> desk.redirect(signed + signature(signed, other, "SHA256withRSA")))
                        .reason())
                .isEqualTo(Reason.SAML_SIGNATURE_INVALID);
    }

    @Test
    void readWhenStrippedThenMissing() {
        assertThat(Refused.by(() -> desk.redirect(message)).reason()).isEqualTo(Reason.SAML_SIGNATURE_MISSING);
    }
}
