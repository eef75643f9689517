package org.latchkey.setup;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The code that opens the setup pages on the server itself: printed to Tomcat's log at each start, and good for one use.
 * 12 characters of 32, so 60 random bits.
 */
public final class SetupCode {

    private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    private final String code;
    private final AtomicBoolean used = new AtomicBoolean();

    private SetupCode(String code) {
        this.code = code;
    }

    public static SetupCode next(SecureRandom random) {
        StringBuilder text = new StringBuilder(14);
        for (int i = 0; i < 12; i++) {
            text.append(i > 0 && i % 4 == 0 ? "-" : "").append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return new SetupCode(text.toString());
    }

    /** For the one line in the log. */
    public String reveal() {
        return code;
    }

    /** Whether this is the code, which is used up then. */
    boolean redeem(String typed) {
        byte[] expected = code.getBytes(StandardCharsets.UTF_8);
        byte[] seen = typed.strip().toUpperCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8);
        return MessageDigest.isEqual(expected, seen) && used.compareAndSet(false, true);
    }

    @Override
    public String toString() {
        return "setup code";
    }
}
