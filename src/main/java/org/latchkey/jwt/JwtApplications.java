package org.latchkey.jwt;

import java.time.Clock;
import org.latchkey.application.Applications;
import org.latchkey.signin.SignIn;

/** What {@link JwtServlet} works with. */
public record JwtApplications(Applications<JwtApplication> applications, SignIn signIn, Clock clock) {}
