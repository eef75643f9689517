package org.latchkey.setup;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.latchkey.audit.Audit;
import org.latchkey.config.Problem;
import org.latchkey.http.FormBody;
import org.latchkey.http.LocalRedirect;
import org.latchkey.http.Methods;
import org.latchkey.http.OwnForm;
import org.latchkey.http.Parts;
import org.latchkey.http.QueryString;
import org.latchkey.page.AnsweredRefusal;
import org.latchkey.page.FirstStepsPage;
import org.latchkey.page.Languages;
import org.latchkey.page.MovePage;
import org.latchkey.page.Page;
import org.latchkey.page.Pages;
import org.latchkey.page.SetupCodePage;
import org.latchkey.page.SurveyPage;
import org.latchkey.page.TroublePage;
import org.latchkey.refusal.Reason;
import org.latchkey.refusal.Refusal;

/**
 * {@code GET, POST /setup…}: what is wrong with the configuration, what to enter in Freshworks, what happened to a request, and
 * how to begin, for whom the {@link SetupDoor} lets in; what the directory has about people, for members of {@code adminGroup}
 * only.
 */
public final class SetupServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;
    private static final String OVERVIEW = "/";
    private static final String SHEET = "/app/";
    private static final String EXPLAIN = "/explain";
    private static final String REHEARSE = "/rehearse";

    /** By their path, but for the sheets. */
    private static final Map<String, View> VIEWS = Map.of(
            OVERVIEW,
            SetupServlet::overview,
            "/checks",
            SetupServlet::checks,
            EXPLAIN,
            SetupServlet::explanation,
            "/start",
            SetupServlet::firstSteps,
            "/move",
            SetupServlet::move);

    /** They show what the directory has about people, so the setup code is not enough. */
    private static final Map<String, Answer> ABOUT_PEOPLE = Map.of(
            REHEARSE,
            SetupServlet::rehearse,
            SurveyRequests.PATH,
            SetupServlet::survey,
            SurveyRequests.CSV,
            SetupServlet::surveyed);

    private static final Set<String> FORMS = Set.of(OVERVIEW, EXPLAIN, REHEARSE, SurveyRequests.PATH);

    private interface View {
        Page of(SetupServlet servlet, HttpServletRequest request) throws IOException;
    }

    private interface Answer {
        void give(SetupServlet servlet, HttpServletRequest request, HttpServletResponse response) throws IOException;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String path = path(request);
        requireKnown(path);
        Methods.require(request, FORMS.contains(path) ? new String[] {"GET", "POST"} : new String[] {"GET"});
        if (isPost(request)) {
            OwnForm.require(request);
        }
        Answer aboutPeople = ABOUT_PEOPLE.get(path);
        if (aboutPeople != null) {
            aboutPeople.give(this, request, response);
        } else if (path.equals(OVERVIEW) && isPost(request)) {
            redeem(request, response);
        } else if (door().admits(request)) {
            show(
                    request,
                    response,
                    VIEWS.getOrDefault(path, SetupServlet::sheet).of(this, request));
        } else {
            show(request, response, codePage(false));
        }
    }

    /** Before anybody is asked who he is: a request that ends in 404 begins no session. */
    private void requireKnown(String path) {
        if (!VIEWS.containsKey(path) && !ABOUT_PEOPLE.containsKey(path)) {
            sheet(path);
        }
    }

    private static String path(HttpServletRequest request) {
        return Optional.ofNullable(request.getPathInfo()).orElse(OVERVIEW);
    }

    private static boolean isPost(HttpServletRequest request) {
        return "POST".equals(request.getMethod());
    }

    private void redeem(HttpServletRequest request, HttpServletResponse response) throws IOException {
        SetupDoor door = door();
        door.requireLocal(request);
        String typed = FormBody.read(request).text(SetupCodePage.CODE).orElse("");
        try {
            door.redeem(request, typed);
        } catch (Refusal refusal) {
            throw refusal.reason() == Reason.SETUP_CODE_WRONG
                    ? AnsweredRefusal.again(refusal, codePage(true))
                    : refusal;
        }
        LocalRedirect.to(request, "/setup").send(response);
    }

    private Page codePage(boolean wrong) {
        return new SetupCodePage(
                wrong,
                address(),
                door().hasMembers() ? Optional.of(address() + "?" + SetupDoor.SIGN_IN) : Optional.empty());
    }

    private Page overview(HttpServletRequest unused) {
        return setup().page(later(), address());
    }

    private Page checks(HttpServletRequest request) {
        return Parts.get(getServletContext(), Checks.class).page(request, this::later, address());
    }

    private Page explanation(HttpServletRequest request) throws IOException {
        if (!isPost(request)) {
            return TroublePage.empty(address());
        }
        QueryString form = FormBody.read(request);
        return Parts.get(getServletContext(), Explanation.class)
                .of(
                        form.text(TroublePage.ASKED).orElse(""),
                        form.text(TroublePage.HELD).orElse(""),
                        door().isMember(request),
                        address());
    }

    private Page firstSteps(HttpServletRequest unused) {
        return new FirstStepsPage(
                getServletContext().getContextPath(), setup().configuration().isEmpty());
    }

    private Page move(HttpServletRequest unused) {
        return new MovePage(getServletContext().getContextPath());
    }

    private Page sheet(HttpServletRequest request) {
        return sheet(path(request));
    }

    private Page sheet(String path) {
        return Optional.of(path)
                .filter(known -> known.startsWith(SHEET))
                .flatMap(known -> setup().sheets().of(known.substring(SHEET.length()), address()))
                .orElseThrow(() -> new Refusal(Reason.PAGE_UNKNOWN));
    }

    private void rehearse(HttpServletRequest request, HttpServletResponse response) throws IOException {
        door().members().requireMember(request);
        DryRuns runs = Parts.get(getServletContext(), DryRuns.class);
        show(request, response, isPost(request) ? runs.of(request, address()) : runs.empty(address()));
    }

    private void survey(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Optional<SurveyPage> page =
                isPost(request) ? surveys().post(request, response) : surveys().get(request, response);
        if (page.isPresent()) {
            show(request, response, page.get());
        }
    }

    private void surveyed(HttpServletRequest request, HttpServletResponse response) throws IOException {
        surveys()
                .csv(
                        request,
                        response,
                        Parts.get(getServletContext(), Languages.class).of(request));
    }

    private SurveyRequests surveys() {
        return new SurveyRequests(
                Parts.find(getServletContext(), Surveys.class).orElseThrow(() -> new Refusal(Reason.SETUP_CLOSED)),
                door().members(),
                Parts.get(getServletContext(), Audit.class),
                Parts.get(getServletContext(), SecureRandom.class),
                address());
    }

    private List<Problem> later() {
        return door().access().map(SetupAccess::problems).orElse(List.of());
    }

    private SetupDoor door() {
        return new SetupDoor(Parts.find(getServletContext(), SetupAccess.class), setup().code());
    }

    private Setup setup() {
        return Parts.get(getServletContext(), Setup.class);
    }

    private String address() {
        return getServletContext().getContextPath() + "/setup";
    }

    private void show(HttpServletRequest request, HttpServletResponse response, Page page) throws IOException {
        Parts.get(getServletContext(), Pages.class).show(request, response, HttpServletResponse.SC_OK, page);
    }
}
