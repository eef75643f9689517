package org.latchkey.hmac;

import java.time.Clock;
import org.latchkey.application.Applications;
import org.latchkey.signin.SignIn;

/** What {@link HmacServlet} works with. */
public record HmacApplications(Applications<HmacApplication> applications, SignIn signIn, Clock clock) {}
