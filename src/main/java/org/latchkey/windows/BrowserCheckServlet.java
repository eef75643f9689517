package org.latchkey.windows;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.latchkey.audit.Decision;
import org.latchkey.http.Methods;
import org.latchkey.http.Parts;
import org.latchkey.page.BrowserCheckPage;
import org.latchkey.page.Languages;
import org.latchkey.page.Pages;
import org.latchkey.refusal.Reason;
import org.latchkey.refusal.Refusal;

/**
 * {@code GET /browser-check}: asks the browser for a Windows sign-in each time, whoever it is signed in as, and shows how it
 * answered. It begins no session, and shows nobody's data but the visitor's own.
 */
public final class BrowserCheckServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Methods.require(request, "GET");
        WindowsSignIn windows = Parts.get(getServletContext(), WindowsSignIn.class);
        TokenOutcome outcome = windows.probe(request);
        List<String> challenges = windows.answers(request, outcome);
        challenges.forEach(value -> response.addHeader("WWW-Authenticate", value));
        boolean asking = !challenges.isEmpty() && !(outcome instanceof TokenOutcome.Known);
        int status = asking ? HttpServletResponse.SC_UNAUTHORIZED : HttpServletResponse.SC_OK;
        Parts.get(getServletContext(), Pages.class)
                .show(request, response, status, page(request, windows, outcome, asking));
    }

    private static BrowserCheckPage page(
            HttpServletRequest request, WindowsSignIn windows, TokenOutcome outcome, boolean asking) {
        Optional<TokenOutcome.Known> known =
                outcome instanceof TokenOutcome.Known found ? Optional.of(found) : Optional.empty();
        Optional<Refusal> refusal =
                outcome instanceof TokenOutcome.Refused refused ? Optional.of(refused.refusal()) : Optional.empty();
        return new BrowserCheckPage(
                state(outcome, asking),
                known.map(found -> found.signedIn().mechanism().name()).orElse(""),
                known.map(found -> found.signedIn().account().toString()).orElse(""),
                octets(request),
                refusal.map(found -> found.reason()
                                .voices(Parts.get(request.getServletContext(), Languages.class)
                                        .of(request))
                                .user())
                        .orElse(""),
                fault(outcome).person(),
                fault(outcome).person().isEmpty() ? "" : fault(outcome).name(),
                Decision.of(request).reference().text(),
                windows.publicUrl().map(URI::getScheme).orElse("https"),
                windows.publicUrl().map(URI::getHost).orElseGet(request::getServerName),
                request.getServletContext().getContextPath() + "/browser-check");
    }

    /** Of a refused token; of a Kerberos error that Windows sends in its next leg; and that it was NTLM. */
    private static KerberosFault fault(TokenOutcome outcome) {
        if (outcome instanceof TokenOutcome.Refused refused) {
            return refused.refusal().reason() == Reason.TOKEN_NTLM_ONLY
                    ? KerberosFault.NO_TICKET
                    : KerberosFault.in(refused.refusal()).orElse(KerberosFault.OTHER);
        }
        if (outcome instanceof TokenOutcome.Proceed proceed) {
            return NegotiateToken.errorIn(proceed.challenge())
                    .map(KerberosError::fault)
                    .orElse(KerberosFault.OTHER);
        }
        return KerberosFault.OTHER;
    }

    private static String state(TokenOutcome outcome, boolean asking) {
        if (outcome instanceof TokenOutcome.Known) {
            return "ANSWERED";
        }
        if (outcome instanceof TokenOutcome.Refused) {
            return "REFUSED";
        }
        return asking ? "UNANSWERED" : "NOT_ASKED";
    }

    private static int octets(HttpServletRequest request) {
        return Integer.parseInt(Decision.of(request).facts().getOrDefault("tokenOctets", "0"));
    }
}
