package org.latchkey.asp;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.latchkey.application.Application;
import org.latchkey.audit.Decision;
import org.latchkey.http.Methods;
import org.latchkey.http.Parts;
import org.latchkey.http.QueryString;
import org.latchkey.page.ExplanationPage;
import org.latchkey.page.Pages;
import org.latchkey.refusal.Reason;
import org.latchkey.refusal.Refusal;
import org.latchkey.signin.Person;

/**
 * {@code GET *.asp}: the address of a script that an application replaces. With {@code debug=1} it signs nobody in to the
 * application and tells what it would do. The scripts told that to anybody, with the secret; this tells whoever asks about
 * himself, and holds no hash and no signature.
 */
public final class AspServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        // A folder may have the name of one that is served while the configuration keeps everything else closed.
        Replacements replacements = Parts.find(getServletContext(), Replacements.class)
                .orElseThrow(() -> new Refusal(Reason.CONFIGURATION_BROKEN));
        String script = script(request);
        QueryString query = QueryString.of(request);
        Replacement replacement = replacements.find(script, query);
        Decision.of(request).note("script", script);
        if (query.text("debug").filter("1"::equals).isPresent()) {
            explain(request, response, replacements, replacement, query);
        } else {
            replacement.entrance().answer(request, response, replacement.id());
        }
    }

    /** The servlet path is decoded and without path parameters, so that each spelling of an address is this one. */
    private static String script(HttpServletRequest request) {
        String path = request.getServletPath();
        return path.substring(path.lastIndexOf('/') + 1);
    }

    private void explain(
            HttpServletRequest request,
            HttpServletResponse response,
            Replacements replacements,
            Replacement replacement,
            QueryString query)
            throws IOException {
        Methods.require(request, "GET");
        Application application =
                replacement.entrance().require(replacement.id()).application();
        Decision.of(request).note("application", application.id());
        Person person = replacements.signIn().person(request, application.title());
        ExplanationPage page = new Explanation(query, person).of(replacement, application);
        replacements.signIn().remember(request, person);
        Decision.of(request).outcome("explained");
        Parts.get(getServletContext(), Pages.class).show(request, response, HttpServletResponse.SC_OK, page);
    }
}
