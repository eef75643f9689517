package org.latchkey.saml;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.regex.Pattern;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.latchkey.refusal.Reason;
import org.latchkey.refusal.Refusal;

/**
 * The encodings of both bindings: Base64 (RFC 4648, line breaks tolerated) and raw DEFLATE (RFC 1951). Nothing is inflated
 * beyond the longest message, whatever its compressed length promises.
 */
final class Inflation {

    /** A signed request with a certificate of 4096 bits takes a tenth of this. */
    static final int LONGEST_MESSAGE = 64 * 1024;

    private static final Pattern BASE64 = Pattern.compile("[A-Za-z0-9+/=\\r\\n]*+");

    private Inflation() {}

    /** @throws Refusal {@link Reason#SAML_MESSAGE_MALFORMED} */
    static byte[] base64(String text) {
        try {
            return Base64.getMimeDecoder().decode(strict(text));
        } catch (IllegalArgumentException e) {
            throw MessageRules.malformed("not Base64");
        }
    }

    /** The decoder for line breaks skips whatever it does not know, too: then two readers read two messages. */
    private static byte[] strict(String text) {
        if (!BASE64.matcher(text).matches()) {
            throw MessageRules.malformed("not Base64");
        }
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    /**
     * Inflates.
     *
     * @throws Refusal {@link Reason#SAML_MESSAGE_TOO_LARGE}, {@link Reason#SAML_MESSAGE_MALFORMED}
     */
    static byte[] inflated(byte[] deflated) {
        byte[] message = new byte[LONGEST_MESSAGE + 1];
        Inflater inflater = new Inflater(true);
        try {
            inflater.setInput(deflated);
            int length = 0;
            while (!inflater.finished() && length < message.length) {
                int read = inflater.inflate(message, length, message.length - length);
                if (read == 0 && !inflater.finished()) {
                    throw MessageRules.malformed("DEFLATE ends early");
                }
                length += read;
            }
            return Arrays.copyOf(message, requireAtMostLongest(length));
        } catch (DataFormatException e) {
            throw MessageRules.malformed("not DEFLATE");
        } finally {
            inflater.end();
        }
    }

    static int requireAtMostLongest(int length) {
        if (length > LONGEST_MESSAGE) {
            throw new Refusal(Reason.SAML_MESSAGE_TOO_LARGE).with("longest", Integer.toString(LONGEST_MESSAGE));
        }
        return length;
    }
}
