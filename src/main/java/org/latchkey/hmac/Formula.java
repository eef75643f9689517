package org.latchkey.hmac;

import java.nio.charset.StandardCharsets;
import org.apache.commons.codec.digest.DigestUtils;
import org.apache.commons.codec.digest.HmacAlgorithms;
import org.apache.commons.codec.digest.HmacUtils;
import org.latchkey.config.Secret;
import org.latchkey.config.Word;

/**
 * What is hashed, in the order of the text: raw values in UTF-8, nothing between them. MD5 (RFC 1321) and HMAC-MD5 (RFC 2104)
 * are what the other side computes; the hash is 32 lower-case hexadecimal digits, leading zeros included.
 *
 * @see <a href="https://support.freshservice.com/support/solutions/articles/218278">Freshworks, Single sign-on</a>
 */
enum Formula implements Word {
    /** Since 2016, and the only one that says where the name ends. */
    NAME_SECRET_EMAIL_TIMESTAMP("name-secret-email-timestamp") {
        @Override
        String message(String name, String secret, String email, String timestamp) {
            return name + secret + email + timestamp;
        }
    },
    /**
     * 2013 to 2016. The end of the name and the beginning of the address can be told apart in more than one way, so whoever
     * chooses his own display name could make a link that is somebody else's.
     */
    NAME_EMAIL_TIMESTAMP("name-email-timestamp") {
        @Override
        String message(String name, String secret, String email, String timestamp) {
            return name + email + timestamp;
        }
    },
    /** Before 2013, and in the AD script until 2015: a link that was seen once works for ever. */
    NAME_EMAIL("name-email") {
        @Override
        String message(String name, String secret, String email, String timestamp) {
            return name + email + secret;
        }

        @Override
        String algorithm() {
            return "MD5";
        }

        @Override
        String hash(String name, String email, long timestamp, Secret secret) {
            return DigestUtils.md5Hex(message(name, secret.reveal(), email, "").getBytes(StandardCharsets.UTF_8));
        }
    };

    private final String word;

    Formula(String word) {
        this.word = word;
    }

    abstract String message(String name, String secret, String email, String timestamp);

    /** As people call it. */
    String algorithm() {
        return "HMAC-MD5 with the secret";
    }

    /** @param timestamp whole seconds since the epoch */
    String hash(String name, String email, long timestamp, Secret secret) {
        byte[] key = secret.reveal().getBytes(StandardCharsets.UTF_8);
        String message = message(name, secret.reveal(), email, Long.toString(timestamp));
        return new HmacUtils(HmacAlgorithms.HMAC_MD5, key).hmacHex(message.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String word() {
        return word;
    }
}
