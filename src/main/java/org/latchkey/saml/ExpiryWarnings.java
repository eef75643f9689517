package org.latchkey.saml;

import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the log that a certificate ends: 60, 30 and 7 days before, once each, and daily once it has ended. It looks once a
 * day, when somebody signs in: while nobody does, nobody misses anything.
 */
final class ExpiryWarnings {

    private static final Logger LOG = LoggerFactory.getLogger(ExpiryWarnings.class);

    private static final Duration DAY = Duration.ofDays(1);
    private static final List<Integer> AHEAD = List.of(7, 30, 60);

    private final Clock clock;
    private final AtomicReference<Looked> looked = new AtomicReference<>(new Looked(Instant.MIN, Optional.empty(), ""));

    /**
     * @param next when to look again, unless there is another certificate
     * @param told the warning that the log had last, so that each comes once
     */
    private record Looked(Instant next, Optional<X509Certificate> certificate, String told) {}

    ExpiryWarnings(Clock clock) {
        this.clock = clock;
    }

    void watch(X509Certificate certificate) {
        Instant now = clock.instant();
        Looked last = Objects.requireNonNull(looked.get());
        boolean same = last.certificate().filter(certificate::equals).isPresent();
        if (same && now.isBefore(last.next())) {
            return;
        }
        String warning = warning(certificate, now);
        if (looked.compareAndSet(last, new Looked(now.plus(DAY), Optional.of(certificate), warning))
                && !warning.isEmpty()
                && !(same && warning.equals(last.told()))) {
            LOG.warn("{}", warning);
        }
    }

    /** The same text within one step; empty while the end is far. */
    private static String warning(X509Certificate certificate, Instant now) {
        Instant end = certificate.getNotAfter().toInstant();
        if (!now.isBefore(end)) {
            long days = Duration.between(end, now).toDays();
            return "The certificate of the identity provider (latchkey/saml) expired at " + end + ", " + days
                    + " days ago: service providers that look at it refuse every sign-in";
        }
        return AHEAD.stream()
                .filter(days -> !now.isBefore(end.minus(Duration.ofDays(days))))
                .findFirst()
                .map(days -> "The certificate of the identity provider (latchkey/saml) ends at " + end
                        + ", in less than " + days + " days. Make the next one and name it in nextCertificateFile")
                .orElse("");
    }

    /** What the configuration's problems tell at start. */
    static Optional<String> atStart(X509Certificate certificate, Instant now) {
        Instant end = certificate.getNotAfter().toInstant();
        if (!now.isBefore(end)) {
            return Optional.of(
                    "EXPIRED at " + end + ". People are still signed in, except to service providers that look at"
                            + " it; make the next one now and enter it at each of them");
        }
        return now.isBefore(end.minus(Duration.ofDays(60)))
                ? Optional.empty()
                : Optional.of("ends at " + end + "; make the next one and name it in nextCertificateFile");
    }
}
