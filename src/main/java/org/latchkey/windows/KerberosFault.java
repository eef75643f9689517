package org.latchkey.windows;

import java.util.Optional;
import org.latchkey.refusal.Refusal;

/** Why a ticket is refused, as far as it decides what somebody has to do about it. */
enum KerberosFault {
    CLOCK_SKEW("CLOCK"),
    EXPIRED("EXPIRED"),
    REPLAY("AGAIN"),
    /** The ticket was made for another account's key. */
    WRONG_KEY("SERVER"),
    STALE_KEYTAB("SERVER"),
    ENCRYPTION("SERVER"),
    WRONG_SERVICE("SERVER"),
    CHANNEL_BINDING("SERVER"),
    /** Nobody has the service principal name, so browsers fall back to NTLM. */
    NO_TICKET("NO_TICKET"),
    OTHER("");

    private static final String FACT = "kerberos";

    private final String person;

    KerberosFault(String person) {
        this.person = person;
    }

    /** The ending of the text for the person at the browser; empty where there is nothing to say. */
    String person() {
        return person;
    }

    /**
     * That of an error message (RFC 4120, 7.5.9).
     *
     * @param code also stands in brackets in the JDK's texts
     */
    static KerberosFault of(int code) {
        return switch (code) {
            case 7 -> NO_TICKET;
            case 14, 50 -> ENCRYPTION;
            case 31, 41 -> WRONG_KEY;
            case 32 -> EXPIRED;
            case 33, 37 -> CLOCK_SKEW;
            case 34 -> REPLAY;
            case 35, 36 -> WRONG_SERVICE;
            case 44, 45 -> STALE_KEYTAB;
            default -> OTHER;
        };
    }

    /** Notes it beside the cause in words. */
    Refusal on(Refusal refusal) {
        return this == OTHER ? refusal : refusal.with(FACT, name());
    }

    static Optional<KerberosFault> in(Refusal refusal) {
        return Optional.ofNullable(refusal.facts().get(FACT)).map(KerberosFault::valueOf);
    }
}
