package org.latchkey.http;

import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Pattern;
import org.latchkey.refusal.Reason;
import org.latchkey.refusal.Refusal;

/**
 * A parameter's value as the octets that were sent, whatever they mean: {@code state} and {@code RelayState} must come back
 * unchanged, even where they are not UTF-8.
 *
 * @param latin1 one character for each octet
 * @param encoded as a value in a query, percent-encoded
 */
public record Octets(String latin1, String encoded) {

    /** URLDecoder takes {@code %+1} for an octet, and what is no octet at all as it is. */
    private static final Pattern UNDECODABLE = Pattern.compile("%(?![0-9A-Fa-f]{2})|[^\\x00-\\xFF]");

    /** What may not be repeated as it was sent. A percent sign may: behind it are two hexadecimal digits. */
    private static final Pattern UNSAFE = Pattern.compile("[^A-Za-z0-9._~*+%-]");

    static Octets percentDecoded(String raw) {
        if (UNDECODABLE.matcher(raw).find()) {
            throw new Refusal(Reason.QUERY_MALFORMED).with("percent-encoding", "incomplete or not hexadecimal");
        }
        return new Octets(URLDecoder.decode(raw, StandardCharsets.ISO_8859_1), encoded(raw));
    }

    /** Else as it was sent: some take a plus sign for a space and some do not, and each gets back what he sent. */
    private static String encoded(String raw) {
        return UNSAFE.matcher(raw)
                .replaceAll(unsafe -> String.format(
                        Locale.ROOT, "%%%02X", (int) unsafe.group().charAt(0)));
    }

    public boolean isEmpty() {
        return latin1.isEmpty();
    }

    public int length() {
        return latin1.length();
    }

    /**
     * As text.
     *
     * @throws Refusal {@link Reason#QUERY_MALFORMED} when the octets are not UTF-8
     */
    public String text() {
        try {
            byte[] octets = latin1.getBytes(StandardCharsets.ISO_8859_1);
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(octets))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new Refusal(Reason.QUERY_MALFORMED).with("charset", "not UTF-8");
        }
    }

    /** A typed password passes through here, too. */
    @Override
    public String toString() {
        return length() + " octets";
    }
}
