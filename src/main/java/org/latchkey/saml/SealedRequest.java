package org.latchkey.saml;

import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
    private static final int FIELDS = 12;

    String seal(SignOnRequest request) {
        String fields = Stream.of(
                        request.application(),
                        request.id(),
                        request.consumer().toString(),
                        request.relayState().map(text -> "=" + text).orElse(""),
                        request.nameId().format().map(NameIdFormat::name).orElse(""),
                        Boolean.toString(request.nameId().stable()),
                        Boolean.toString(request.forceAuthn()),
                        Boolean.toString(request.passive()),
                        request.subject().map(text -> "=" + text).orElse(""),
                        String.join(" ", request.contexts()),
                        Boolean.toString(request.verified()),
                        request.received().toString())
                .map(field -> URLEncoder.encode(field, StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return sealed.seal(PURPOSE, "", fields, LIFETIME);
    }

    /** @throws Refusal {@link Reason#SAML_REQUEST_EXPIRED}, or as {@link SealedState#open} */
    SignOnRequest open(String token) {
        SealedState.Opened opened = sealed.open(PURPOSE, "", token);
        if (opened.expired()) {
            throw new Refusal(Reason.SAML_REQUEST_EXPIRED);
        }
        List<String> fields = Arrays.stream(opened.payload().split("&", FIELDS))
                .map(field -> URLDecoder.decode(field, StandardCharsets.UTF_8))
                .toList();
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
                Arrays.stream(fields.get(9).split(" "))
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
