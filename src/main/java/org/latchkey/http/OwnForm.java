package org.latchkey.http;

import jakarta.servlet.http.HttpServletRequest;
import org.latchkey.refusal.Reason;
import org.latchkey.refusal.Refusal;

/**
 * Whether a POST comes from a page of this site, where it sets something going. The session's cookie is SameSite=Lax, so
 * another site's form brings none; but a browser that holds a ticket would prove itself anew, for whichever site asks (CSRF).
 */
public final class OwnForm {

    private OwnForm() {}

    /**
     * Whether it came with a session; to be asked before anybody is signed in by the request itself.
     *
     * @throws Refusal {@link Reason#FORM_FOREIGN} where the browser says that another site asks (Fetch Metadata); a
     *     neighbour in the same domain is one, and brings the cookie
     */
    public static boolean isCertain(HttpServletRequest request) {
        String site = request.getHeader("Sec-Fetch-Site");
        if (site != null && !site.equals("same-origin") && !site.equals("none")) {
            throw new Refusal(Reason.FORM_FOREIGN).with("Sec-Fetch-Site", site);
        }
        return request.getSession(false) != null;
    }
}
