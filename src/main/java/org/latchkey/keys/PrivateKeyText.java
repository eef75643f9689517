package org.latchkey.keys;

import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Recognises a private key in what somebody pasted, whole or cut, so that it is not looked at any further. The browser does the
 * same before anything is sent ({@code keytext.js}); this is for browsers without scripts.
 */
public final class PrivateKeyText {

    private static final String DASHES = "[-\u2010-\u2015\u2212\uFE58\uFE63\uFF0D]{2}";

    /** Of a PEM file, whose spaces a form made to plus signs. */
    private static final String LABEL = "(?:BEGIN|END)[\\s\\w+\\\\]{0,60}PRIVATE[\\s_+\\\\]{0,4}KEY";

    /** PEM labels, OpenSSH, PuTTY, {@code openssl -text}. */
    private static final Pattern WORDS = Pattern.compile("(?i)" + DASHES + "\\s*" + LABEL + "|" + LABEL
            + "(?:\\sBLOCK)?\\s*" + DASHES + "|openssh-key-v1|PuTTY-User-Key-File|Private-Lines|privateExponent"
            + "|Private-Key:|(?<![a-z0-9_])priv:"
            + "|(?:prime[12]|exponent[12]|coefficient)\\s*[:=]\\s*(?:0x)?[0-9a-f]{2}[:\\s]?[0-9a-f]{2}");

    /** The private value of a JWK (RFC 7518, 6.2.2 and 6.3.2), in whatever quotes. */
    private static final Pattern JWK =
            Pattern.compile("(?<![A-Za-z0-9_.-])d\\\\*[\"']?\\s*:\\s*\\\\*[\"']?[A-Za-z0-9_+/-]{40}");

    /** Of .NET and XKMS. */
    private static final Pattern XML =
            Pattern.compile("<(?:[A-Za-z]\\w{0,20}:)?(?:D|P|Q|DP|DQ|InverseQ)(?:\\s[^<>]{0,200})?>"
                    + "(?:\\s*<!\\[CDATA\\[)?(?:\\s*[A-Za-z0-9+/]){40}");

    /**
     * What stands in Base64 at each of its three places: {@code openssh-key-v1}, and that in Base64 again; {@code PRIVATE KEY},
     * which a public key's file has not; and how a Java key store begins.
     */
    private static final Pattern INSIDE = Pattern.compile("b3BlbnNzaC1rZXktdj|9wZW5zc2gta2V5LXYx|vcGVuc3NoLWtleS12M"
            + "|YjNCbGJuTnphQzFyWlhrdGRqR|IzQmxibk56YUMxclpYa3Rkak|iM0JsYm5OemFDMXJaWGt0ZGpF"
            + "|UFJJVkFURSBLRV|BSSVZBVEUgS0VZ|QUklWQVRFIEtFW|[/_]u3[+-]7QAA|zs7OzgAAAA");

    /** As much Base64 as the beginning of a key needs; DER's SEQUENCE always begins with an M. */
    private static final Pattern BASE64 = Pattern.compile("M(?=([A-Za-z0-9+/_-]{31}))");

    /** PKCS#5 and PKCS#12, by which a PKCS#8 key is encrypted (RFC 8018, C; RFC 7292, D). */
    private static final String ENCRYPTED = "30(?:..|80|81..|82....)30(?:..|80|81..)06..2a864886f70d01(?:05|0c)";

    /**
     * What nothing public begins with: a version, where the modulus or a certificate would stand, and behind it no name, as a
     * request for a certificate has. PKCS#1 and PKCS#8 have 0 or 1, an EC key (RFC 5915) has 1, PKCS#12 has 3.
     */
    private static final String VERSIONED =
            "30(?:[0-7].|80|81..|82....|83......)02010[013](?:02|04|30(?:..|80|81..|82....|83......)06)";

    private static final Pattern START = Pattern.compile(VERSIONED + "|" + ENCRYPTED);
    private static final Pattern HEXADECIMAL = Pattern.compile("(?i)" + START + "|feedfeed000000|cececece000000");

    private PrivateKeyText() {}

    public static boolean isIn(String text) {
        String plain = PastedText.plain(text);
        return WORDS.matcher(plain).find()
                || JWK.matcher(plain).find()
                || XML.matcher(plain).find()
                || PastedText.joined(plain).stream().anyMatch(PrivateKeyText::isEncodedIn);
    }

    private static boolean isEncodedIn(String plain) {
        String dense = PastedText.base64(plain);
        if (INSIDE.matcher(dense).find()) {
            return true;
        }
        Matcher start = BASE64.matcher(dense);
        while (start.find()) {
            if (isBeginning("M" + start.group(1))) {
                return true;
            }
        }
        return HEXADECIMAL.matcher(PastedText.hexadecimal(plain)).find();
    }

    private static boolean isBeginning(String base64) {
        byte[] octets = Base64.getDecoder().decode(base64.replace('-', '+').replace('_', '/'));
        return START.matcher(HexFormat.of().formatHex(octets)).lookingAt();
    }
}
