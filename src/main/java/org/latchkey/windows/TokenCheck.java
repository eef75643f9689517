package org.latchkey.windows;

import com.sun.jna.platform.win32.Win32Exception;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.latchkey.directory.AccountName;
import org.latchkey.refusal.Reason;
import org.latchkey.refusal.Refusal;
import org.latchkey.signin.Mechanism;
import org.latchkey.signin.SignedIn;
import waffle.windows.auth.IWindowsAuthProvider;
import waffle.windows.auth.IWindowsIdentity;
import waffle.windows.auth.IWindowsSecurityContext;

/** Has a token checked by the provider, leg by leg. */
final class TokenCheck {

    private final IWindowsAuthProvider provider;
    private final WindowsSettings settings;
    private final HandshakeConnection connections;
    private final Handshakes handshakes;
    private final Clock clock;

    TokenCheck(IWindowsAuthProvider provider, WindowsSettings settings, HandshakeConnection connections, Clock clock) {
        this.provider = provider;
        this.settings = settings;
        this.connections = connections;
        this.handshakes = new Handshakes(provider, clock);
        this.clock = clock;
    }

    /** @throws Refusal when the token proves nothing */
    TokenOutcome check(HttpServletRequest request, NegotiateToken token) {
        if (token.isNtlmOnly() && !settings.takesNtlm()) {
            throw new Refusal(Reason.TOKEN_NTLM_ONLY);
        }
        Optional<KerberosError> error = token.kerberosError();
        if (error.isPresent()) {
            // No client goes on after one, so no provider needs to see it.
            throw error.get().fault().on(rejected(error.get().text()));
        }
        Optional<String> obstacle = connections.obstacle(request);
        String connection = obstacle.isEmpty() ? connection(request, token) : single(request, token, obstacle.get());
        IWindowsSecurityContext context = accept(connection, token);
        if (context.isContinue()) {
            return proceed(connection, token, context, obstacle);
        }
        try {
            return known(context, token);
        } finally {
            Disposal.of(context::dispose);
        }
    }

    private String connection(HttpServletRequest request, NegotiateToken token) {
        String connection = HandshakeConnection.id(request);
        if (token.isFirst()) {
            // Else Waffle would continue the old handshake with the new token.
            handshakes.abandon(connection);
        } else if (!handshakes.take(connection, token.scheme())) {
            throw new Refusal(Reason.TOKEN_BEHIND_PROXY)
                    .with(
                            "connection",
                            "no handshake was begun on this connection in the last " + Handshakes.LONGEST.toSeconds()
                                    + " s");
        }
        return connection;
    }

    /**
     * One leg may be taken anywhere. Its name in Waffle's cache is the request's: on a shared connection two first legs at
     * once would else meet there.
     */
    private static String single(HttpServletRequest request, NegotiateToken token, String obstacle) {
        if (!token.isFirst() || token.isNtlmOnly()) {
            throw behindProxy(obstacle);
        }
        return "request " + request.getRequestId();
    }

    private static Refusal behindProxy(String obstacle) {
        return new Refusal(Reason.TOKEN_BEHIND_PROXY).with("connection", obstacle);
    }

    private IWindowsSecurityContext accept(String connection, NegotiateToken token) {
        try {
            return provider.acceptSecurityToken(
                    connection, token.octets(), token.scheme().text());
        } catch (Win32Exception e) {
            // Waffle frees the handles of a failed leg, but where that throws too it keeps the dead handshake.
            Disposal.of(() -> provider.resetSecurityToken(connection));
            throw rejected(e);
        }
    }

    private static Refusal rejected(Win32Exception e) {
        return WindowsLogon.fault(e).on(rejected(WindowsLogon.cause(e)));
    }

    private static Refusal rejected(String cause) {
        return new Refusal(Reason.TOKEN_REJECTED).with("cause", cause);
    }

    private TokenOutcome proceed(
            String connection, NegotiateToken token, IWindowsSecurityContext context, Optional<String> obstacle) {
        byte @Nullable [] answer = context.getToken();
        if (obstacle.isPresent() || answer == null) {
            Disposal.of(() -> provider.resetSecurityToken(connection));
            Disposal.of(context::dispose);
            throw obstacle.map(TokenCheck::behindProxy)
                    .orElseGet(() -> rejected("the provider wants another leg but has nothing to say"));
        }
        handshakes.put(connection, token.scheme(), context);
        return new TokenOutcome.Proceed(token.scheme().answering(answer));
    }

    private TokenOutcome known(IWindowsSecurityContext context, NegotiateToken token) {
        try {
            AccountName account = account(context.getIdentity());
            Mechanism mechanism = mechanism(context, token);
            byte @Nullable [] answer = context.getToken();
            return new TokenOutcome.Known(
                    new SignedIn(account, mechanism, clock.instant()),
                    Optional.ofNullable(answer).map(token.scheme()::answering));
        } catch (Win32Exception e) {
            throw rejected(e);
        } catch (IllegalArgumentException e) {
            throw rejected("not a person's account: " + e.getMessage());
        }
    }

    private static AccountName account(IWindowsIdentity identity) {
        try {
            if (!(identity instanceof KerberosIdentity kerberos)) {
                return WindowsLogon.account(identity);
            }
            if (kerberos.isGuest()) {
                throw new Refusal(Reason.TOKEN_GUEST).with("account", kerberos.principal());
            }
            return kerberos.account();
        } finally {
            Disposal.of(identity::dispose);
        }
    }

    /**
     * What was used in the end: Windows is asked, since a client may change its mind within a handshake. Where Windows does
     * not say, the message in the last token tells; the header's scheme never does, {@code Negotiate} carries either.
     */
    private Mechanism mechanism(IWindowsSecurityContext context, NegotiateToken token) {
        if (context instanceof KerberosSecurityContext) {
            return Mechanism.KERBEROS;
        }
        Mechanism used = NegotiatedPackage.of(context.getHandle())
                .or(token::mechanism)
                .orElseThrow(() -> rejected("neither Kerberos nor NTLM"));
        if (used == Mechanism.NTLM && !settings.takesNtlm()) {
            throw new Refusal(Reason.TOKEN_NTLM_ONLY);
        }
        return used;
    }
}
