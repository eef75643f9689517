package org.latchkey.windows;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.latchkey.refusal.Reason;
import org.latchkey.refusal.Refusal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A provider that breaks (a native library that does not load, a fault in JNA or Waffle) is told to the log once, and people
 * sign in by the form; it is not a 500 for everybody, and not a stack trace for each token that somebody sends.
 */
final class ProviderFault {

    private static final Logger LOG = LoggerFactory.getLogger(ProviderFault.class);

    private final AtomicBoolean told = new AtomicBoolean();
    private final AtomicBoolean lasting = new AtomicBoolean();

    <T> T guard(Supplier<T> check) {
        try {
            return check.get();
        } catch (Refusal e) {
            throw e;
        } catch (VirtualMachineError e) {
            throw e;
        } catch (RuntimeException | Error e) {
            // Error too: a missing library is a LinkageError, and JNA throws a plain Error for an invalid memory
            // access.
            throw broken(e);
        }
    }

    /** Whether no token will ever be checked in this process: then nobody need be asked for one. */
    boolean isLasting() {
        return lasting.get();
    }

    private Refusal broken(Throwable fault) {
        if (fault instanceof LinkageError) {
            lasting.set(true);
        }
        if (told.compareAndSet(false, true)) {
            LOG.error("Windows tokens cannot be checked; people see the form instead. Told once.", fault);
        }
        return new Refusal(Reason.TOKEN_REJECTED)
                .with("cause", "the provider is broken: " + fault.getClass().getSimpleName());
    }
}
