package org.latchkey.saml;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.latchkey.refusal.Reason;
import org.latchkey.refusal.Refusal;

/**
 * The requests that were answered, as long as they could be sent again: an answer is given once. Only a person who is signed
 * in can add to it, and the oldest gives way before it takes more than some megabytes.
 */
final class AnsweredRequests {

    private static final Duration REMEMBERED =
            RequestOutline.LONGEST_WAIT.plus(RequestOutline.CLOCK_SKEW).plus(SealedRequest.LIFETIME);
    private static final int MOST = 20_000;

    private final Clock clock;
    private final Map<String, Instant> answered = new LinkedHashMap<>();

    AnsweredRequests(Clock clock) {
        this.clock = clock;
    }

    /** @throws Refusal {@link Reason#SAML_REQUEST_REPEATED} */
    synchronized void requireNew(SignOnRequest request) {
        if (answered.containsKey(key(request.application(), request.id()))) {
            throw repeated(request.id());
        }
    }

    /**
     * Notes that the answer goes out now.
     *
     * @throws Refusal {@link Reason#SAML_REQUEST_REPEATED} when another answer was quicker
     */
    void add(SignOnRequest request) {
        if (!request.isUnsolicited()) {
            add(request.application(), request.id());
        }
    }

    /**
     * Notes that a request counts now.
     *
     * @param id of the application's request
     * @throws Refusal {@link Reason#SAML_REQUEST_REPEATED}
     */
    synchronized void add(String application, String id) {
        Instant now = clock.instant();
        forgetOld(now);
        if (answered.putIfAbsent(key(application, id), now.plus(REMEMBERED)) != null) {
            throw repeated(id);
        }
    }

    private void forgetOld(Instant now) {
        Iterator<Instant> oldest = answered.values().iterator();
        while (oldest.hasNext()) {
            boolean over = oldest.next().isBefore(now);
            if (!over && answered.size() < MOST) {
                return;
            }
            oldest.remove();
        }
    }

    private static String key(String application, String id) {
        return application + ' ' + id;
    }

    private static Refusal repeated(String id) {
        return new Refusal(Reason.SAML_REQUEST_REPEATED).with("request", id);
    }
}
