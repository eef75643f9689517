package org.latchkey.saml;

import java.time.Duration;
import java.util.List;
import org.latchkey.refusal.Reason;
import org.latchkey.refusal.Refusal;
import org.latchkey.signin.SealedState;

/** The fields of a judged message as one sealed text. NUL parts them: no XML and no RelayState that was taken can hold one. */
record SealedFields(SealedState sealed, String purpose, Duration lifetime) {

    /** What comes back stands in an address, and an address that is too long would be refused there. */
    private static final int LONGEST = 6500;

    private static final String NUL = "\0";

    /** @throws Refusal {@link Reason#SAML_MESSAGE_TOO_LARGE} */
    String seal(List<String> fields) {
        String token = sealed.seal(purpose, "", String.join(NUL, fields), lifetime);
        if (token.length() > LONGEST) {
            throw new Refusal(Reason.SAML_MESSAGE_TOO_LARGE).with("sealed", Integer.toString(token.length()));
        }
        return token;
    }

    /** @throws Refusal {@link Reason#SAML_REQUEST_EXPIRED}, or as {@link SealedState#open} */
    List<String> open(String token) {
        SealedState.Opened opened = sealed.open(purpose, "", token);
        if (opened.expired()) {
            throw new Refusal(Reason.SAML_REQUEST_EXPIRED);
        }
        return List.of(opened.payload().split(NUL, -1));
    }
}
