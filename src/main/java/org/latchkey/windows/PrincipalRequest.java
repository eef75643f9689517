package org.latchkey.windows;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.security.Principal;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.latchkey.signin.Mechanism;
import org.latchkey.signin.SignedIn;

/** A request that knows who sent it. Whatever the container believes (AJP can bring a user of its own) does not count. */
final class PrincipalRequest extends HttpServletRequestWrapper {

    private final Supplier<Optional<SignedIn>> signedIn;

    /** @param signedIn asked when somebody wants to know, possibly more than once */
    PrincipalRequest(HttpServletRequest request, Supplier<Optional<SignedIn>> signedIn) {
        super(request);
        this.signedIn = signedIn;
    }

    @Override
    public @Nullable Principal getUserPrincipal() {
        return signedIn.get().orElse(null);
    }

    @Override
    public @Nullable String getRemoteUser() {
        return signedIn.get().map(SignedIn::getName).orElse(null);
    }

    @Override
    public @Nullable String getAuthType() {
        return signedIn.get()
                .map(SignedIn::mechanism)
                .map(PrincipalRequest::authType)
                .orElse(null);
    }

    @Override
    public boolean isUserInRole(String role) {
        return false;
    }

    private static String authType(Mechanism mechanism) {
        return switch (mechanism) {
            case KERBEROS -> "KERBEROS";
            case NTLM -> "NTLM";
            case PASSWORD -> FORM_AUTH;
        };
    }
}
