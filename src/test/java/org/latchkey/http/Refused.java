package org.latchkey.http;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.latchkey.refusal.Refusal;

/** The refusal in which a call ends. */
public final class Refused {

    private Refused() {}

    public static Refusal by(ThrowingCallable call) {
        Refusal refusal = catchThrowableOfType(Refusal.class, call);
        if (refusal == null) {
            throw new AssertionError("expected a refusal, and nothing was refused");
        }
        return refusal;
    }
}
