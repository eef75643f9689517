package org.latchkey.keys;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import javax.crypto.Cipher;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/** A private key in the forms in which people have it, and in those that a clipboard, a script or a mail makes of them. */
public final class PrivateTexts {

    private static final String PASSPHRASE_ALGORITHM = "PBEWithHmacSHA256AndAES_128";

    private static final byte[] PBES2 = HexFormat.of().parseHex("06092a864886f70d01050d");

    private static final List<String> WORDS = List.of(
            "",
            "7KQ2-M4XD",
            "<p>It does not work.</p><q>Session expired</q>",
            "<p>SessionExpiredSessionExpiredSessionExpiredSessionExpired</p>",
            "send to private e-mail",
            "end the session and open a private window",
            "Frontend private network error",
            "Drag coefficient: 0.3",
            "id: 0123456789012345678901234567890123456789",
            "&amp;#60;",
            "\\u0000 \"' ' % &# &#; &#999;",
            "Signature validation failed: RSA signature did not match",
            "https://acme.myfreshworks.com/sp/OIDC/1/implicit?state=s&id_token=eyJhbGciOiJSUzI1NiIsInR5cCI6IkpXVCJ9.e.s",
            "https://sso.corp.example.com/latchkey/saml/sso?SAMLRequest=fVLLTsMwELzzFVHuTeI0bamVRooKiEoFqrbAgQtynA1YOHawNzz%2BHjsFUSTo",
            "MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEA",
            "MIIMIIMIIMIIMIIMIIMIIMIIMIIMIIMIIMIIMIIMIIMIIMII");

    private PrivateTexts() {}

    /** Each holds as much of the key as matters. */
    public static List<String> of(KeyPair rsa) {
        byte[] pkcs8 = rsa.getPrivate().getEncoded();
        byte[] pkcs1 = KeyTexts.pkcs1Octets(rsa.getPrivate());
        List<String> texts = new ArrayList<>();
        for (String pem : List.of(
                KeyTexts.pkcs8(rsa.getPrivate()),
                KeyTexts.pkcs1(rsa.getPrivate()),
                KeyTexts.text("ENCRYPTED PRIVATE KEY", encrypted(rsa)),
                KeyTexts.text(
                        "EC PRIVATE KEY", KeyTexts.pair("EC", 256).getPrivate().getEncoded()),
                KeyTexts.text("OPENSSH PRIVATE KEY", "openssh-key-v1\0\0\0\0\4none\0\0\0\4none".getBytes(US_ASCII)))) {
            texts.addAll(forms(pem));
        }
        texts.add(Base64.getUrlEncoder().encodeToString(pkcs8));
        texts.add(HexFormat.of().formatHex(pkcs8));
        texts.add(HexFormat.ofDelimiter(":").withUpperCase().formatHex(pkcs1));
        texts.add("{\"kty\":\"RSA\",\"n\":\"AQAB\",\"d\":\""
                + Base64.getUrlEncoder().encodeToString(pkcs1) + "\"}");
        texts.add(
                "<RSAKeyValue><Modulus>AQAB</Modulus><D>" + Base64.getEncoder().encodeToString(pkcs1) + "</D>");
        texts.add("PuTTY-User-Key-File-3: ssh-rsa\nPrivate-Lines: 14\n"
                + Base64.getEncoder().encodeToString(pkcs1));
        texts.addAll(encoded(rsa, pkcs8, pkcs1));
        texts.addAll(named(Base64.getEncoder().encodeToString(pkcs1)));
        texts.add("privateExponent:\n    00:" + HexFormat.ofDelimiter(":").formatHex(pkcs1));
        return texts;
    }

    private static List<String> forms(String pem) {
        String body = pem.replaceAll("-----[^-]*-----|\\s", "");
        return List.of(
                pem,
                pem.replace("\n", "\r\n"),
                pem.replace("\n", ""),
                pem.replace("\n", " "),
                pem.replace("\n", "\\n"),
                pem.replace("\n", "\\r\\n"),
                "sRSAPrivateKey = \"" + pem.replace("\n", "") + "\"",
                "https://sso.corp.example.com/latchkey/jwt/helpdesk?state="
                        + pem.replace("\n", "%0A").replace(" ", "%20"),
                pem.substring(0, pem.length() / 2),
                pem.substring(pem.length() / 2),
                pem.replace('-', '\u2014'),
                body,
                "My key: " + body,
                "mykey" + body,
                body.replaceAll(".{64}", "$0\n"),
                body.substring(0, body.length() * 2 / 3),
                pem.replace("", "\0"),
                body.replaceAll(".{4}", "$0\u00AD"),
                body.replaceAll(".{4}", "$0\u2060\u200E"),
                body.replaceAll(".{4}", "$0\u2028"),
                body.replaceAll(".{4}", "$0\u202F"),
                body.replaceAll(".{4}", "$0&shy;").replace("&shy;", "&#173;"),
                "\"" + body.replaceAll(".{8}", "$0\" & _\n    \""),
                "k = \"" + body.replaceAll(".{8}", "$0\"\nk = k & vbCrLf & \"") + "\"",
                "['" + body.replaceAll(".{8}", "$0',\n'") + "']",
                body.replaceAll(".{8}", "$0 & _\n"),
                "> " + body.replaceAll(".{8}", "$0<br>\n> "));
    }

