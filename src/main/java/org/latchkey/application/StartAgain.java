package org.latchkey.application;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.Optional;

/** Where somebody whose request is refused can begin again: the application's own start, for the link on the page. */
public final class StartAgain {

    private static final String ATTRIBUTE = StartAgain.class.getName();

    private StartAgain() {}

    /** Notes that this request is about an application. */
    public static void at(HttpServletRequest request, Application application) {
        application.start().ifPresent(start -> request.setAttribute(ATTRIBUTE, start));
    }

    public static Optional<String> of(HttpServletRequest request) {
        return request.getAttribute(ATTRIBUTE) instanceof URI start ? Optional.of(start.toString()) : Optional.empty();
    }
}
