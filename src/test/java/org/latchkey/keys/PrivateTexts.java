package org.latchkey.keys;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Cipher;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/** A private key in the forms in which people have it, and in those that a clipboard, a script or a mail makes of them. */
public final class PrivateTexts {

    private static final String PASSPHRASE_ALGORITHM = "PBEWithHmacSHA256AndAES_128";

    private static final byte[] PBES2 = HexFormat.of().parseHex("06092a864886f70d01050d");

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
                KeyTexts.text(
                        "OPENSSH PRIVATE KEY",
                        "openssh-key-v1\0\0\0\0\4none\0\0\0\4none".getBytes(StandardCharsets.US_ASCII)))) {
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
                body.substring(0, body.length() * 2 / 3));
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
}
