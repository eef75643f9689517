package org.latchkey.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class FreePortTest {
    @Test
    void fromWhenPreferredPortIsTakenThenALaterOne() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThat(FreePort.from(taken.getLocalPort())).isGreaterThan(taken.getLocalPort());
        }
    }
}
