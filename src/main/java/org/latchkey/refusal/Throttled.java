package org.latchkey.refusal;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** Too many tries; the answer tells in {@code Retry-After} when the next one makes sense (RFC 6585, 4). */
public final class Throttled extends Refusal {

    private static final long serialVersionUID = 1L;

    private final Duration retryAfter;

    /** @param facts for administrators; the waiting time joins them */
    public Throttled(Reason reason, Duration retryAfter, Map<String, String> facts) {
        super(reason, with(facts, retryAfter));
        this.retryAfter = retryAfter;
    }

    private static Map<String, String> with(Map<String, String> facts, Duration retryAfter) {
        Map<String, String> more = new LinkedHashMap<>(facts);
        more.put("retryAfter", seconds(retryAfter) + "s");
        return more;
    }

    /** Rounded up: who comes back then is not sent away again. At least one. */
    public long retryAfterSeconds() {
        return seconds(retryAfter);
    }

    private static long seconds(Duration duration) {
        return Math.max(1, duration.plusNanos(999_999_999).toSeconds());
    }
}
