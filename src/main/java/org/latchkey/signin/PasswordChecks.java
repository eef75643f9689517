package org.latchkey.signin;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.latchkey.refusal.Reason;
import org.latchkey.refusal.Refusal;

/**
 * Bounds the work that the form causes at any time. Each check opens a connection with TLS, and its look-up shares the service
 * account's connections with Windows sign-ins, which never wait here: a flood on the form leaves them half of those
 * connections, and nearly all of the server's threads.
 */
final class PasswordChecks {

    private final Semaphore running;
    private final Semaphore present;
    private final Duration longestWait;

    /**
     * @param most checks that run at once
     * @param waiting as many again may wait for one of those to end; whoever comes then is sent away at once
     */
    PasswordChecks(int most, int waiting, Duration longestWait) {
        this.running = new Semaphore(most, true);
        this.present = new Semaphore(most + waiting);
        this.longestWait = longestWait;
    }

    /** @throws Refusal {@link Reason#PASSWORD_CHECKS_BUSY} */
    <T> T run(Supplier<T> check) {
        if (!present.tryAcquire()) {
            throw new Refusal(Reason.PASSWORD_CHECKS_BUSY);
        }
        try {
            takeTurn();
            try {
                return check.get();
            } finally {
                running.release();
            }
        } finally {
            present.release();
        }
    }

    private void takeTurn() {
        try {
            if (running.tryAcquire(longestWait.toMillis(), TimeUnit.MILLISECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new Refusal(Reason.PASSWORD_CHECKS_BUSY).with("waited", longestWait.toMillis() + "ms");
    }
}
