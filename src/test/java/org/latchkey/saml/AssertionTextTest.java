package org.latchkey.saml;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import java.util.stream.Stream;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** What the directory holds may be no text of XML 1.0, and whoever reads the assertion gets a document all the same. */
final class AssertionTextTest {

    private static final int INITIALIZATION_VECTOR = 12;
    private static final int TAG_BITS = 128;

    @TempDir
    static Path folder;

    private static Desk desk;

    @BeforeAll
    static void register() {
        desk = Desk.registered(folder, "optional");
    }

    static Stream<Arguments> values() {
        return Stream.of(
                Arguments.of(Named.of("U+0001", "Zo\u0001\u00EB"), "Zo\u00EB"),
                Arguments.of(Named.of("U+0000", "\u0000Zo\u00EB"), "Zo\u00EB"),
                Arguments.of(Named.of("U+FFFF", "Zo\u00EB\uFFFF"), "Zo\u00EB"),
                Arguments.of(Named.of("first half of a character", "Zo\u00EB\uD83D"), "Zo\u00EB"),
                Arguments.of(Named.of("second half of a character", "\uDE80Zo\u00EB"), "Zo\u00EB"),
                Arguments.of(Named.of("halves the wrong way round", "Zo\uDE80\uD83D\u00EB"), "Zo\u00EB"),
                Arguments.of(Named.of("a whole character of two", "Zo\u00EB\uD83D\uDE80"), "Zo\u00EB\uD83D\uDE80"),
                Arguments.of(Named.of("end of a CDATA section", "Zo\u00EB]]>"), "Zo\u00EB]]>"),
                Arguments.of(Named.of("U+007F and U+0085", "Zo\u007F\u0085\u00EB"), "Zo\u007F\u0085\u00EB"));
    }

    @ParameterizedTest
    @MethodSource("values")
    void assertionWhenAValueHoldsWhatXmlCannotSayThenWithoutThat(String held, String told) throws Exception {
        String response = new String(Base64.getDecoder().decode(desk.answer("_good", SignedInPerson.zoe(held))), UTF_8);

        Schemas.requireValid(response);
        assertThat(firstName(XmlSignatures.parse(response))).isEqualTo(told);
    }

    @ParameterizedTest
    @MethodSource("values")
    void assertionWhenEncryptedThenTheSameWithinTheCipherText(String held, String told) throws Exception {
        String response = new String(
                Base64.getDecoder().decode(desk.with("encrypt", "true").answer("_good", SignedInPerson.zoe(held))),
                UTF_8);
        Schemas.requireValid(response);
        String assertion = decrypted(XmlSignatures.parse(response));

        Schemas.requireValid(assertion);
        XmlSignatures.requireValid(
                assertion, desk.reader().saml().idp().credentials().current().certificate());
        assertThat(firstName(XmlSignatures.parse(assertion))).isEqualTo(told);
    }

    private static String firstName(Element root) {
        NodeList attributes = root.getElementsByTagNameNS("*", "Attribute");
        for (int i = 0; i < attributes.getLength(); i++) {
            if (((Element) attributes.item(i)).getAttribute("Name").equals("FirstName")) {
                return attributes.item(i).getTextContent();
            }
        }
        throw new AssertionError("no FirstName");
    }

    /** By the JDK's own ciphers: the key first, then the text behind its initialization vector (XML Encryption, 5.2.4). */
    private static String decrypted(Element response) throws GeneralSecurityException {
        NodeList values = response.getElementsByTagNameNS("*", "CipherValue");
        assertThat(values.getLength()).isEqualTo(2);
        Cipher transport = Cipher.getInstance("RSA/ECB/OAEPWithSHA-1AndMGF1Padding");
        transport.init(Cipher.DECRYPT_MODE, desk.key().pair().getPrivate());
        byte[] key = transport.doFinal(octets(values, 0));
        byte[] text = octets(values, 1);
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(
                Cipher.DECRYPT_MODE,
                new SecretKeySpec(key, "AES"),
                new GCMParameterSpec(TAG_BITS, Arrays.copyOf(text, INITIALIZATION_VECTOR)));
        return new String(cipher.doFinal(text, INITIALIZATION_VECTOR, text.length - INITIALIZATION_VECTOR), UTF_8);
    }

    private static byte[] octets(NodeList values, int which) {
        return Base64.getMimeDecoder().decode(values.item(which).getTextContent());
    }
}
