package org.latchkey.signin;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.latchkey.audit.Decision;
import org.latchkey.config.Secret;
import org.latchkey.directory.AccountName;
import org.latchkey.http.FormBody;
import org.latchkey.http.LocalRedirect;
import org.latchkey.http.Methods;
import org.latchkey.http.Octets;
import org.latchkey.http.OwnForm;
import org.latchkey.http.Parts;
import org.latchkey.http.QueryString;
import org.latchkey.page.Pages;
import org.latchkey.page.SignInPage;
import org.latchkey.refusal.Reason;
import org.latchkey.refusal.Refusal;

/** {@code GET, POST /signin}: the password form, checked by one LDAP bind for each submit. */
public final class SignInServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Methods.require(request, "GET", "POST");
        SignInForm form = Parts.get(getServletContext(), SignInForm.class);
        if (!form.enabled()) {
            throw new Refusal(Reason.PAGE_UNKNOWN).with("passwordForm", "off");
        }
        if ("POST".equals(request.getMethod())) {
            submit(request, response, form);
        } else {
            Parts.get(getServletContext(), Pages.class)
                    .show(request, response, HttpServletResponse.SC_OK, form.page(request, response));
        }
    }

    private void submit(HttpServletRequest request, HttpServletResponse response, SignInForm form) throws IOException {
        // The cookie that binds the form could be a neighbour's in the same domain.
        OwnForm.require(request);
        QueryString fields = FormBody.read(request);
        String token = fields.text(SignInPage.STATE).orElseThrow(() -> new Refusal(Reason.FORM_MALFORMED));
        LocalRedirect back = form.opened(request, token);
        String typed = fields.text(SignInPage.ACCOUNT).orElse("");
        Secret password =
                new Secret(fields.octets(SignInPage.PASSWORD).map(Octets::text).orElse(""));
        request.setAttribute(SignInPage.ACCOUNT, typed);
        verify(request, typed, password);
        Decision.of(request).outcome("password-accepted");
        back.send(response);
    }

    private void verify(HttpServletRequest request, String typed, Secret password) {
        try {
            AccountName account = AccountName.typed(typed)
                    .orElseThrow(() -> new Refusal(Reason.PASSWORD_WRONG).with("account", "no name"));
            Parts.get(getServletContext(), SignIn.class).withPassword(request, account, password);
        } catch (Refusal refusal) {
            // Another try may help: the form again, with what was typed. Everything else is a page of its own.
            throw refusal.reason().status() == HttpServletResponse.SC_UNAUTHORIZED
                    ? SignInRequired.because(refusal)
                    : refusal;
        }
    }
}
