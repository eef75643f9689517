package org.latchkey.keys;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.KeyPair;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/** That a search for a private key finds one, and takes no public key for it. */
final class PrivatePartsTest {

    private static final KeyPair PAIR = KeyTexts.rsa(2048);

    @Test
    void ofWhenAKeyIsWrittenAtAnyPlaceThenOnePartIsInIt() {
        byte[] key = PAIR.getPrivate().getEncoded();
        List<String> parts = PrivateParts.of(PAIR.getPrivate());
        for (int before = 0; before < 3; before++) {
            byte[] moved = Der.join(new byte[before], key);

            assertThat(parts).anyMatch(Base64.getEncoder().encodeToString(moved)::contains);
            assertThat(parts).anyMatch(Base64.getUrlEncoder().encodeToString(moved)::contains);
        }
        assertThat(parts).anyMatch(HexFormat.of().formatHex(key)::contains);
        assertThat(parts).noneMatch(KeyTexts.text("PUBLIC KEY", PAIR.getPublic().getEncoded())::contains);
    }
}
