package org.latchkey.windows;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.jna.platform.win32.StandInWindows;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.latchkey.MovableClock;
import waffle.windows.auth.impl.WindowsAuthProviderImpl;

final class HandshakesTest {

    private final StandInWindows windows = StandInWindows.INSTANCE;
    private final WindowsAuthProviderImpl provider = new WindowsAuthProviderImpl();
    private final MovableClock clock = new MovableClock(Instant.parse("2026-11-22T09:00:00Z"));
    private final Handshakes handshakes = new Handshakes(provider, clock);
    private final int before = windows.open();

    private void begin(String connection) {
        handshakes.put(connection, Scheme.NTLM, provider.acceptSecurityToken(connection, Tokens.ntlm(1, ""), "NTLM"));
    }

    private int open() {
        return windows.open() - before;
    }

    private void end() {
        clock.advance(Handshakes.LONGEST);
        handshakes.put("last", Scheme.NTLM, provider.acceptSecurityToken("last", Tokens.ntlm(1, ""), "NTLM"));
        handshakes.abandon("last");
        assertThat(open()).isZero();
        assertThat(provider.getContinueContextsSize()).isZero();
    }

    @Test
    void handshakesWhenFirstLegsOnlyAreSentThenBounded() {
        for (int i = 0; i < Handshakes.MOST + 50; i++) {
            begin("connection " + i);
        }

        assertThat(handshakes.size()).isEqualTo(Handshakes.MOST);
        assertThat(provider.getContinueContextsSize()).isEqualTo(Handshakes.MOST);
        assertThat(open()).isEqualTo(2 * Handshakes.MOST);
        assertThat(handshakes.take("connection 49", Scheme.NTLM)).isFalse();
        assertThat(handshakes.take("connection 50", Scheme.NTLM)).isTrue();
        provider.resetSecurityToken("connection 50");
        clock.advance(Handshakes.LONGEST);
        begin("another");
        assertThat(handshakes.size()).isEqualTo(1);
        // The one that was taken is the provider's to free.
        assertThat(open()).isEqualTo(2 + 2);
    }

    @Test
    void handshakesWhenTheirTimeIsOverThenFreedByTheNext() {
        begin("a");
        clock.advance(Duration.ofSeconds(20));
        begin("b");
        clock.advance(Duration.ofSeconds(20));
        begin("c");

        assertThat(handshakes.size()).isEqualTo(2);
        assertThat(open()).isEqualTo(4);
        end();
    }

    @Test
    void handshakeWhenTakenInAnotherSchemeThenFreed() {
        begin("a");

        assertThat(handshakes.take("a", Scheme.NEGOTIATE)).isFalse();
        assertThat(handshakes.take("a", Scheme.NTLM)).isFalse();
        end();
    }

    @Test
    void handshakeWhenBegunAnewThenTheOldOneIsFreed() {
        begin("a");
        handshakes.abandon("a");
        begin("a");

        assertThat(open()).isEqualTo(2);
        end();
    }
}
