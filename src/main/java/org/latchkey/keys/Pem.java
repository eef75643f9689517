package org.latchkey.keys;

import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One block of a PEM text (RFC 7468), read as liberally as administrators paste it: on many lines, on one line as
 * {@code Constants.asp} had it, with a byte order mark, with spaces for line ends, with other text around.
 *
 * @param label for instance {@code RSA PRIVATE KEY}
 * @param der the decoded octets
 */
record Pem(String label, byte[] der) {

    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN ([A-Z0-9 ]{1,40})-----(.*?)-----END \\1-----", Pattern.DOTALL);

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

    @Override
    public String toString() {
        return label;
    }
}
