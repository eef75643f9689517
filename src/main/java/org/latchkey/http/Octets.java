package org.latchkey.http;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.latchkey.refusal.Reason;
import org.latchkey.refusal.Refusal;

/**
 * A parameter's value as the octets that were sent, whatever they mean: {@code state} and {@code RelayState} must come back
 * unchanged, even where they are not UTF-8.
 *
 * @param latin1 one character for each octet
 */
public record Octets(String latin1) {

    /** URLDecoder takes {@code %+1} for an octet, and what is no octet at all as it is. */
    private static final Pattern UNDECODABLE = Pattern.compile("%(?![0-9A-Fa-f]{2})|[^\\x00-\\xFF]");

    static Octets percentDecoded(String raw) {
        if (UNDECODABLE.matcher(raw).find()) {
            throw new Refusal(Reason.QUERY_MALFORMED).with("percent-encoding", "incomplete or not hexadecimal");
        }
        return new Octets(URLDecoder.decode(raw, StandardCharsets.ISO_8859_1));
    }

    public boolean isEmpty() {
        return latin1.isEmpty();
    }

    public int length() {
        return latin1.length();
    }

    /** As {@code application/x-www-form-urlencoded}: exactly these octets again when decoded. */
    public String encoded() {
        return URLEncoder.encode(latin1, StandardCharsets.ISO_8859_1);
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
