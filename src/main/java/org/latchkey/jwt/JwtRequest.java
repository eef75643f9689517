package org.latchkey.jwt;

import java.util.Optional;
import org.latchkey.http.Octets;
import org.latchkey.http.QueryString;
import org.latchkey.refusal.Reason;
import org.latchkey.refusal.Refusal;

/**
 * What Freshworks asks at the Authorization URL, in either of its two shapes: the newer one names {@code response_type} and
 * {@code redirect_uri}, the older one has neither. Unknown parameters are nobody's business.
 *
 * @param state opaque, returned octet for octet
 * @param nonce echoed in the token
 * @param redirectUri as sent, not yet compared with anything
 * @see <a href="https://support.freshworks.com/en/support/solutions/articles/50000000670">Freshworks, JWT SSO</a>
 */
record JwtRequest(Octets state, String nonce, Optional<String> redirectUri, Optional<String> clientId) {

    static JwtRequest parse(QueryString query) {
        String responseType = query.text("response_type").orElse("id_token");
        if (!responseType.equals("id_token")) {
            throw new Refusal(Reason.RESPONSE_TYPE_UNSUPPORTED).with("response_type", responseType);
        }
        Octets state = query.octets("state")
                .filter(octets -> !octets.isEmpty())
                .orElseThrow(() -> new Refusal(Reason.STATE_MISSING));
        String nonce = query.text("nonce").orElseThrow(() -> new Refusal(Reason.NONCE_MISSING));
        requireAtMost("state", state.length(), JwtApplication.LONGEST_STATE);
        requireAtMost("nonce", nonce.length(), JwtApplication.LONGEST_NONCE);
        return new JwtRequest(state, nonce, query.text("redirect_uri"), query.text("client_id"));
    }

    private static void requireAtMost(String parameter, int length, int longest) {
        if (length > longest) {
            throw new Refusal(Reason.PARAMETER_TOO_LONG)
                    .with("parameter", parameter)
                    .with("length", Integer.toString(length))
                    .with("longest", Integer.toString(longest));
        }
    }
}
