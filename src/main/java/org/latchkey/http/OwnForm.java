package org.latchkey.http;

import jakarta.servlet.http.HttpServletRequest;
import org.latchkey.refusal.Reason;
import org.latchkey.refusal.Refusal;

/**
 * Whether a POST that sets something going comes from a page of this site (CSRF). Another site's brings neither a session,
 * whose cookie is SameSite=Lax, nor a ticket, since those count with GET only; but a neighbour in the same domain is the same
 * site for cookies, and only the browser tells it apart.
 */
public final class OwnForm {

    private OwnForm() {}

    /**
     * Lets pass what this site's own pages send, and what browsers send that do not tell (they do over HTTPS).
     *
     * @throws Refusal {@link Reason#FORM_FOREIGN} where the browser says that another site asks
     * @see <a href="https://www.w3.org/TR/fetch-metadata/">Fetch Metadata</a>
     */
    public static void require(HttpServletRequest request) {
        String site = request.getHeader("Sec-Fetch-Site");
        if (site != null && !site.equals("same-origin") && !site.equals("none")) {
            throw new Refusal(Reason.FORM_FOREIGN).with("Sec-Fetch-Site", site);
        }
    }
}
