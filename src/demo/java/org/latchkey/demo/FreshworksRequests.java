package org.latchkey.demo;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.latchkey.demo.FreshworksRefusal.Message;

/** Remembers which state went out with which nonce, and that each comes back once. */
final class FreshworksRequests {
    private static final int REMEMBERED = 10_000;
    private static final String ALPHANUMERIC = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    private final SecureRandom random;
    private final Map<String, Request> sent = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Request> eldest) {
            return size() > REMEMBERED;
        }
    };
    private boolean oldForm;

    FreshworksRequests(SecureRandom random) {
        this.random = random;
    }

    /** A new request, its state in the one form and the other by turns. */
    synchronized Request next() {
        oldForm = !oldForm;
        return next(oldForm);
    }

    synchronized Request next(boolean inOldForm) {
        String nonce = alphanumeric(16);
        String state = inOldForm ? oldState(nonce) : "fwst_" + HexFormat.of().formatHex(bytes(108));
        Request request = new Request(state, nonce, false);
        sent.put(state, request);
        return request;
    }

    /** The nonce that belongs to a state, which is used up by this. */
    synchronized String use(@Nullable String state) throws FreshworksRefusal {
        Request request = sent.get(state);
        if (state == null || request == null) {
            throw new FreshworksRefusal(Message.CONSTRAINT, "no sign-in was started with this state");
        }
        if (request.used()) {
            throw new FreshworksRefusal(Message.CONSTRAINT, "this state was used before: an answer counts once");
        }
        sent.put(state, new Request(state, request.nonce(), true));
        return request.nonce();
    }

    /**
     * Base64 of domain, a 32-byte MAC and nonce: 82 octets, so that it ends in two padding characters as seen in the
     * wild.
     */
    private String oldState(String nonce) {
        String mac = Base64.getEncoder().encodeToString(bytes(32));
        String plain = "acorp.freshworks.com;" + mac + ";" + nonce;
        return Base64.getEncoder().encodeToString(plain.getBytes(StandardCharsets.US_ASCII));
    }

    private byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }

    private String alphanumeric(int count) {
        StringBuilder text = new StringBuilder(count);
        for (int i = 0; i < count; i++) {
            text.append(ALPHANUMERIC.charAt(random.nextInt(ALPHANUMERIC.length())));
        }
        return text.toString();
    }

    record Request(String state, String nonce, boolean used) {}
}
