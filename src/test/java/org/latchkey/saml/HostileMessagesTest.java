package org.latchkey.saml;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.latchkey.http.Refused;
import org.latchkey.keys.SelfSigned;
import org.latchkey.refusal.Reason;
import org.latchkey.refusal.Refusal;

/** Messages that are meant to harm whoever reads them: each is refused, and none costs memory or time worth speaking of. */
final class HostileMessagesTest {

    @TempDir
    static Path folder;

    private static Desk desk;
    private static Path secret;

    @BeforeAll
    static void register() throws Exception {
        desk = Desk.registered(folder, "required");
        secret = Files.writeString(folder.resolve("secret"), "https://desk.example.com");
        // What is loaded by the first message is no message's cost.
        desk.post(SignedXml.with(desk.key().pair().getPrivate())
                .sign(Desk.request())
                .getBytes(UTF_8));
    }

    private static Named<String> doctype(String how, String declarations, String reference) {
        return Named.of(
                how,
                "<!DOCTYPE samlp:AuthnRequest [" + declarations + "]>"
                        + Desk.request().replace(">https://desk.example.com<", ">" + reference + "<"));
    }

    static Stream<Named<String>> doctypes() {
        String laughs = IntStream.rangeClosed(1, 9)
                .mapToObj(i -> "<!ENTITY l" + i + " \"" + ("&l" + (i - 1) + ";").repeat(10) + "\">")
                .collect(Collectors.joining());
        String file = secret.toUri().toString();
        return Stream.of(
                doctype("external entity", "<!ENTITY e SYSTEM \"" + file + "\">", "&e;"),
                doctype("external entity of the web", "<!ENTITY e SYSTEM \"http://127.0.0.1:1/\">", "&e;"),
                doctype("parameter entity", "<!ENTITY % p SYSTEM \"" + file + "\"> %p;", "x"),
                doctype("billion laughs", "<!ENTITY l0 \"ha\">" + laughs, "&l9;"),
                doctype("quadratic growth", "<!ENTITY a \"" + "a".repeat(10_000) + "\">", "&a;".repeat(5_000)),
                doctype("recursion", "<!ENTITY a \"&b;\"><!ENTITY b \"&a;\">", "&a;"),
                doctype("attribute defaults", "<!ATTLIST samlp:AuthnRequest ForceAuthn CDATA \"true\">", "x"),
                doctype("identifiers", "<!ATTLIST samlp:AuthnRequest Foo ID #IMPLIED>", "x"),
                Named.of("external subset", "<!DOCTYPE a SYSTEM \"" + file + "\">" + Desk.request()),
                Named.of("public subset", "<!DOCTYPE a PUBLIC \"-//W3C//DTD XHTML 1.0//EN\" \"x\">" + Desk.request()),
                Named.of("empty", "<!DOCTYPE a>" + Desk.request()));
    }

    /** Each way in which a message of this size can reach the parser, which is what is asked here. */
    private static List<Runnable> ways(byte[] message) {
        return List.of(() -> desk.redirect("SAMLRequest=" + Desk.deflated(message)), () -> desk.postDeflated(message));
    }

    @ParameterizedTest
    @MethodSource("doctypes")
    void readWhenThereIsADocumentTypeThenMalformed(String message) {
        for (Charset charset : List.of(UTF_8, UTF_16)) {
            for (Runnable way : ways(message.getBytes(charset))) {
                Refusal refusal = Cheaply.refused(way);

                assertThat(refusal.reason()).isEqualTo(Reason.SAML_MESSAGE_MALFORMED);
                assertThat(refusal.facts()).containsEntry("message", "not well-formed, or with a DTD");
            }
        }
        assertThat(Cheaply.refused(() -> desk.post(message.getBytes(UTF_8))).facts())
                .containsEntry("message", "not well-formed, or with a DTD");
    }

    private static String numbered(int count, String form) {
        return IntStream.range(0, count)
                .mapToObj(i -> form.replace("*", Integer.toString(i)))
                .collect(Collectors.joining(" "));
    }

    /** Exclusive canonicalization with a list of prefixes, which it looks up at each element that it writes. */
    private static String prefixed(int count, String signed) {
        return signed.replaceAll(
                "(<ds:CanonicalizationMethod [^>]*)/>",
                "$1><ec:InclusiveNamespaces xmlns:ec=\"http://www.w3.org/2001/10/xml-exc-c14n#\" PrefixList=\""
                        + numbered(count, "p*") + "\"/></ds:CanonicalizationMethod>");
    }

    /** More elements where the schema of signatures lets anything stand. */
    private static String filled(int count, String signed) {
        return signed.replaceAll("(<ds:DigestMethod [^>]*)/>", "$1>" + "<a/>".repeat(count) + "</ds:DigestMethod>");
    }

