package org.latchkey.directory;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/**
 * A security identifier: what Windows compares where people see a name, and what stays when a group is renamed or moved.
 *
 * @param text in the canonical form {@code S-1-5-21-…} ([MS-DTYP] 2.4.2.1)
 */
public record Sid(String text) {

    private static final Pattern FORM =
            Pattern.compile("[Ss]-1-(\\d{1,10}|0[xX][0-9a-fA-F]{12})((?:-\\d{1,10}){1,15})");

    private static final long LARGEST_PART = 0xFFFF_FFFFL;

    /** An authority of 2^32 and more is written in hexadecimal. */
    private static final long LARGEST_DECIMAL = 0xFFFF_FFFFL;

    private static final int MOST_PARTS = 15;
    private static final int HEADER_OCTETS = 8;

    /** @throws IllegalArgumentException when the text is none */
    public Sid {
        text = canonical(text);
    }

    private static String canonical(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("expected a SID, S-1-5-21-…");
        }
        String authority = matcher.group(1);
        long number = authority.length() > 10 ? Long.parseLong(authority.substring(2), 16) : Long.parseLong(authority);
        long[] parts = Arrays.stream(matcher.group(2).substring(1).split("-", -1))
                .mapToLong(Long::parseLong)
                .toArray();
        if ((authority.length() <= 10 && number > LARGEST_DECIMAL)
                || Arrays.stream(parts).anyMatch(part -> part > LARGEST_PART)) {
            throw new IllegalArgumentException("expected a SID, and a part of this one is too large");
        }
        return written(number, Arrays.stream(parts));
    }

    /**
     * As the directory stores it ([MS-DTYP] 2.4.2.2): revision, number of parts, authority (big-endian), parts
     * (little-endian).
     *
     * @throws IllegalArgumentException when the octets are none
     */
    static Sid of(byte[] octets) {
        if (octets.length < HEADER_OCTETS
                || octets[0] != 1
                || octets[1] < 1
                || octets[1] > MOST_PARTS
                || octets.length != HEADER_OCTETS + Integer.BYTES * octets[1]) {
            throw new IllegalArgumentException("expected the octets of a SID");
        }
        ByteBuffer buffer = ByteBuffer.wrap(octets);
        long authority = buffer.getLong() & 0xFFFF_FFFF_FFFFL;
        buffer.order(ByteOrder.LITTLE_ENDIAN);
        return new Sid(written(
                authority,
                LongStream.generate(() -> Integer.toUnsignedLong(buffer.getInt()))
                        .limit(octets[1])));
    }

    private static String written(long authority, LongStream parts) {
        String number = authority > LARGEST_DECIMAL ? "0x%012X".formatted(authority) : Long.toString(authority);
        return "S-1-" + number + "-" + parts.mapToObj(Long::toString).collect(Collectors.joining("-"));
    }

    /** For a search filter. */
    byte[] octets() {
        String[] words = text.split("-", -1);
        long authority = Long.decode(words[2]);
        ByteBuffer buffer = ByteBuffer.allocate(HEADER_OCTETS + Integer.BYTES * (words.length - 3));
        buffer.putLong(1L << 56 | (long) (words.length - 3) << 48 | authority).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 3; i < words.length; i++) {
            buffer.putInt(Integer.parseUnsignedInt(words[i]));
        }
        return buffer.array();
    }

    /** The last part of one that a domain gave out ([MS-DTYP] 2.4.2.4: the RID), by which its accounts name each other. */
    Optional<String> ofDomain() {
        return text.startsWith("S-1-5-21-") ? Optional.of(text.substring(text.lastIndexOf('-') + 1)) : Optional.empty();
    }

    /** Whether that domain gave it out. */
    boolean isOf(Sid domain) {
        return text.startsWith(domain.text + "-");
    }

    /** Whether this can be a group's: one of a domain, or one of those that every domain has (Administrators, Users …). */
    boolean mayBeGroup() {
        return text.startsWith("S-1-5-21-") || text.startsWith("S-1-5-32-");
    }

    @Override
    public String toString() {
        return text;
    }
}
