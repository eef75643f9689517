package org.latchkey.keys;

import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One block of a PEM text (RFC 7468), read as liberally as administrators paste it: on many lines, on one line as
 * {@code Constants.asp} had it, with a byte order mark, with spaces for line ends, with other text around.
 */
final class Pem {

    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN ([A-Z0-9 ]{1,40})-----(.*?)-----END \\1-----", Pattern.DOTALL);

    private final String label;
    private final byte[] der;

    private Pem(String label, byte[] der) {
        this.label = label;
        this.der = der;
    }

    /** @throws IllegalArgumentException when there is a block, but not one that can be decoded */
    static Optional<Pem> find(String text) {
        Matcher block = BLOCK.matcher(text);
        if (!block.find()) {
            return Optional.empty();
        }
        String body = block.group(2);
        if (body.contains("Proc-Type")) {
            throw new IllegalArgumentException("the key is encrypted with a passphrase; "
                    + "write it without one: openssl rsa -in key.pem -out plain.pem");
        }
        try {
            return Optional.of(new Pem(block.group(1), Base64.getDecoder().decode(body.replaceAll("\\s", ""))));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("the text between BEGIN and END is not Base64", e);
        }
    }

    /** For instance {@code RSA PRIVATE KEY}. */
    String label() {
        return label;
    }

    /** The decoded octets. */
    byte[] der() {
        return der.clone();
    }

    @Override
    public String toString() {
        return label;
    }
}
