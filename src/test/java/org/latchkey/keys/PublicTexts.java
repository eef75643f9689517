package org.latchkey.keys;

import java.security.KeyPair;
import java.util.Base64;
import java.util.List;

/** A public key in the forms that mails, forms and scripts make of it. */
public final class PublicTexts {

    private PublicTexts() {}

    public static List<String> of(KeyPair pair) {
        byte[] spki = pair.getPublic().getEncoded();
        String pem = KeyTexts.text("PUBLIC KEY", spki);
        String body = Base64.getEncoder().encodeToString(spki);
        return List.of(
                Base64.getUrlEncoder().encodeToString(spki),
                body.replace("+", "%2B").replace("/", "%2f"),
                "> " + pem.replace("\n", "\n> "),
                "the key: " + body,
                pem.replace("BEGIN PUBLIC KEY", "begin public key"),
                body.replaceAll(".{20}", "$0\u200E\u00AD\u2060"),
                body.replaceAll(".{20}", "$0\u202F"));
    }
}
