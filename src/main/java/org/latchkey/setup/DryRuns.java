package org.latchkey.setup;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.latchkey.application.Registration;
import org.latchkey.audit.Decision;
import org.latchkey.directory.Directory;
import org.latchkey.http.FormBody;
import org.latchkey.http.QueryString;
import org.latchkey.page.DryRunPage;

/**
 * Tells what a sign-in would send, without one. For members of {@code adminGroup} only: it shows what the directory has about
 * other people.
 *
 * @param replaced the scripts that an application takes the place of, by its id
 */
public record DryRuns(Directory directory, Rehearsal rehearsal, Map<String, Set<String>> replaced) {

    public DryRuns {
        replaced = Map.copyOf(replaced);
    }

    DryRunPage empty(String overview) {
        return page("", "", Optional.empty(), overview);
    }

    /** Each one is audited: who looked at whom. */
    DryRunPage of(HttpServletRequest request, String overview) throws IOException {
        QueryString form = FormBody.read(request);
        String account = form.text(DryRunPage.ACCOUNT).map(String::strip).orElse("");
        Optional<Registration> chosen = form.text(DryRunPage.APPLICATION).flatMap(rehearsal::application);
        if (account.isEmpty() || chosen.isEmpty()) {
            return page(account, "", Optional.empty(), overview);
        }
        String id = chosen.get().application().id();
        DryRun run = new DryRun(this, chosen.get());
        DryRunPage.Result result = run.of(account);
        Decision.of(request)
                .note("looked-at", run.person().orElse(account))
                .note("looked-at-application", id)
                .outcome("dry-run");
        return page(account, id, Optional.of(result), overview);
    }

    private DryRunPage page(String account, String id, Optional<DryRunPage.Result> result, String overview) {
        List<DryRunPage.Choice> choices = rehearsal.applications().stream()
                .map(Registration::application)
                .map(application -> new DryRunPage.Choice(application.id(), application.title()))
                .toList();
        return new DryRunPage(account, id, choices, result, overview);
    }
}
