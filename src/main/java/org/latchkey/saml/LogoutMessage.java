package org.latchkey.saml;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
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
 * @param sessionIndexes which sign-ins a request is about; empty for all of that name
 * @param success of an answer
 */
record LogoutMessage(
        boolean isRequest,
        String application,
        String id,
        String nameId,
        String format,
        List<String> sessionIndexes,
        Optional<String> relayState,
        boolean success) {

    private static final String PURPOSE = "saml-logout";
    private static final Duration LIFETIME = Duration.ofMinutes(2);

    /** No XML 1.0 text holds it. */
    private static final String BETWEEN = "\u0001";

    LogoutMessage {
        sessionIndexes = List.copyOf(sessionIndexes);
    }

    String seal(SealedState sealed) {
        return fields(sealed)
                .seal(List.of(
                        Boolean.toString(isRequest),
                        application,
                        id,
                        nameId,
                        format,
                        sessionIndexes.stream().map(index -> BETWEEN + index).collect(Collectors.joining()),
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
                Arrays.stream(fields.get(5).split(BETWEEN, -1)).skip(1).toList(),
                Optional.of(fields.get(6)).filter(text -> !text.isEmpty()).map(text -> text.substring(1)),
                Boolean.parseBoolean(fields.get(7)));
    }

    /** RelayState can hold a ticket of the application's own. */
    @Override
    public String toString() {
        return "LogoutMessage[" + application + " " + id + "]";
    }
}
