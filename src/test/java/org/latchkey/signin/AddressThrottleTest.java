package org.latchkey.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.latchkey.MovableClock;
import org.latchkey.refusal.Reason;
import org.latchkey.refusal.Throttled;

class AddressThrottleTest {

    private static final String CLIENT = "192.0.2.7";

    private final MovableClock clock = new MovableClock(Instant.parse("2026-11-23T08:00:00Z"));
    private final AddressThrottle throttle = new AddressThrottle(clock);

    private void take(int times) {
        for (int i = 0; i < times; i++) {
            throttle.take(CLIENT);
        }
    }

    private Throttled refusal() {
        return catchThrowableOfType(Throttled.class, () -> throttle.take(CLIENT));
    }

    @Test
    void takeWhenAllAtOnceAreGoneThenOneMoreEachInterval() {
        take(AddressThrottle.AT_ONCE);

        assertThat(refusal().reason()).isEqualTo(Reason.ADDRESS_THROTTLED);
        assertThat(refusal().retryAfterSeconds()).isEqualTo(AddressThrottle.EACH.toSeconds());
        clock.advance(AddressThrottle.EACH.minusNanos(1));
        assertThat(refusal().retryAfterSeconds()).isEqualTo(1);
        clock.advance(Duration.ofNanos(1));
        take(1);
        assertThat(refusal()).isNotNull();
    }

    @Test
    void takeWhenItWasQuietLongEnoughThenAllAtOnceAgainAndNotMore() {
        take(AddressThrottle.AT_ONCE);
        clock.advance(AddressThrottle.EACH.multipliedBy(10L * AddressThrottle.AT_ONCE));
        take(AddressThrottle.AT_ONCE);

        assertThat(refusal()).isNotNull();
    }

    @Test
    void takeWhenGivenBackThenAsIfItHadNotBeen() {
        for (int i = 0; i < 10 * AddressThrottle.AT_ONCE; i++) {
            take(1);
            throttle.giveBack(CLIENT);
        }
        take(AddressThrottle.AT_ONCE);

        assertThat(refusal()).isNotNull();
    }

    @Test
    void takeWhenGivenBackLateThenNoCreditBeyondAllAtOnce() {
        take(1);
        clock.advance(Duration.ofDays(1));
        throttle.giveBack(CLIENT);
        take(AddressThrottle.AT_ONCE);

        assertThat(refusal()).isNotNull();
    }

    @Test
    void takeWhenAnotherClientIsThrottledThenNotThisOne() {
        take(AddressThrottle.AT_ONCE);

        throttle.take("192.0.2.8");
        assertThat(refusal()).isNotNull();
    }
}