    static Stream<Named<String>> large() throws Exception {
        String signed = SignedXml.with(desk.key().pair().getPrivate()).sign(Desk.request());
        String reference = signed.replaceAll("(?s).*(<ds:Reference.*</ds:Reference>).*", "$1");
        String transform = "<ds:Transform Algorithm=\"http://www.w3.org/2001/10/xml-exc-c14n#\"/>";
        String certificate = "<ds:X509Certificate>" + "MIIB".repeat(10_000) + "</ds:X509Certificate>";
        return Stream.of(
                Named.of("deep nesting", "<a>".repeat(15_000)),
                Named.of("deep nesting, closed", "<a>".repeat(8_000) + "</a>".repeat(8_000)),
                Named.of("many attributes", Desk.request(" " + numbered(5_000, "a*=\"\""), "")),
                Named.of("many namespaces", Desk.request(" " + numbered(2_500, "xmlns:n*=\"urn:*\""), "")),
                Named.of("a huge attribute", Desk.request(" ProviderName=\"" + "x".repeat(60_000) + "\"", "")),
                Named.of("a huge ID", Desk.request().replace("_good", "_" + "x".repeat(60_000))),
                Named.of("a huge Issuer", Desk.request().replace(">" + Desk.ENTITY_ID, ">urn:" + "x".repeat(60_000))),
                Named.of("a huge element name", Desk.request("", "<" + "x".repeat(60_000) + "/>")),
                Named.of("many elements", Desk.request("", "<a/>".repeat(15_000))),
                Named.of("many prefixed elements", Desk.request("", "<n:a xmlns:n=\"urn:n\"/>".repeat(2_500))),
                Named.of("many comments", Desk.request("", "<!---->".repeat(9_000))),
                Named.of("many instructions", Desk.request("", "<?a?>".repeat(12_000))),
                Named.of("many references", signed.replace(reference, reference.repeat(80))),
                Named.of("many transforms", signed.replace(transform, transform.repeat(700))),
                Named.of("many prefixes and elements in the signature", filled(470, prefixed(10_000, signed))),
                Named.of("many issuers", Desk.request("", "<saml:Issuer>a</saml:Issuer>".repeat(2_000))),
                Named.of(
                        "many contexts",
                        Desk.request(
                                "",
                                "<samlp:RequestedAuthnContext>"
                                        + "<saml:AuthnContextClassRef>a</saml:AuthnContextClassRef>".repeat(1_000)
                                        + "</samlp:RequestedAuthnContext>")),
                Named.of(
                        "a huge certificate",
                        signed.replace(
                                        "</ds:SignatureValue>",
                                        "</ds:SignatureValue><ds:KeyInfo><ds:X509Data>" + certificate
                                                + "</ds:X509Data></ds:KeyInfo>")
                                .replace("_good\" Issue", "_x\" Issue")),
                Named.of(
                        "a huge key",
                        signed.replace(
                                        "</ds:SignatureValue>",
                                        "</ds:SignatureValue><ds:KeyInfo><ds:KeyValue><ds:RSAKeyValue><ds:Modulus>"
                                                + "/".repeat(40_000)
                                                + "</ds:Modulus><ds:Exponent>AQAB</ds:Exponent></ds:RSAKeyValue></ds:KeyValue></ds:KeyInfo>")
                                .replace("_good\" Issue", "_x\" Issue")),
                Named.of(
                        "a huge signature value",
                        signed.replaceAll("(<ds:SignatureValue>)[^<]*", "$1" + "A".repeat(50_000))));
    }

    @ParameterizedTest
    @MethodSource("large")
    void readWhenManyOrLargeThenRefusedCheaply(String message) {
        for (Runnable way : ways(message.getBytes(UTF_8))) {
            assertThat(Cheaply.refused(way).reason())
                    .isNotIn(Reason.FORM_TOO_LARGE, Reason.SAML_MESSAGE_TOO_LARGE)
                    .satisfies(reason -> assertThat(reason.status()).isBetween(400, 499));
        }
        assertThat(Cheaply.refused(() -> desk.post(message.getBytes(UTF_8)))
                        .reason()
                        .status())
                .isBetween(400, 499);
    }

    @ParameterizedTest
    @CsvSource({
        "0,0,does not fit",
        "66,0,does not fit",
        "67,0,has a PrefixList of more than 256 characters",
        "0,40,does not fit",
        "0,60,has more than 60 elements"
    })
    void readWhenTheSignatureHasMoreThanAnyNeedsThenItIsNotCanonicalized(int prefixes, int elements, String told)
            throws Exception {
        String other =
                SignedXml.with(SelfSigned.named("other").pair().getPrivate()).sign(Desk.request());
        String message = filled(elements, prefixes == 0 ? other : prefixed(prefixes, other));

        assertThat(Refused.by(() -> desk.post(message.getBytes(UTF_8))).facts().get("signature"))
                .asString()
                .startsWith(told);
    }

