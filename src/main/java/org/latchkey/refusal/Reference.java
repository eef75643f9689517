package org.latchkey.refusal;

import java.security.SecureRandom;
import java.util.Locale;
import java.util.Optional;

/**
 * The number by which a person on the telephone and an administrator mean the same request: eight characters in two groups,
 * without the letters that are easily taken for digits (Crockford's Base32). 40 random bits: not a secret, only unlikely to
 * meet another one within an audit file.
 */
public record Reference(String text) {

    private static final char[] ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ".toCharArray();

    public static Reference next(SecureRandom random) {
        long bits = random.nextLong();
        StringBuilder text = new StringBuilder(9);
        for (int i = 0; i < 8; i++) {
            if (i == 4) {
                text.append('-');
            }
            text.append(ALPHABET[(int) (bits >>> (5 * i)) & 31]);
        }
        return new Reference(text.toString());
    }

    /**
     * Reads a number as people type it from a page: in any letter case, with any separators, and with the letters that look
     * like digits.
     */
    public static Optional<Reference> typed(String text) {
        String plain = text.toUpperCase(Locale.ROOT)
                .replaceAll("[^0-9A-Z]", "")
                .replace('O', '0')
                .replace('I', '1')
                .replace('L', '1');
        return plain.matches("[0-9A-HJKMNP-TV-Z]{8}")
                ? Optional.of(new Reference(plain.substring(0, 4) + "-" + plain.substring(4)))
                : Optional.empty();
    }

    @Override
    public String toString() {
        return text;
    }
}
