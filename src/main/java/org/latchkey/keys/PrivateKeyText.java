package org.latchkey.keys;

import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Recognises a private key in what somebody pasted, whole or cut, so that it is not looked at any further. The browser does the
 * same before anything is sent ({@code secrets.js}); this is for browsers without scripts.
 */
public final class PrivateKeyText {

    /** PEM labels, OpenSSH, PuTTY, {@code openssl rsa -text}, JWK (RFC 7518, 6.3.2), XML (XKMS, RSAKeyPair). */
    private static final Pattern WORDS =
            Pattern.compile("(?i)(?:BEGIN|END)[\\w\\s%+\\\\]{0,60}PRIVATE|openssh-key-v1|b3BlbnNzaC1rZXktdjE"
                    + "|PuTTY-User-Key-File|Private-Lines|privateExponent|\"d\"\\s*:\\s*\"[\\w-]{40}"
                    + "|<(?:D|P|Q|DP|DQ|InverseQ)>");

    private static final Pattern BETWEEN = Pattern.compile("\\\\[rn]|%0[AaDd]|[\\s\"'\\\\:\u00A0\u200B\uFEFF]");

    /** As much Base64 as the beginning of a key needs; DER's SEQUENCE always begins with an M. */
    private static final Pattern BASE64 = Pattern.compile("M(?=([A-Za-z0-9+/_-]{31}))");

    private static final Pattern HEXADECIMAL = Pattern.compile("(?i)3082[0-9a-f]{4}02010[013](?:02|04|30)");

    /** PKCS#5 and PKCS#12, by which a PKCS#8 key is encrypted (RFC 8018, C; RFC 7292, D). */
    private static final Pattern ENCRYPTED =
            Pattern.compile("30(?:..|81..|82....)30(?:..|81..)06..2a864886f70d01(?:05|0c).*");

    /**
     * What nothing public begins with: a version, where the modulus, an algorithm or a certificate would stand. PKCS#1 and
     * PKCS#8 have 0 or 1, an EC key (RFC 5915) has 1, PKCS#12 has 3.
     */
    private static final Pattern VERSIONED =
            Pattern.compile("30(?:[0-7].|81..|82....|83......)02010[013](?:02|04|30).*");

    private PrivateKeyText() {}

    public static boolean isIn(String text) {
        if (WORDS.matcher(text).find()) {
            return true;
        }
        String dense = BETWEEN.matcher(text.replaceAll("(?i)%2B", "+").replaceAll("(?i)%2F", "/"))
                .replaceAll("");
        Matcher start = BASE64.matcher(dense);
        while (start.find()) {
            if (isBeginning("M" + start.group(1))) {
                return true;
            }
        }
        return HEXADECIMAL.matcher(dense).find();
    }

    private static boolean isBeginning(String base64) {
        byte[] octets = Base64.getDecoder().decode(base64.replace('-', '+').replace('_', '/'));
        String hexadecimal = HexFormat.of().formatHex(octets);
        return VERSIONED.matcher(hexadecimal).matches()
                || ENCRYPTED.matcher(hexadecimal).matches();
    }
}
