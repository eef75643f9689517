package org.latchkey.jwt;

import org.latchkey.keys.SigningKey;

/** Which keys RS256 is signed with. */
final class StrongKey {

    /** Below this no signature is worth anything, whatever an administrator accepts. */
    private static final int LEAST_BITS = 1024;

    private StrongKey() {}

    /**
     * Reads a key.
     *
     * @param acceptWeak takes one of fewer than 2048 bits, too
     * @throws IllegalArgumentException when it is none, or too short; never quoting it
     */
    static SigningKey parse(byte[] pem, boolean acceptWeak) {
        SigningKey key = SigningKey.parse(pem);
        if (key.bits() < LEAST_BITS || (key.bits() < Rs256.STRONG_BITS && !acceptWeak)) {
            throw new IllegalArgumentException(
                    "the key has " + key.bits() + " bits, and RS256 needs 2048 (RFC 7518, 3.3). "
                            + "Make a new one with ssh-keygen -t rsa -b 2048 -m PEM and paste its public key at Freshworks"
                            + (key.bits() < LEAST_BITS ? "" : "; or accept it for now with acceptWeakKey=\"true\""));
        }
        return key;
    }
}
