package org.latchkey.saml;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.latchkey.refusal.Reason;
import org.latchkey.refusal.Refusal;
import org.latchkey.signin.SealedState;

/**
 * A judged request that travels through the browser to the GET which answers it. What another site posts arrives without
 * the session's cookie (SameSite), and a Windows sign-in can only begin with a GET. It is sealed, so it is still what was
 * judged. It is bound to no cookie: whoever has one could have sent the request itself, and two tabs do not disturb each other.
 */
record SealedRequest(SealedState sealed) {

    /** As long as the password form, which leads back to it. */
    static final Duration LIFETIME = Duration.ofMinutes(15);

    private static final String PURPOSE = "saml-request";

    /** No XML 1.0 text holds it. */
    private static final String BETWEEN = "\u0001";

    String seal(SignOnRequest request) {
        return fields().seal(List.of(
                request.application(),
                request.id(),
                request.consumer().toString(),
                request.relayState().map(text -> "=" + text).orElse(""),
                request.nameId().format().map(NameIdFormat::name).orElse(""),
                Boolean.toString(request.nameId().stable()),
                Boolean.toString(request.forceAuthn()),
                Boolean.toString(request.passive()),
                request.subject().map(text -> "=" + text).orElse(""),
                String.join(BETWEEN, request.contexts()),
                Boolean.toString(request.verified()),
                request.received().toString()));
    }

    private SealedFields fields() {
        return new SealedFields(sealed, PURPOSE, LIFETIME);
    }

    /** @throws Refusal {@link Reason#SAML_REQUEST_EXPIRED}, or as {@link SealedState#open} */
    SignOnRequest open(String token) {
        List<String> fields = fields().open(token);
        return new SignOnRequest(
                fields.get(0),
                fields.get(1),
                URI.create(fields.get(2)),
                optional(fields.get(3)),
                new NameIdChoice(
                        Optional.of(fields.get(4))
                                .filter(name -> !name.isEmpty())
                                .map(NameIdFormat::valueOf),
                        Boolean.parseBoolean(fields.get(5))),
                Boolean.parseBoolean(fields.get(6)),
                Boolean.parseBoolean(fields.get(7)),
                optional(fields.get(8)),
                Arrays.stream(fields.get(9).split(BETWEEN, -1))
                        .filter(context -> !context.isEmpty())
                        .toList(),
                Boolean.parseBoolean(fields.get(10)),
                Instant.parse(fields.get(11)));
    }

    /** An empty RelayState goes back empty; an absent one does not go back. */
    private static Optional<String> optional(String field) {
        return field.startsWith("=") ? Optional.of(field.substring(1)) : Optional.empty();
    }
}
