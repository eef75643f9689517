package org.latchkey.saml;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.latchkey.signin.Mechanism;

final class SignInContextTest {

    @ParameterizedTest
    @CsvSource({
        "KERBEROS, true, urn:oasis:names:tc:SAML:2.0:ac:classes:Kerberos",
        "KERBEROS, false, urn:oasis:names:tc:SAML:2.0:ac:classes:Kerberos",
        "NTLM, true, urn:federation:authentication:windows",
        "PASSWORD, true, urn:oasis:names:tc:SAML:2.0:ac:classes:PasswordProtectedTransport",
        "PASSWORD, false, urn:oasis:names:tc:SAML:2.0:ac:classes:Password"
    })
    void ofWhenSignedInThenWhatReallyHappened(Mechanism mechanism, boolean https, String context) {
        assertThat(SignInContext.of(mechanism, https)).isEqualTo(context);
    }

    @Test
    void satisfiesWhenNothingIsAskedThenAnySignIn() {
        assertThat(SignInContext.satisfies(List.of())).isTrue();
    }

    /** Libraries ask for it at their defaults, and mean any sign-in. */
    @Test
    void satisfiesWhenPasswordIsAskedThenATicketWillDo() {
        assertThat(SignInContext.satisfies(List.of(SignInContext.PASSWORD_PROTECTED)))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "urn:oasis:names:tc:SAML:2.0:ac:classes:SmartcardPKI",
                "urn:oasis:names:tc:SAML:2.0:ac:classes:TimeSyncToken",
                "https://refeds.org/profile/mfa",
                ""
            })
    void satisfiesWhenMoreIsAskedThenNever(String context) {
        assertThat(SignInContext.satisfies(List.of(context))).isFalse();
        assertThat(SignInContext.satisfies(List.of(context, SignInContext.KERBEROS)))
                .isTrue();
    }
}
