package org.latchkey.signin;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.latchkey.page.SignedOutPage;

/** Knows where people stay signed in when their session here ends. */
@FunctionalInterface
public interface Elsewhere {

    /** Those that this request's session knows, while it lasts. */
    List<SignedOutPage.Elsewhere> of(HttpServletRequest request);
}
