package org.latchkey.windows;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.latchkey.audit.Decision;
import org.latchkey.http.Client;
import org.latchkey.http.LaxCookie;
import org.latchkey.refusal.Refusal;
import org.latchkey.signin.SignInRequired;
import org.latchkey.signin.SignInSession;
import org.latchkey.signin.SignedIn;
import waffle.windows.auth.IWindowsAuthProvider;
import waffle.windows.auth.impl.WindowsAuthProviderImpl;

/**
 * Takes a session or a token, and tells a browser what it may answer with when sign-in turns out to be needed. It never asks
 * for sign-in itself: a token is looked at when the servlet, after judging its own request, asks who this is.
 */
public final class WindowsSignIn {

    /** Longer than {@link Handshakes#LONGEST}, so that Waffle never forgets a handshake before its handles are freed. */
    private static final int WAFFLE_SECONDS = 120;

    private final Optional<TokenCheck> check;
    private final WindowsSettings settings;
    private final SignInSession sessions;
    private final Client client;
    private final HandshakeConnection connections;
    private final LaxCookie formCookie;
    private final Optional<URI> publicUrl;
    private final ProviderFault fault = new ProviderFault();

    /**
     * @param provider who checks tokens; empty for nobody
     * @param publicUrl what browsers see, where it is configured
     */
    public WindowsSignIn(
            Optional<IWindowsAuthProvider> provider,
            WindowsSettings settings,
            SignInSession sessions,
            Client client,
            Clock clock,
            Optional<URI> publicUrl) {
        this.connections = new HandshakeConnection(publicUrl);
        this.check = provider.map(found -> new TokenCheck(found, settings, connections, clock));
        this.settings = settings;
        this.sessions = sessions;
        this.client = client;
        this.formCookie = formCookie(publicUrl);
        this.publicUrl = publicUrl;
    }

    /** With the provider that the settings name. Nothing of Windows is touched before the first token. */
    public static WindowsSignIn of(
            WindowsSettings settings, SignInSession sessions, Client client, Clock clock, Optional<URI> publicUrl) {
        Optional<IWindowsAuthProvider> provider = switch (settings.provider()) {
            case WAFFLE -> Optional.of(new WindowsAuthProviderImpl(WAFFLE_SECONDS));
            case KERBEROS ->
                Optional.of(
                        new KerberosAuthProvider(settings.keytab().orElseThrow(), settings.servicePrincipal(), clock));
            case OFF -> Optional.empty();
        };
        return new WindowsSignIn(provider, settings, sessions, client, clock, publicUrl);
    }

    /**
     * Marks a browser whose token was refused: it sees the form and is not challenged, or it would send the same token again
     * and again, or raise a pop-up at each step. Five minutes are longer than anybody tries in a row, and short enough that
     * nobody stays with the form after the cause (a clock, a keytab) is mended. The cookie proves nothing.
     */
    private static LaxCookie formCookie(Optional<URI> publicUrl) {
        boolean https = publicUrl
                .filter(url -> "https".equalsIgnoreCase(url.getScheme()))
                .isPresent();
        return new LaxCookie("latchkey-form", https, Duration.ofMinutes(5));
    }

    void serve(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        Optional<SignedIn> session = sessions.current(request);
        TokenRequest token = new TokenRequest(request, response);
        try {
            // A token beside a session is not looked at, unless the session turns out to be nobody's any more.
            chain.doFilter(
                    new PrincipalRequest(request, () -> session.isPresent() ? session : token.signedIn()), response);
        } catch (SignInRequired e) {
            throw e.isFirstAsk() ? token.asking(e) : e;
        }
    }

    /** One request without a session; its token is checked once at most, since a second check would be a replay. */
    private final class TokenRequest {

        private final HttpServletRequest request;
        private final HttpServletResponse response;
        private Optional<TokenOutcome> checked = Optional.empty();

        TokenRequest(HttpServletRequest request, HttpServletResponse response) {
            this.request = request;
            this.response = response;
        }

        Optional<SignedIn> signedIn() {
            return outcome() instanceof TokenOutcome.Known known ? Optional.of(known.signedIn()) : Optional.empty();
        }

