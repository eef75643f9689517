package org.latchkey.saml;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.latchkey.refusal.Reason;
import org.latchkey.refusal.Refusal;
import org.latchkey.signin.SealedState;

/**
 * A logout message that was judged. What another site posts comes without the session's cookie, so it travels on, sealed, to
 * a GET that has it.
 *
 * @param isRequest whether the application asks, or answers
 * @param application the id of the application that sent it
 * @param id of the request, its own or the one that it answers
 * @param nameId whom a request is about
 * @param format of that name; empty where it is not said
 * @param success of an answer
 */
record LogoutMessage(
        boolean isRequest,
        String application,
        String id,
        String nameId,
        String format,
        Optional<String> relayState,
        boolean success) {

    private static final String PURPOSE = "saml-logout";
    private static final Duration LIFETIME = Duration.ofMinutes(2);

    String seal(SealedState sealed) {
        return fields(sealed)
                .seal(List.of(
                        Boolean.toString(isRequest),
                        application,
                        id,
                        nameId,
                        format,
                        relayState.map(text -> "=" + text).orElse(""),
                        Boolean.toString(success)));
    }

    private static SealedFields fields(SealedState sealed) {
        return new SealedFields(sealed, PURPOSE, LIFETIME);
    }

    /** @throws Refusal {@link Reason#SAML_REQUEST_EXPIRED}, or as {@link SealedState#open} */
    static LogoutMessage open(SealedState sealed, String token) {
        List<String> fields = fields(sealed).open(token);
        return new LogoutMessage(
                Boolean.parseBoolean(fields.get(0)),
                fields.get(1),
                fields.get(2),
                fields.get(3),
                fields.get(4),
                Optional.of(fields.get(5)).filter(text -> !text.isEmpty()).map(text -> text.substring(1)),
                Boolean.parseBoolean(fields.get(6)));
    }

    /** RelayState can hold a ticket of the application's own. */
    @Override
    public String toString() {
        return "LogoutMessage[" + application + " " + id + "]";
    }
}
