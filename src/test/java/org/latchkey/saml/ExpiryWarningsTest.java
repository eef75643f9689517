package org.latchkey.saml;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.latchkey.MovableClock;
import org.latchkey.keys.SelfSigned;

final class ExpiryWarningsTest {

    private static final Logger LOG = Logger.getLogger(ExpiryWarnings.class.getName());
    private static final Instant END = Instant.parse("2027-06-01T00:00:00Z");
    private static final X509Certificate CERTIFICATE =
            SelfSigned.until("sso.corp.example.com", END).certificate();

    private final List<String> logged = new ArrayList<>();
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord entry) {
            logged.add(entry.getMessage());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };
    private final MovableClock clock = new MovableClock(END);
    private final ExpiryWarnings warnings = new ExpiryWarnings(clock);

    @BeforeEach
    void listen() {
        LOG.setUseParentHandlers(false);
        LOG.addHandler(handler);
    }

    @AfterEach
    void stopListening() {
        LOG.removeHandler(handler);
        LOG.setUseParentHandlers(true);
    }

    /** One look each day, as sign-ins would make it. */
    private void daily(int from, int to) {
        for (int days = from; days >= to; days--) {
            clock.set(END.minus(Duration.ofDays(days)));
            warnings.watch(CERTIFICATE);
            warnings.watch(CERTIFICATE);
        }
    }

    @Test
    void watchWhenTheEndIsFarThenSilent() {
        daily(90, 61);

        assertThat(logged).isEmpty();
    }

    @Test
    void watchWhenTheEndComesNearThenOnceAtEachStep() {
        daily(90, 1);

        assertThat(logged).hasSize(3);
        assertThat(logged.get(0)).contains("ends at 2027-06-01T00:00:00Z, in less than 60 days");
        assertThat(logged.get(1)).contains("less than 30 days");
        assertThat(logged.get(2)).contains("less than 7 days");
    }

    @Test
    void watchWhenItHasEndedThenDaily() {
        daily(0, -3);

        assertThat(logged).hasSize(4).allSatisfy(text -> assertThat(text).contains("expired at"));
    }

    @Test
    void watchWhenAnotherCertificateThenItsOwnSteps() {
        daily(50, 50);
        warnings.watch(
                SelfSigned.until("next.example", END.plus(Duration.ofDays(365))).certificate());

        assertThat(logged).hasSize(1);
    }
}
