package org.latchkey.windows;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.latchkey.refusal.Reason;
import org.latchkey.refusal.Refusal;
import org.latchkey.signin.Mechanism;

/**
 * What an {@code Authorization: Negotiate} or {@code NTLM} header carries (RFC 4559, 4.2), classified before any provider
 * parses it: behind the providers are an operating system's and a JDK's own decoders, and which handshakes may go on at all
 * depends on the mechanism inside.
 */
final class NegotiateToken {

    /** Windows' own limit (MaxTokenSize) is 48 000 octets and can be set to 65 535. */
    static final int LARGEST = 65_536;

    private static final int LARGEST_TEXT = (LARGEST + 2) / 3 * 4;

    private final Scheme scheme;
    private final byte[] octets;
    private final NegotiationMessage message;

    private NegotiateToken(Scheme scheme, byte[] octets, NegotiationMessage message) {
        this.scheme = scheme;
        this.octets = octets;
        this.message = message;
    }

    /**
     * Reads the token of a request.
     *
     * @param authorization all values of {@code Authorization}
     * @return empty when there is none of these schemes: {@code Basic} and {@code Bearer} are none of our business
     * @throws Refusal {@link Reason#TOKEN_MALFORMED}, {@link Reason#TOKEN_TOO_LARGE}
     */
    static Optional<NegotiateToken> read(List<String> authorization) {
        List<String> ours = authorization.stream()
                .filter(value -> schemeOf(value).isPresent())
                .toList();
        if (ours.size() > 1) {
            throw malformed("two Authorization headers");
        }
        return ours.stream().findFirst().map(NegotiateToken::parse);
    }

    /** The Kerberos error in what the server answers a leg with; a client that does not go on leaves it at that. */
    static Optional<KerberosError> errorIn(String challenge) {
        try {
            return read(List.of(challenge)).flatMap(NegotiateToken::kerberosError);
        } catch (Refusal e) {
            // An NTLM challenge is no client's message.
            return Optional.empty();
        }
    }

    private static Optional<Scheme> schemeOf(String value) {
        return Scheme.of(value.strip().split("[ \t]", 2)[0]);
    }

    private static NegotiateToken parse(String value) {
        Scheme scheme = schemeOf(value).orElseThrow();
        String text = value.strip().substring(scheme.text().length()).strip();
        if (text.isEmpty()) {
            throw malformed("no token after the scheme");
        }
        if (text.length() > LARGEST_TEXT) {
            throw new Refusal(Reason.TOKEN_TOO_LARGE).with("limit", LARGEST + " octets");
        }
        byte[] octets = decode(text);
        try {
            return new NegotiateToken(scheme, octets, NegotiationMessage.parse(scheme, octets));
        } catch (DerReader.MalformedToken e) {
            throw malformed(String.valueOf(e.getMessage())).with("tokenOctets", String.valueOf(octets.length));
        }
    }

    /** RFC 4648 to the letter, padding and unused bits too: one token has one text. */
    private static byte[] decode(String text) {
        try {
            byte[] octets = Base64.getDecoder().decode(text.getBytes(StandardCharsets.UTF_8));
            if (Base64.getEncoder().encodeToString(octets).equals(text)) {
                return octets;
            }
        } catch (IllegalArgumentException e) {
            // Told below; the exception's own text quotes a character of the token.
        }
        throw malformed("not Base64");
    }

    private static Refusal malformed(String cause) {
        return new Refusal(Reason.TOKEN_MALFORMED).with("cause", cause);
    }

    Scheme scheme() {
        return scheme;
    }

    /** For a provider. */
    byte[] octets() {
        return octets.clone();
    }

    int size() {
        return octets.length;
    }

    /** Whether a handshake begins with it; otherwise it answers what the server sent in the leg before. */
    boolean isFirst() {
        return message.first();
    }

    Optional<KerberosError> kerberosError() {
        return message.kerberosError();
    }

    /** The mechanism of the message inside, where it is known. */
    Optional<Mechanism> mechanism() {
        return message.mechanism();
    }

    /** Whether it is NTLM, or the client has nothing else to offer: no keytab can check it. */
    boolean isNtlmOnly() {
        return message.mechanism().equals(Optional.of(Mechanism.NTLM))
                || (message.first() && !message.offersKerberos());
    }

    /** Never the octets. */
    @Override
    public String toString() {
        return scheme.text() + " token of " + octets.length + " octets";
    }
}
