package org.latchkey.windows;

import java.util.Arrays;

/**
 * Walks over DER (X.690) octets without copying or recursion. It knows what SPNEGO and Kerberos tokens use: one-octet tags
 * and definite lengths of up to four octets. Anything else, and any length beyond the octets that are there, is malformed.
 */
final class DerReader {

    private static final int MULTI_OCTET_TAG = 0x1F;
    private static final int LONG_LENGTH = 0x80;
    private static final int LONGEST_LENGTH = 4;

    private final byte[] octets;
    private final int end;
    private int position;

    DerReader(byte[] octets) {
        this(octets, 0, octets.length);
    }

    private DerReader(byte[] octets, int start, int end) {
        this.octets = octets;
        this.position = start;
        this.end = end;
    }

    boolean isEmpty() {
        return position == end;
    }

    /** The tag of the next element, or -1 at the end. */
    int tag() {
        return isEmpty() ? -1 : octets[position] & 0xFF;
    }

    /** Whatever is left, as octets. */
    byte[] rest() {
        return Arrays.copyOfRange(octets, position, end);
    }

    /**
     * Steps over the next element.
     *
     * @return what is in it
     * @throws MalformedToken when it has another tag, or is not there as a whole
     */
    DerReader in(int tag) {
        if (tag() != tag || (tag & MULTI_OCTET_TAG) == MULTI_OCTET_TAG) {
            throw new MalformedToken("unexpected element");
        }
        position++;
        int length = length();
        if (length > end - position) {
            throw new MalformedToken("element is cut off");
        }
        DerReader content = new DerReader(octets, position, position + length);
        position += length;
        return content;
    }

    /** Steps over the next elements until one has this tag. */
    DerReader skipTo(int tag) {
        while (tag() != tag) {
            in(tag());
        }
        return in(tag);
    }

    /** A non-negative INTEGER or ENUMERATED of up to four octets. */
    int number(int tag) {
        byte[] value = in(tag).rest();
        if (value.length == 0 || value.length > 4) {
            throw new MalformedToken("number out of range");
        }
        int number = 0;
        for (byte octet : value) {
            number = (number << 8) | (octet & 0xFF);
        }
        return number;
    }

    private int length() {
        int first = octet();
        if (first < LONG_LENGTH) {
            return first;
        }
        int count = first - LONG_LENGTH;
        if (count == 0 || count > LONGEST_LENGTH) {
            throw new MalformedToken("length is indefinite or too long");
        }
        long length = 0;
        for (int i = 0; i < count; i++) {
            length = (length << 8) | octet();
        }
        return (int) Math.min(length, Integer.MAX_VALUE);
    }

    private int octet() {
        if (isEmpty()) {
            throw new MalformedToken("length is cut off");
        }
        return octets[position++] & 0xFF;
    }

    /** The octets are not what they should be. It never leaves this package: {@link NegotiateToken} makes a refusal of it. */
    static final class MalformedToken extends RuntimeException {

        private static final long serialVersionUID = 1L;

        MalformedToken(String message) {
            super(message, null, false, false);
        }
    }
}
