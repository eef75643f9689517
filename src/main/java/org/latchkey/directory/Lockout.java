package org.latchkey.directory;

import java.time.Duration;

/**
 * When the domain locks an account. Active Directory counts wrong passwords until none has come for the length of the
 * window (Windows calls it "Reset account lockout counter after"). So it is no sliding window: a wrong one every few minutes
 * adds up all day.
 *
 * @param threshold the wrong password, counted from one, that locks; 0 for never
 * @param window how long after the last wrong one the count begins anew
 */
public record Lockout(int threshold, Duration window) {

    /**
     * What to expect where the directory does not tell: the least threshold that hardening guides set, for the time that
     * Windows has by default.
     */
    static final Lockout HIDDEN = new Lockout(3, Duration.ofMinutes(30));
}
