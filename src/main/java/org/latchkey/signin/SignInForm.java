package org.latchkey.signin;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;
import org.latchkey.audit.Decision;
import org.latchkey.http.LaxCookie;
import org.latchkey.http.LocalRedirect;
import org.latchkey.page.Languages;
import org.latchkey.page.SignInPage;
import org.latchkey.refusal.Reason;
import org.latchkey.refusal.Refusal;

/**
 * The password form, which is also the body of every 401. It carries where to return to, sealed and bound to a cookie of
 * this browser: the return path is never a free parameter, and a form on another site cannot be made to fit (CSRF).
 *
 * @param enabled whether passwords are taken at all
 * @param helpText how to reach the help desk, in the site's own words
 */
public record SignInForm(
        SealedState sealed,
        LaxCookie cookie,
        SecureRandom random,
        boolean enabled,
        String helpText,
        Languages languages) {

    /** Long enough to look up a forgotten account name, short enough that a page left open is worth nothing tomorrow. */
    public static final Duration LIFETIME = Duration.ofMinutes(15);

    /** Longer than the form: what says that a form has expired is its seal, and without the cookie that cannot be read. */
    public static final Duration COOKIE_LIFETIME = Duration.ofHours(12);

    public static final String COOKIE = "latchkey-signin";

    private static final String PURPOSE = "sign-in";
    private static final String RETURN = SignInForm.class.getName();
    private static final Pattern BINDING = Pattern.compile("[A-Za-z0-9_-]{22}");

    /** Where to go after the sign-in, and what the person wants there. */
    private record Return(LocalRedirect path, String application) {}

    /** The form for somebody who has to sign in to go on with this request. */
    public SignInPage page(HttpServletRequest request, HttpServletResponse response, SignInRequired required) {
        Return to = request.getAttribute(RETURN) instanceof Return opened
                ? opened
                : new Return(backTo(request), required.application());
        return page(request, response, to, message(request, required));
    }

    /** The form for somebody who opened it himself: afterwards he lands on the portal. */
    SignInPage page(HttpServletRequest request, HttpServletResponse response) {
        return page(request, response, new Return(LocalRedirect.to(request, "/"), ""), Optional.empty());
    }

    private SignInPage page(
            HttpServletRequest request, HttpServletResponse response, Return to, Optional<String> message) {
        String binding = binding(request).orElseGet(this::newBinding);
        cookie.set(request, response, binding);
        return new SignInPage(
                LocalRedirect.to(request, "/signin").path(),
                sealed.seal(PURPOSE, binding, to.path().path() + '\n' + to.application(), LIFETIME),
                request.getAttribute(SignInPage.ACCOUNT) instanceof String account ? account : "",
                message,
                to.application(),
                enabled,
                Decision.of(request).reference().text(),
                helpText);
    }

    /** After a POST there is nothing to repeat, so the person lands on the portal. */
    private static LocalRedirect backTo(HttpServletRequest request) {
        return "GET".equals(request.getMethod()) ? LocalRedirect.back(request) : LocalRedirect.to(request, "/");
    }

    private Optional<String> message(HttpServletRequest request, SignInRequired required) {
        return required.isFirstAsk()
                ? Optional.empty()
                : Optional.of(required.reason().voices(languages.of(request)).user());
    }

    /**
     * Where a submitted form returns to. From here on a new form on the same request returns there, too.
     *
     * @throws SignInRequired {@link Reason#FORM_EXPIRED}, with a fresh form
     * @throws Refusal when the form is not one that this server gave to this browser
     */
    LocalRedirect opened(HttpServletRequest request, String token) {
        String binding = binding(request).orElseThrow(() -> new Refusal(Reason.FORM_FOREIGN).with("cookie", "absent"));
        SealedState.Opened opened = sealed.open(PURPOSE, binding, token);
        int end = opened.payload().indexOf('\n');
        Return to = new Return(
                new LocalRedirect(opened.payload().substring(0, end)),
                opened.payload().substring(end + 1));
        request.setAttribute(RETURN, to);
        if (opened.expired()) {
            throw SignInRequired.because(new Refusal(Reason.FORM_EXPIRED));
        }
        return to.path();
    }

    private Optional<String> binding(HttpServletRequest request) {
        return cookie.read(request).filter(value -> BINDING.matcher(value).matches());
    }

    private String newBinding() {
        byte[] octets = new byte[16];
        random.nextBytes(octets);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(octets);
    }
}
