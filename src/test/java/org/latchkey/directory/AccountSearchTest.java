package org.latchkey.directory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class AccountSearchTest {

    /** The example of Microsoft's reference of .NET, Guid.ToByteArray: the same layout as in a directory. */
    @Test
    void uuidWhenOctetsAreStoredAsMicrosoftDocumentsThenAsWindowsShowsThem() {
        byte[] octets = HexFormat.of().parseHex("c98b91356d19ea409779889d79b753f0");

        assertThat(AccountSearch.uuid(octets)).hasToString("35918bc9-196d-40ea-9779-889d79b753f0");
    }

    @Test
    void uuidWhenEveryOctetHasItsHighestBitThenNoSignSpills() {
        byte[] octets = HexFormat.of().parseHex("f0f1f2f3f4f5f6f7f8f9fafbfcfdfeff");

        assertThat(AccountSearch.uuid(octets)).isEqualTo(UUID.fromString("f3f2f1f0-f5f4-f7f6-f8f9-fafbfcfdfeff"));
    }
}