    /** The longest message in its shortest form: 64 kB of text is all that may come out, whatever goes in. */
    @Test
    void readWhenDeflateBombThenTooLarge() {
        String bomb = Desk.deflated(new byte[100_000_000]);

        assertThat(bomb.length()).isGreaterThan(90_000);
        assertThat(Cheaply.refused(() -> desk.redirect("SAMLRequest=" + bomb)).reason())
                .isEqualTo(Reason.SAML_MESSAGE_TOO_LARGE);
        assertThat(Cheaply.refused(() -> desk.postRaw(Base64.getEncoder().encodeToString(new byte[60_000])))
                        .reason()
                        .status())
                .isBetween(400, 499);
    }

    @Test
    void readWhenProcessingInstructionsThenSheetsAreNotFetched() {
        String message = "<?xml-stylesheet href=\"" + secret.toUri() + "\"?>" + Desk.request();

        assertThat(Cheaply.refused(() -> desk.post(message.getBytes(UTF_8))).reason())
                .isEqualTo(Reason.SAML_SIGNATURE_MISSING);
    }

    @Test
    void readWhenIncludedTextWouldMakeTheIssuerThenItStaysOut() {
        String include = "<xi:include xmlns:xi=\"http://www.w3.org/2001/XInclude\" parse=\"text\" href=\""
                + secret.toUri() + "\"/>";

        assertThat(Cheaply.refused(() -> desk.post(Desk.request()
                                .replace(">https://desk.example.com<", ">" + include + "<")
                                .getBytes(UTF_8)))
                        .reason()
                        .status())
                .isBetween(400, 499);
    }

    /** Makes a signature's octets. */
    @FunctionalInterface
    interface Signing {
        byte[] sign(byte[] octets) throws GeneralSecurityException;
    }

    private static byte[] signature(Signature signature, byte[] octets) throws GeneralSecurityException {
        signature.initSign(desk.key().pair().getPrivate());
        signature.update(octets);
        return signature.sign();
    }

    private static Signing rsa(String name) {
        return octets -> signature(Signature.getInstance(name), octets);
    }

    private static byte[] pss(byte[] octets) throws GeneralSecurityException {
        Signature pss = Signature.getInstance("RSASSA-PSS");
        pss.setParameter(new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, 1));
        return signature(pss, octets);
    }

    /** Everybody knows this key: it is the public one. */
    private static byte[] hmac(byte[] octets) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(desk.key().pair().getPublic().getEncoded(), "HmacSHA256"));
        return mac.doFinal(octets);
    }

    private static Arguments kind(String how, String algorithm, Signing signing) {
        return Arguments.of(Named.of(how, algorithm), signing);
    }

    static Stream<Arguments> secondKinds() {
        return Stream.of(
                kind("RSA by an ECDSA name", SignedXml.MORE + "ecdsa-sha256", rsa("SHA256withRSA")),
                kind("HMAC of the public key", SignedXml.MORE + "hmac-sha256", HostileMessagesTest::hmac),
                kind("SHA-1", "http://www.w3.org/2000/09/xmldsig#rsa-sha1", rsa("SHA1withRSA")),
                kind("SHA-1 by a better name", SignedXml.MORE + "rsa-sha256", rsa("SHA1withRSA")),
                kind("MD5", SignedXml.MORE + "rsa-md5", rsa("MD5withRSA")),
                kind("PSS", "http://www.w3.org/2007/05/xmldsig-more#sha256-rsa-MGF1", HostileMessagesTest::pss),
                kind("PSS by another name", SignedXml.MORE + "rsa-sha256", HostileMessagesTest::pss),
                kind("none", "none", octets -> octets));
    }

    /** Each is genuine of its kind: what is refused is the kind, or that it says to be of another. */
    @ParameterizedTest
    @MethodSource("secondKinds")
    void readWhenRedirectIsSignedInAnotherWayThenRefused(String algorithm, Signing signing) throws Exception {
        String signed = "SAMLRequest=" + Desk.deflated(Desk.request().getBytes(UTF_8)) + "&SigAlg="
                + URLEncoder.encode(algorithm, UTF_8);
        String value = Base64.getEncoder().encodeToString(signing.sign(signed.getBytes(UTF_8)));
        String query = signed + "&Signature=" + URLEncoder.encode(value, UTF_8);

        assertThat(Cheaply.refused(() -> desk.redirect(query)).reason()).isEqualTo(Reason.SAML_SIGNATURE_INVALID);
    }

    @Test
    void readWhenKeyIsOfACurveThenItsSignatureCounts(@TempDir Path other) throws Exception {
        Desk curve = Desk.registered(other, "required", SelfSigned.of("EC", 256));
        String message = SignedXml.with(curve.key().pair().getPrivate()).sign(Desk.request());

        assertThat(curve.post(message.getBytes(UTF_8)).verified()).isTrue();
        assertThat(Refused.by(() -> desk.post(message.getBytes(UTF_8))).reason())
                .isEqualTo(Reason.SAML_SIGNATURE_INVALID);
    }
}