    /** The octets in other clothes. */
    private static List<String> encoded(KeyPair rsa, byte[] pkcs8, byte[] pkcs1) {
        List<String> texts = new ArrayList<>();
        for (byte[] der : List.of(
                pkcs8,
                pkcs1,
                encrypted(rsa),
                KeyTexts.pair("EC", 256).getPrivate().getEncoded(),
                KeyTexts.pair("Ed25519", 255).getPrivate().getEncoded(),
                HexFormat.of().parseHex("308002010330800609" + "2a864886f70d010701a0802480048203e8308006092a"))) {
            texts.add(Base64.getEncoder().encodeToString(der));
            for (HexFormat format : List.of(
                    HexFormat.of(),
                    HexFormat.ofDelimiter("-"),
                    HexFormat.ofDelimiter(", ").withPrefix("0x"),
                    HexFormat.ofDelimiter(",").withPrefix("&H").withUpperCase(),
                    HexFormat.ofDelimiter("").withPrefix("\\x"))) {
                texts.add(format.formatHex(der));
            }
        }
        String pem = KeyTexts.pkcs8(rsa.getPrivate());
        String openSsh = Base64.getEncoder().encodeToString("openssh-key-v1\0\0\0\0\4none".getBytes(US_ASCII));
        for (String text : List.of(pem, "Bag Attributes\n" + pem, "x" + pem, openSsh, "x" + openSsh, "xy" + openSsh)) {
            texts.add(Base64.getMimeEncoder().encodeToString(text.getBytes(US_ASCII)));
        }
        texts.add("/u3+7QAAAAIAAAABAAAAAQAIaGVscGRlc2sAAAGM");
        texts.add(pem.replaceFirst(".*\n", ""));
        texts.add("BEGIN PRIVATE KEY-----");
        texts.add(pem.toLowerCase(Locale.ROOT));
        return texts;
    }

    /** Where the value has a name. */
    private static List<String> named(String value) {
        return List.of(
                "RSA Private-Key: (2048 bit, 2 primes)",
                "ED25519 Private-Key:\npriv:\n    1b:2c",
                "priv:\n    1b:2c:3d",
                "prime1:\n    00:d3:1f",
                "exponent1: 0x4ad3",
                "coefficient:\n    6f:31",
                "{\\\"d\\\":\\\"" + value,
                "{'d': '" + value,
                "{d: \"" + value,
                "d: " + value,
                "%7B%22d%22%3A%22" + value.replace("+", "%2B"),
                "<ds:D>" + value,
                "<D xmlns=\"http://www.w3.org/2002/03/xkms#\">\n  " + value.replaceAll(".{32}", "$0\n "),
                "&lt;D&gt;" + value);
    }

    /** {@code EncryptedPrivateKeyInfo} by PBES2 (RFC 5958, 3; RFC 8018, A.4), as {@code openssl genpkey -aes128} writes it. */
    private static byte[] encrypted(KeyPair pair) {
        try {
            Cipher cipher = Cipher.getInstance(PASSPHRASE_ALGORITHM);
            cipher.init(
                    Cipher.ENCRYPT_MODE,
                    SecretKeyFactory.getInstance(PASSPHRASE_ALGORITHM)
                            .generateSecret(new PBEKeySpec("passphrase".toCharArray())));
            byte[] algorithm = Der.join(PBES2, cipher.getParameters().getEncoded());
            byte[] sealed = cipher.doFinal(pair.getPrivate().getEncoded());
            return Der.encode(0x30, Der.join(Der.encode(0x30, algorithm), Der.encode(0x04, sealed)));
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What holds no private key, and may look as if it did. */
    public static List<String> harmless() {
        KeyPair pair = KeyTexts.rsa(2048);
        SelfSigned self = SelfSigned.named("sso.corp.example.com");
        byte[] spki = pair.getPublic().getEncoded();
        byte[] request = request(KeyTexts.pair("EC", 256));
        List<String> texts = new ArrayList<>(WORDS);
        texts.addAll(List.of(
                KeyTexts.text("PUBLIC KEY", spki),
                Base64.getEncoder().encodeToString(spki),
                KeyTexts.text("RSA PUBLIC KEY", PublicPartTest.pkcs1(pair)),
                Base64.getEncoder().encodeToString(PublicPartTest.pkcs1(pair)),
                KeyTexts.text("CERTIFICATE REQUEST", request(pair)),
                Base64.getEncoder().encodeToString(request),
                HexFormat.of().formatHex(request),
                Base64.getEncoder().encodeToString(self.certificateText().getBytes(US_ASCII)),
                self.certificateText(),
                self.certificateText().replaceAll("-----[^-]*-----|\\s", "")));
        return texts;
    }

    /** A request for a certificate (RFC 2986, 4.1), whose first part begins with a version as private keys do. */
    private static byte[] request(KeyPair pair) {
        byte[] name = HexFormat.of().parseHex("300d310b3009060355040613024445");
        byte[] key = Der.join(pair.getPublic().getEncoded(), new byte[] {(byte) 0xA0, 0});
        byte[] info = Der.encode(0x30, Der.join(Der.join(new byte[] {2, 1, 0}, name), key));
        byte[] algorithm = HexFormat.of().parseHex("300a06082a8648ce3d040302");
        return Der.encode(0x30, Der.join(Der.join(info, algorithm), Der.encode(0x03, new byte[72])));
    }
}
