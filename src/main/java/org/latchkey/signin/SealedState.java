package org.latchkey.signin;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.latchkey.refusal.Reason;
import org.latchkey.refusal.Refusal;

/**
 * What must survive a sign-in, carried by the browser in one sealed token: AES-256-GCM (NIST SP 800-38D) under a key that
 * never leaves the server, bound to a purpose and to a cookie of the same browser, and good for a limited time. Somebody
 * else's token, or one for another purpose, does not open; that makes it the CSRF token, too.
 *
 * <p>Form: Base64url without padding of {@code IV (12 octets) | ciphertext | tag (16 octets)}; the plain text is the expiry
 * in seconds since the epoch (8 octets) and the payload in UTF-8. IVs are random, and a key seals far fewer than 2^32 tokens.
 */
public final class SealedState {

    /** No payload that Latchkey seals comes near; a longer token is refused before any work is done on it. */
    static final int LONGEST_TOKEN = 24 * 1024;

    private static final int KEY_OCTETS = 32;
    private static final int IV_OCTETS = 12;
    private static final int TAG_BITS = 128;

    private final SecretKey key;
    private final Clock clock;
    private final SecureRandom random;

    private SealedState(SecretKey key, Clock clock, SecureRandom random) {
        this.key = key;
        this.clock = clock;
        this.random = random;
    }

    /** With a key of this process: tokens end with it. */
    public static SealedState ofProcess(Clock clock, SecureRandom random) {
        byte[] key = new byte[KEY_OCTETS];
        random.nextBytes(key);
        return new SealedState(new SecretKeySpec(key, "AES"), clock, random);
    }

    /** @param key as {@link #parseKey} gives it: the same on all nodes, so that any of them opens what another sealed */
    public static SealedState shared(SecretKey key, Clock clock, SecureRandom random) {
        return new SealedState(key, clock, random);
    }

    /**
     * Reads the content of {@code stateKeyFile}: 32 random octets in Base64, as {@code openssl rand -base64 32} writes them.
     *
     * @throws IllegalArgumentException for anything else
     */
    public static SecretKey parseKey(byte[] content) {
        String text = new String(content, StandardCharsets.UTF_8)
                .replaceFirst("^\uFEFF", "")
                .strip();
        byte[] key = new byte[0];
        try {
            key = Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            // Told below, without quoting what may be a real key.
        }
        if (key.length != KEY_OCTETS) {
            throw new IllegalArgumentException("expected 32 octets in Base64, as openssl rand -base64 32 writes them");
        }
        return new SecretKeySpec(key, "AES");
    }

    /**
     * Seals a payload.
     *
     * @param purpose what it is for; opens only for the same
     * @param binding the value of a cookie of this browser
     */
    public String seal(String purpose, String binding, String payload, Duration lifetime) {
        byte[] text = payload.getBytes(StandardCharsets.UTF_8);
        byte[] iv = new byte[IV_OCTETS];
        random.nextBytes(iv);
        ByteBuffer plain = ByteBuffer.allocate(Long.BYTES + text.length)
                .putLong(clock.instant().plus(lifetime).getEpochSecond())
                .put(text);
        byte[] sealed = crypt(Cipher.ENCRYPT_MODE, iv, associated(purpose, binding), plain.array());
        byte[] token = ByteBuffer.allocate(IV_OCTETS + sealed.length)
                .put(iv)
                .put(sealed)
                .array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(token);
    }

    /**
     * Opens a token.
     *
     * @throws Refusal {@link Reason#FORM_MALFORMED} when it is no token at all, {@link Reason#FORM_FOREIGN} when it was
     *     altered, made for another purpose, for another browser or under another key
     */
    public Opened open(String purpose, String binding, String token) {
        byte[] octets = octets(token);
        if (octets.length <= IV_OCTETS + TAG_BITS / 8 + Long.BYTES - 1) {
            throw new Refusal(Reason.FORM_MALFORMED);
        }
        ByteBuffer buffer = ByteBuffer.wrap(octets);
        byte[] iv = new byte[IV_OCTETS];
        byte[] sealed = new byte[octets.length - IV_OCTETS];
        buffer.get(iv).get(sealed);
        ByteBuffer plain = ByteBuffer.wrap(crypt(Cipher.DECRYPT_MODE, iv, associated(purpose, binding), sealed));
        Instant expiry = Instant.ofEpochSecond(plain.getLong());
        String payload = StandardCharsets.UTF_8.decode(plain).toString();
        // At the very second of its expiry a token is expired.
        return new Opened(payload, !clock.instant().isBefore(expiry));
    }

    /** What a token held, and whether its time is over. It is authentic either way. */
    public record Opened(String payload, boolean expired) {}

    private static byte[] octets(String token) {
        if (token.length() > LONGEST_TOKEN) {
            throw new Refusal(Reason.FORM_TOO_LARGE).with("token length", Integer.toString(token.length()));
        }
        try {
            return Base64.getUrlDecoder().decode(token);
        } catch (IllegalArgumentException e) {
            throw new Refusal(Reason.FORM_MALFORMED);
        }
    }

    private static byte[] associated(String purpose, String binding) {
        return (purpose + '\n' + binding).getBytes(StandardCharsets.UTF_8);
    }

    private byte[] crypt(int mode, byte[] iv, byte[] associated, byte[] text) {
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, iv));
            cipher.updateAAD(associated);
            return cipher.doFinal(text);
        } catch (AEADBadTagException e) {
            throw new Refusal(Reason.FORM_FOREIGN);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has AES/GCM", e);
        }
    }
}
