package org.latchkey.directory;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Lets everything pass, and keeps what it was asked and told. */
final class RecordingGate implements PasswordGate {

    private final List<Claim> claims = new CopyOnWriteArrayList<>();
    private final List<Outcome> outcomes = new CopyOnWriteArrayList<>();

    @Override
    public Attempt admit(Claim claim) {
        claims.add(claim);
        return new Attempt() {
            private Outcome last = Outcome.UNCOUNTED;

            @Override
            public void tell(Outcome outcome) {
                last = outcome;
            }

            @Override
            public void close() {
                outcomes.add(last);
            }
        };
    }

    List<Claim> claims() {
        return List.copyOf(claims);
    }

    Claim claim() {
        return claims.get(claims.size() - 1);
    }

    /** One for each attempt that has ended. */
    List<Outcome> outcomes() {
        return List.copyOf(outcomes);
    }
}
