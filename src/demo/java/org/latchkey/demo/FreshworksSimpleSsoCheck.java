package org.latchkey.demo;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.latchkey.demo.FreshworksRefusal.Message;

/**
 * Checks a Simple SSO link as Freshdesk does since 2016, with the JDK's cryptography alone: a second opinion on what Latchkey
 * hashes, so none of its code and not its library.
 *
 * @param secret shared with Latchkey
 * @see <a href="http://training.freshdesk.com/support/solutions/articles/3000031767-sso">Freshdesk, SSO</a>
 */
public record FreshworksSimpleSsoCheck(String secret, Clock clock) {
    /** Once 30 minutes, and cut to this. */
    static final Duration WINDOW = Duration.ofSeconds(30);

    /** Nothing, when everything is right with the link; a hash of another formula is named, but does not count. */
    void check(Query link) throws FreshworksRefusal {
        String name = required(link, "name");
        String email = required(link, "email");
        String timestamp = required(link, "timestamp");
        String hash = required(link, "hash");
        if (!timestamp.matches("\\d{1,10}")) {
            throw new FreshworksRefusal(Message.EXPIRED, "timestamp must be whole seconds, and is " + timestamp);
        }
        long age = clock.instant().getEpochSecond() - Long.parseLong(timestamp);
        if (age < 0 || age > WINDOW.toSeconds()) {
            throw new FreshworksRefusal(
                    Message.EXPIRED, "the link is " + age + " seconds old; " + WINDOW.toSeconds() + " are allowed");
        }
        if (!hash.equals(hmac(name + secret + email + timestamp))) {
            throw new FreshworksRefusal(Message.HASH, meaning(hash, name, email, timestamp));
        }
    }

    private String meaning(String hash, String name, String email, String timestamp) {
        if (hash.equals(hmac(name + email + timestamp))) {
            return "the hash is that of the old formula name-email-timestamp";
        }
        return hash.equals(md5(name + email + secret))
                ? "the hash is that of the old formula name-email"
                : "the hash fits neither the secret that was saved here nor any formula";
    }

    private static String required(Query link, String name) throws FreshworksRefusal {
        List<String> values = link.parameters().stream()
                .filter(parameter -> parameter.getKey().equals(name))
                .map(Map.Entry::getValue)
                .toList();
        if (values.size() != 1 || values.get(0).isBlank()) {
            throw new FreshworksRefusal(Message.HASH, name + " must be there once, and not empty");
        }
        return values.get(0);
    }

    private String hmac(String message) {
        try {
            Mac mac = Mac.getInstance("HmacMD5");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacMD5"));
            return HexFormat.of().formatHex(mac.doFinal(message.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HmacMD5", e);
        }
    }

    private static String md5(String message) {
        try {
            byte[] digest = MessageDigest.getInstance("MD5").digest(message.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has MD5", e);
        }
    }

    @Override
    public String toString() {
        return "Simple SSO check";
    }
}
