package org.latchkey.keys;

import java.math.BigInteger;
import java.security.PrivateKey;
import java.security.interfaces.RSAPrivateCrtKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

/**
 * Pieces of the numbers of a private RSA key that nobody else knows, as any text with the key in it has some of them: in
 * Base64 at each of the three places at which an octet can stand, and in hexadecimal. Modulus and exponent are public.
 */
public final class PrivateParts {

    private static final int LENGTH = 24;

    private PrivateParts() {}

    public static List<String> of(PrivateKey key) {
        RSAPrivateCrtKey rsa = (RSAPrivateCrtKey) key;
        List<String> parts = new ArrayList<>();
        for (BigInteger number : List.of(
                rsa.getPrivateExponent(),
                rsa.getPrimeP(),
                rsa.getPrimeQ(),
                rsa.getPrimeExponentP(),
                rsa.getPrimeExponentQ(),
                rsa.getCrtCoefficient())) {
            parts.addAll(of(number.toByteArray()));
        }
        return parts;
    }

    private static List<String> of(byte[] number) {
        List<String> parts = new ArrayList<>();
        for (int shift = 0; shift < 3; shift++) {
            int from = shift + 1;
            byte[] octets = Arrays.copyOfRange(number, from, number.length);
            String text = Base64.getEncoder().encodeToString(octets);
            for (int at = 0; at + LENGTH < text.length() - 4; at += LENGTH) {
                String part = text.substring(at, at + LENGTH);
                parts.add(part);
                parts.add(part.replace('+', '-').replace('/', '_'));
            }
        }
        String hexadecimal = HexFormat.of().formatHex(number);
        for (int at = 2; at + 2 * LENGTH < hexadecimal.length(); at += 2 * LENGTH) {
            parts.add(hexadecimal.substring(at, at + 2 * LENGTH));
        }
        return parts;
    }
}
