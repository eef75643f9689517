package org.latchkey.saml;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.security.SecureRandom;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.latchkey.http.Refused;
import org.latchkey.refusal.Reason;
import org.latchkey.signin.SealedState;

final class SealedRequestTest {

    private final SealedState state = SealedState.ofProcess(Described.CLOCK, new SecureRandom());
    private final SealedRequest sealed = new SealedRequest(state);

    private static SignOnRequest request(Optional<String> text, NameIdChoice nameId, boolean flag) {
        return new SignOnRequest(
                "desk",
                "_id",
                URI.create("https://desk.example.com/acs?a=b&c=d"),
                text,
                nameId,
                flag,
                !flag,
                text,
                flag ? List.of("urn:a", "urn:b") : List.of(),
                flag,
                Described.NOW.plusNanos(7));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "=", "&", "a&b=c%20+", "<\"'>", "Zoë 李小龍 🚀", " x "})
    void openWhenSealedThenTheSameRequest(String text) {
        for (NameIdFormat format : NameIdFormat.values()) {
            SignOnRequest request = request(Optional.of(text), new NameIdChoice(Optional.of(format), true), true);

            assertThat(sealed.open(sealed.seal(request))).isEqualTo(request);
        }
    }

    /** An empty text is not an absent one. */
    @Test
    void openWhenNothingIsGivenThenNothingComesBack() {
        SignOnRequest request = request(Optional.empty(), NameIdChoice.IMPOSSIBLE, false);

        assertThat(sealed.open(sealed.seal(request))).isEqualTo(request);
    }

    @Test
    void sealWhenNoAddressCouldCarryItThenRefused() {
        SignOnRequest request = request(
                Optional.of("x".repeat(8000)), new NameIdChoice(Optional.of(NameIdFormat.PERSISTENT), true), true);

        assertThat(Refused.by(() -> sealed.seal(request)).reason()).isEqualTo(Reason.SAML_MESSAGE_TOO_LARGE);
    }

    @Test
    void openWhenSealedForAnotherPurposeOrChangedThenRefused() {
        String token = sealed.seal(request(Optional.empty(), NameIdChoice.IMPOSSIBLE, true));
        String other =
                state.seal("sign-in", "", String.join("\0", Collections.nCopies(12, "a")), SealedRequest.LIFETIME);
        String changed = (token.startsWith("A") ? "B" : "A") + token.substring(1);

        assertThat(List.of(other, changed, "", token.substring(1), token + "A"))
                .allSatisfy(bad -> assertThat(
                                Refused.by(() -> sealed.open(bad)).reason().status())
                        .isEqualTo(400));
    }
}
