package org.latchkey.saml;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javax.crypto.spec.SecretKeySpec;
import javax.xml.crypto.dsig.CanonicalizationMethod;
import javax.xml.crypto.dsig.Transform;
import javax.xml.crypto.dsig.XMLSignature;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.latchkey.http.Refused;
import org.latchkey.keys.SelfSigned;
import org.latchkey.refusal.Reason;
import org.latchkey.refusal.Refusal;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * Requests that have to be signed, with a genuine signature that covers something else, or with one that is worth nothing
 * (Somorovsky and others, "On Breaking SAML: Be Whoever You Want to Be", 2012).
 */
final class SignatureWrappingTest {

    private static final String EVIL = "https://evil.example/acs";
    private static final String PROTOCOL = "urn:oasis:names:tc:SAML:2.0:protocol";

    @TempDir
    static Path folder;

    private static Desk desk;
    private static SignedXml signer;

    @BeforeAll
    static void register() {
        desk = Desk.registered(folder, "required");
        signer = SignedXml.with(desk.key().pair().getPrivate());
    }

    @Test
    void readWhenSignedThenVerified() throws Exception {
        assertThat(desk.post(signer.sign(Desk.request()).getBytes(UTF_8)).verified())
                .isTrue();
    }

    private static Named<Consumer<Document>> wrapped(String how, Consumer<Document> change) {
        return Named.of(how, change);
    }

    static Stream<Named<Consumer<Document>>> wrappings() {
        return Stream.of(
                wrapped("XSW1: the original in Extensions, its signature in the new root", document -> {
                    Element root = evil(document, "_evil");
                    Element original = original(root);
                    root.insertBefore(signature(original), root.getFirstChild().getNextSibling());
                    root.appendChild(element(root, "Extensions")).appendChild(original);
                }),
                wrapped("XSW2: the original in an Object of its own signature", document -> {
                    Element root = evil(document, "_evil");
                    Element original = original(root);
                    Element signature = signature(original);
                    root.insertBefore(signature, root.getFirstChild().getNextSibling());
                    object(signature).appendChild(original);
                }),
                wrapped("the same, with the ID twice", document -> {
                    Element root = evil(document, "_good");
                    Element original = original(root);
                    Element signature = signature(original);
                    root.insertBefore(signature, root.getFirstChild().getNextSibling());
                    object(signature).appendChild(original);
                }),
                wrapped("the original in Extensions with the ID twice", document -> {
                    Element root = evil(document, "_good");
                    Element original = original(root);
                    root.insertBefore(signature(original), root.getFirstChild().getNextSibling());
                    root.appendChild(element(root, "Extensions")).appendChild(original);
                }),
                wrapped("the original in Extensions with its own signature", document -> {
                    Element root = evil(document, "_evil");
                    root.appendChild(element(root, "Extensions")).appendChild(original(root));
                }),
                wrapped("the signature within Extensions", document -> {
                    Element root = evil(document, "_good");
                    root.appendChild(element(root, "Extensions")).appendChild(signature(original(root)));
                }),
                wrapped("the signature within the Issuer", document -> {
                    Element root = evil(document, "_good");
                    root.getFirstChild().appendChild(signature(original(root)));
                }),
                wrapped("two signatures, the genuine one last", document -> {
                    Element root = document.getDocumentElement();
                    root.setAttribute("AssertionConsumerServiceURL", EVIL);
                    root.appendChild(signature(root).cloneNode(true));
                }),
                wrapped("the original as a second root's child, its ID in xml:id", document -> {
                    Element root = evil(document, "_evil");
                    Element original = original(root);
                    root.setAttributeNS("http://www.w3.org/XML/1998/namespace", "xml:id", "_good");
                    root.insertBefore(signature(original), root.getFirstChild().getNextSibling());
                    root.appendChild(element(root, "Extensions")).appendChild(original);
                }));
    }

    /** Makes a copy of the signed request the root: it asks for the answer at another place. */
    private static Element evil(Document document, String id) {
        Element original = document.getDocumentElement();
        Element root = (Element) original.cloneNode(true);
        root.removeChild(signature(root));
        root.setAttribute("ID", id);
        root.setAttribute("AssertionConsumerServiceURL", EVIL);
        document.replaceChild(root, original);
        root.setUserData("original", original, null);
        return root;
    }

    private static Element original(Element root) {
        return (Element) root.getUserData("original");
    }

    private static Element signature(Element parent) {
        return (Element)
                parent.getElementsByTagNameNS(XMLSignature.XMLNS, "Signature").item(0);
    }

    private static Element element(Element root, String name) {
        return root.getOwnerDocument().createElementNS(PROTOCOL, "samlp:" + name);
    }

    private static Node object(Element signature) {
        return signature.appendChild(signature.getOwnerDocument().createElementNS(XMLSignature.XMLNS, "ds:Object"));
    }

    @ParameterizedTest
    @MethodSource("wrappings")
    void readWhenSignatureCoversAnotherElementThenRefused(Consumer<Document> wrapping) throws Exception {
        Document document = SignedXml.parse(signer.sign(Desk.request()));
        wrapping.accept(document);
        Refusal refusal = Refused.by(() -> desk.post(SignedXml.text(document).getBytes(UTF_8)));

        assertThat(refusal.reason())
                .isIn(Reason.SAML_SIGNATURE_INVALID, Reason.SAML_SIGNATURE_MISSING, Reason.SAML_MESSAGE_MALFORMED);
    }

