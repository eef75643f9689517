package org.latchkey.directory;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import javax.naming.NamingException;
import javax.naming.directory.BasicAttributes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AccountStateReaderTest {

    /** 2026-03-01T09:00:00Z as FILETIME: 11644473600 s from 1601 to 1970, then 1772355600 s. */
    private static final long NOW = (11_644_473_600L + 1_772_355_600L) * 10_000_000;

    private static final String COMPUTED = "msDS-User-Account-Control-Computed";

    @Test
    void readWhenEnabledAndNothingElseThenActive() throws Exception {
        assertThat(state("userAccountControl", "512")).isEqualTo(AccountState.ACTIVE);
    }

    @Test
    void readWhenUserAccountControlIsAbsentThenHiddenWhateverElseIsThere() throws Exception {
        assertThat(state()).isEqualTo(AccountState.HIDDEN);
        assertThat(state(COMPUTED, "16", "accountExpires", "1")).isEqualTo(AccountState.HIDDEN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "enabled", "0x200", "99999999999999999999"})
    void readWhenUserAccountControlIsNoNumberThenHidden(String value) throws Exception {
        assertThat(state("userAccountControl", value)).isEqualTo(AccountState.HIDDEN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"514", "66050", "2", "-2147483646"})
    void readWhenBit2IsSetThenDisabled(String control) throws Exception {
        assertThat(state("userAccountControl", control)).isEqualTo(AccountState.DISABLED);
    }

    @ParameterizedTest
    @CsvSource({"-1, EXPIRED", "0, EXPIRED", "1, ACTIVE"})
    void readWhenItExpiresAboutNowThenExpiredFromThatInstantOn(long units, AccountState state) throws Exception {
        assertThat(state("userAccountControl", "512", "accountExpires", Long.toString(NOW + units)))
                .isEqualTo(state);
    }

    @ParameterizedTest
    @CsvSource({"0", "9223372036854775807", "9223372036854775806", "2650467743999999999"})
    void readWhenItNeverExpiresOrIn400YearsThenActive(String expires) throws Exception {
        assertThat(state("userAccountControl", "512", "accountExpires", expires))
                .isEqualTo(AccountState.ACTIVE);
    }

    @Test
    void readWhenItExpiredIn1601ThenExpired() throws Exception {
        assertThat(state("userAccountControl", "512", "accountExpires", "1")).isEqualTo(AccountState.EXPIRED);
    }

    @ParameterizedTest
    @CsvSource({"0, ACTIVE", "16, LOCKED", "8388608, PASSWORD_EXPIRED", "8388624, LOCKED", "67108864, ACTIVE"})
    void readWhenTheControllerComputedThenItsBits(String computed, AccountState state) throws Exception {
        assertThat(state("userAccountControl", "512", COMPUTED, computed)).isEqualTo(state);
    }

    @Test
    void readWhenOnlyLockoutTimeIsSetThenNotLocked() throws Exception {
        assertThat(state("userAccountControl", "512", "lockoutTime", Long.toString(NOW)))
                .isEqualTo(AccountState.ACTIVE);
    }

    @Test
    void readWhenNothingIsComputedAndThePasswordMustChangeThenPasswordExpired() throws Exception {
        assertThat(state("userAccountControl", "512", "pwdLastSet", "0")).isEqualTo(AccountState.PASSWORD_EXPIRED);
        assertThat(state("userAccountControl", "66048", "pwdLastSet", "0")).isEqualTo(AccountState.ACTIVE);
        assertThat(state("userAccountControl", "512", "pwdLastSet", "0", COMPUTED, "0"))
                .isEqualTo(AccountState.ACTIVE);
    }

    @Test
    void readWhenSeveralApplyThenDisabledBeforeExpiredBeforeLocked() throws Exception {
        assertThat(state("userAccountControl", "514", "accountExpires", "1", COMPUTED, "8388624"))
                .isEqualTo(AccountState.DISABLED);
        assertThat(state("userAccountControl", "512", "accountExpires", "1", COMPUTED, "8388624"))
                .isEqualTo(AccountState.EXPIRED);
    }

    private static AccountState state(String... namesAndValues) throws NamingException {
        BasicAttributes attributes = new BasicAttributes(true);
        for (int i = 0; i < namesAndValues.length; i += 2) {
            attributes.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        Clock clock = Clock.fixed(Instant.parse("2026-03-01T09:00:00Z"), ZoneOffset.UTC);
        return new AccountStateReader(clock).read(new Entry("CN=Ada,DC=corp,DC=example,DC=com", attributes));
    }
}
