package org.latchkey.signin;

import java.util.List;
import java.util.Map;
import org.latchkey.refusal.Reason;
import org.latchkey.refusal.Refusal;

/**
 * Nobody is signed in yet, or the token or password that came was refused: 401 with the form as its body. On its way out
 * the Windows filter adds what the browser may answer with; thrown by a request that carried a refused token it adds nothing,
 * so that a browser lands on the form and never in a loop.
 */
public final class SignInRequired extends Refusal {

    private static final long serialVersionUID = 1L;

    private final String application;
    private final transient List<String> challenges;

    private SignInRequired(Reason reason, Map<String, String> facts, String application, List<String> challenges) {
        super(reason, facts);
        this.application = application;
        this.challenges = List.copyOf(challenges);
    }

    /** Nobody is known, and Windows may be asked. */
    public SignInRequired() {
        this("");
    }

    /** @param application the title of what the person wants to reach */
    SignInRequired(String application) {
        this(Reason.SIGN_IN_REQUIRED, Map.of(), application, List.of());
    }

    /** A token or a password was refused: the form, with the reason on it. */
    public static SignInRequired because(Refusal refusal) {
        return new SignInRequired().refusing(refusal);
    }

    /** The same need, after a token that came with the request was refused: the form, with the reason on it. */
    public SignInRequired refusing(Refusal refusal) {
        return new SignInRequired(refusal.reason(), refusal.facts(), application, List.of());
    }

    /** @param values of {@code WWW-Authenticate}, in order of preference (RFC 4559, 4.1) */
    public SignInRequired challenging(List<String> values) {
        return new SignInRequired(reason(), facts(), application, values);
    }

    public List<String> challenges() {
        return challenges;
    }

    /** Whether nothing was refused: the person only has not signed in yet. */
    public boolean isFirstAsk() {
        return reason() == Reason.SIGN_IN_REQUIRED;
    }

    String application() {
        return application;
    }
}