        SignInRequired asking(SignInRequired required) {
            TokenOutcome outcome = outcome();
            if (outcome instanceof TokenOutcome.Proceed proceed) {
                return required.challenging(List.of(proceed.challenge()));
            }
            if (outcome instanceof TokenOutcome.Refused refused) {
                formCookie.set(request, response, "1");
                return required.refusing(refused.refusal());
            }
            return outcome instanceof TokenOutcome.None ? required.challenging(challenges(request)) : required;
        }

        private TokenOutcome outcome() {
            if (checked.isEmpty()) {
                TokenOutcome outcome = WindowsSignIn.this.outcome(request);
                checked = Optional.of(outcome);
                if (outcome instanceof TokenOutcome.Known known) {
                    welcome(known);
                }
                return outcome;
            }
            return checked.get();
        }

        private void welcome(TokenOutcome.Known known) {
            known.answer().ifPresent(answer -> response.setHeader("WWW-Authenticate", answer));
            if (formCookie.read(request).isPresent()) {
                formCookie.clear(request, response);
            }
        }
    }

    /** What the token of this request proves, whatever session there is; for the page that checks browsers. */
    TokenOutcome probe(HttpServletRequest request) {
        TokenOutcome outcome = outcome(request);
        if (outcome instanceof TokenOutcome.Refused refused) {
            refused.refusal().facts().forEach(Decision.of(request)::note);
            Decision.of(request)
                    .note("reason", refused.refusal().reason().name())
                    .outcome("browser-checked");
        }
        return outcome;
    }

    /** What {@code WWW-Authenticate} says to a browser that is being checked; nothing after a refused token, or it would loop. */
    List<String> answers(HttpServletRequest request, TokenOutcome outcome) {
        if (outcome instanceof TokenOutcome.Known known) {
            return known.answer().stream().toList();
        }
        if (outcome instanceof TokenOutcome.Proceed proceed) {
            return List.of(proceed.challenge());
        }
        return outcome instanceof TokenOutcome.None && isAskable(request) ? schemes(request) : List.of();
    }

    /** What browsers see, where it is configured. */
    Optional<URI> publicUrl() {
        return publicUrl;
    }

    private TokenOutcome outcome(HttpServletRequest request) {
        // A POST's body would be lost on the way through a handshake, and HEAD must not differ from GET in what it
        // begins.
        if (check.isEmpty() || !isGet(request)) {
            return new TokenOutcome.None();
        }
        try {
            Optional<NegotiateToken> token = NegotiateToken.read(Collections.list(request.getHeaders("Authorization")));
            return token.filter(this::isWanted)
                    .map(found -> fault.guard(() -> check(request, found)))
                    .orElseGet(TokenOutcome.None::new);
        } catch (Refusal e) {
            return new TokenOutcome.Refused(e);
        }
    }

    /** A client that is to use NTLM and sends Negotiate is asked for NTLM; the other way round it is told, by the check. */
    private boolean isWanted(NegotiateToken token) {
        return token.scheme() == Scheme.NTLM || settings.schemes().contains(Scheme.NEGOTIATE);
    }

    private TokenOutcome check(HttpServletRequest request, NegotiateToken token) {
        Decision.of(request).note("tokenOctets", String.valueOf(token.size()));
        return check.orElseThrow().check(request, token);
    }

    private List<String> challenges(HttpServletRequest request) {
        return isAskable(request) && formCookie.read(request).isEmpty() ? schemes(request) : List.of();
    }

    private boolean isAskable(HttpServletRequest request) {
        return check.isPresent()
                && !fault.isLasting()
                && isGet(request)
                && settings.networks().contains(client.address(request));
    }

    private List<String> schemes(HttpServletRequest request) {
        List<String> schemes = new ArrayList<>();
        if (settings.schemes().contains(Scheme.NEGOTIATE)) {
            schemes.add(Scheme.NEGOTIATE.text());
        }
        if (settings.takesNtlm() && connections.obstacle(request).isEmpty()) {
            schemes.add(Scheme.NTLM.text());
        }
        return schemes;
    }

    private static boolean isGet(HttpServletRequest request) {
        return "GET".equals(request.getMethod());
    }
}
