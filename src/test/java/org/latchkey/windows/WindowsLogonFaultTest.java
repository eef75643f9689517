package org.latchkey.windows;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.jna.platform.win32.Win32Exception;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Windows' numbers for what Kerberos' own numbers mean. */
final class WindowsLogonFaultTest {

    /** Its public constructors ask Windows for a text. */
    private static final class Told extends Win32Exception {

        private static final long serialVersionUID = 1L;

        Told(int code) {
            super(code, null, "told");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "0x80090324, CLOCK_SKEW",
        "0x80090322, WRONG_KEY",
        "0x8009030F, WRONG_KEY",
        "0x80090317, EXPIRED",
        "0x80090346, CHANNEL_BINDING",
        "0x80090342, ENCRYPTION",
        "0x80090303, NO_TICKET",
        "0x8009030C, OTHER"
    })
    void faultWhenWindowsNumbersItThenItsRemedy(String code, KerberosFault fault) {
        assertThat(WindowsLogon.fault(new Told(Long.decode(code).intValue()))).isEqualTo(fault);
    }
}