    private static Named<SignedXml> signed(String how, SignedXml signer) {
        return Named.of(how, signer);
    }

    static Stream<Named<SignedXml>> worthless() {
        SelfSigned stranger = SelfSigned.named("desk.example.com");
        byte[] certificate = desk.key().certificate().getPublicKey().getEncoded();
        String sha1 = "http://www.w3.org/2000/09/xmldsig#";
        return Stream.of(
                signed(
                        "another key of the same name",
                        SignedXml.with(stranger.pair().getPrivate())),
                signed("SHA-1", signer.by(signer.key(), sha1 + "rsa-sha1").digested(sha1 + "sha1")),
                signed("SHA-1 in the signature", signer.by(signer.key(), sha1 + "rsa-sha1")),
                signed("SHA-1 in the digest", signer.digested(sha1 + "sha1")),
                signed(
                        "HMAC keyed with the public key",
                        signer.by(new SecretKeySpec(certificate, "HmacSHA256"), SignedXml.MORE + "hmac-sha256")),
                signed("inclusive canonicalization", signer.canonicalized(CanonicalizationMethod.INCLUSIVE)),
                signed("two references", signer.referring("#_good", "#_good")),
                signed("three transforms", signer.transformed(Transform.ENVELOPED, Transform.ENVELOPED, EXC)));
    }

    private static final String EXC = SignedXml.EXCLUSIVE;

    @ParameterizedTest
    @MethodSource("worthless")
    void readWhenSignatureIsWorthNothingThenRefused(SignedXml worthless) throws Exception {
        String message = worthless.sign(Desk.request());
        Refusal refusal = Refused.by(() -> desk.post(message.getBytes(UTF_8)));

        assertThat(refusal.reason()).isEqualTo(Reason.SAML_SIGNATURE_INVALID);
    }

    static List<Named<String>> spoilt() throws Exception {
        String message = signer.sign(Desk.request());
        String key = "<ds:KeyInfo><ds:KeyName>desk</ds:KeyName></ds:KeyInfo>";
        return List.of(
                Named.of("stripped", message.replaceAll("(?s)<ds:Signature .*</ds:Signature>", "")),
                Named.of("attribute added", message.replace(" Version=", " ForceAuthn=\"true\" Version=")),
                Named.of("place changed", message.replace(Desk.CONSUMER, EVIL)),
                Named.of(
                        "element added",
                        message.replace("</samlp:AuthnRequest>", "<samlp:Scoping/></samlp:AuthnRequest>")),
                Named.of("value emptied", message.replaceAll("(<ds:SignatureValue>)[^<]*", "$1")),
                Named.of(
                        "value of zeros",
                        message.replaceAll("(<ds:SignatureValue>)[^<]*", "$1" + "A".repeat(342) + "==")),
                Named.of("digest emptied", message.replaceAll("(<ds:DigestValue>)[^<]*", "$1")),
                Named.of("no references", message.replaceAll("(?s)<ds:Reference.*</ds:Reference>", "")),
                Named.of("empty signature", message.replaceAll("(?s)<ds:SignedInfo>.*</ds:SignatureValue>", "")),
                Named.of("unknown algorithm", message.replace("#rsa-sha256", "#none")),
                Named.of("another transform", message.replaceFirst("#enveloped-signature", "#base64")),
                Named.of("reference to a file", message.replace("\"#_good\"", "\"file:///etc/passwd\"")),
                Named.of("reference by XPointer", message.replace("\"#_good\"", "\"#xpointer(/)\"")),
                Named.of(
                        "key info added, and nothing else",
                        message.replace("</ds:SignatureValue>", "</ds:SignatureValue>" + key)
                                .replace("_good\" IssueInstant", "_other\" IssueInstant")));
    }

    @ParameterizedTest
    @MethodSource("spoilt")
    void readWhenSignedMessageIsSpoiltThenRefused(String message) {
        Refusal refusal = Refused.by(() -> desk.post(message.getBytes(UTF_8)));

        assertThat(refusal.reason())
                .isIn(Reason.SAML_SIGNATURE_INVALID, Reason.SAML_SIGNATURE_MISSING, Reason.SAML_MESSAGE_MALFORMED);
    }

    static List<Named<String>> split() throws Exception {
        String subject = "<saml:Subject><saml:NameID>ada@corp.example.com</saml:NameID></saml:Subject>";
        String signed = signer.sign(Desk.request("", subject));
        return List.of(
                Named.of("Issuer", signed.replace("desk.example.com</", "desk.<!-- a -->example.com</")),
                Named.of("Issuer, cut off", signed.replace("desk.example.com</", "desk.example.com<!-- a -->.evil</")),
                Named.of("NameID", signed.replace("ada@corp.example.com", "ada@corp<!---->.example.com")));
    }

    /** Canonicalization drops comments, so the signature still fits, and some readers stop at them (CVE-2018-0489). */
    @ParameterizedTest
    @MethodSource("split")
    void readWhenCommentSplitsAValueThenMalformed(String message) {
        assertThat(Refused.by(() -> desk.post(message.getBytes(UTF_8))).reason())
                .isEqualTo(Reason.SAML_MESSAGE_MALFORMED);
    }
}
