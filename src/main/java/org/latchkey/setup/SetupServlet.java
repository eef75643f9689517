package org.latchkey.setup;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.latchkey.audit.Audit;
import org.latchkey.audit.Decision;
import org.latchkey.config.Problem;
import org.latchkey.http.Client;
import org.latchkey.http.FormBody;
import org.latchkey.http.LocalRedirect;
import org.latchkey.http.Methods;
import org.latchkey.http.Networks;
import org.latchkey.http.Parts;
import org.latchkey.http.QueryString;
import org.latchkey.page.FirstStepsPage;
import org.latchkey.page.MovePage;
import org.latchkey.page.Page;
import org.latchkey.page.Pages;
import org.latchkey.page.SetupCodePage;
import org.latchkey.page.SurveyPage;
import org.latchkey.page.TroublePage;
import org.latchkey.refusal.Reason;
import org.latchkey.refusal.Refusal;

/**
 * {@code GET, POST /setup…}: what is wrong with the configuration, what to enter in Freshworks, what happened to a request, and how to begin, for members of {@code adminGroup}, and for whoever sits at
 * the server and has the setup code from Tomcat's log; that way works whatever else is down. A proxy on the same host looks
 * local, too; that is why the code is asked for, and why any trace of a proxy closes this way.
 */
public final class SetupServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;
    private static final String SHEET = "/app/";
    private static final String REHEARSE = "/rehearse";
    private static final Set<String> FORMS = Set.of("/", "/explain", REHEARSE, SurveyRequests.PATH);
    private static final Set<String> PAGES =
            Set.of("/", "/checks", "/explain", "/move", REHEARSE, "/start", SurveyRequests.PATH, SurveyRequests.CSV);
    private static final String SIGN_IN = "sign-in";
    private static final String OPENED = "org.latchkey.setup.opened";
    private static final Networks LOOPBACK = Networks.of(List.of("127.0.0.0/8", "::1"));
    private static final Set<String> LOCAL_NAMES = Set.of("localhost", "127.0.0.1", "[::1]");

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String path = Optional.ofNullable(request.getPathInfo()).orElse("/");
        requireKnown(path);
        boolean takesForm = FORMS.contains(path);
        Methods.require(request, takesForm ? new String[] {"GET", "POST"} : new String[] {"GET"});
        if (path.equals("/") && "POST".equals(request.getMethod())) {
            redeem(request, response);
        } else if (path.equals(REHEARSE)) {
            show(request, response, rehearsed(request));
        } else if (path.startsWith(SurveyRequests.PATH)) {
            survey(request, response, path);
        } else if (admits(request)) {
            show(request, response, page(request, path));
        } else {
            show(request, response, new SetupCodePage(overview(), signInAddress()));
        }
    }

    /** Before anybody is asked who he is: a request that ends in 404 begins no session. */
    private void requireKnown(String path) {
        boolean sheet = path.startsWith(SHEET)
                && setup().sheets()
                        .of(path.substring(SHEET.length()), overview())
                        .isPresent();
        if (!sheet && !PAGES.contains(path)) {
            throw unknown();
        }
    }

    /**
     * Whether the pages may be shown.
     *
     * @return false where the setup code would open them
     */
    private boolean admits(HttpServletRequest request) {
        Optional<SetupAccess> access = access();
        if (!isLocal(request) || SIGN_IN.equals(request.getQueryString())) {
            access.orElseThrow(() -> new Refusal(Reason.SETUP_CLOSED)).requireMember(request);
            return true;
        }
        return isOpened(request) || access.filter(a -> a.isMember(request)).isPresent();
    }

    private Page page(HttpServletRequest request, String path) throws IOException {
        if (path.equals("/")) {
            return setup().page(later(), overview());
        }
        if (path.equals("/checks")) {
            return Parts.get(getServletContext(), Checks.class).page(request, this::later, overview());
        }
        if (path.equals("/explain")) {
            return explained(request);
        }
        if (path.equals("/start")) {
            return new FirstStepsPage(
                    getServletContext().getContextPath(),
                    setup().configuration().isEmpty());
        }
        if (path.equals("/move")) {
            return new MovePage(getServletContext().getContextPath());
        }
        if (path.startsWith(SHEET)) {
            return setup().sheets()
                    .of(path.substring(SHEET.length()), overview())
                    .orElseThrow(SetupServlet::unknown);
        }
        throw unknown();
    }

    private List<Problem> later() {
        return access().map(SetupAccess::problems).orElse(List.of());
    }

    /** It shows what the directory has about people, so the setup code is not enough. */
    private Page rehearsed(HttpServletRequest request) throws IOException {
        access().orElseThrow(() -> new Refusal(Reason.SETUP_CLOSED)).requireMember(request);
        DryRuns runs = Parts.get(getServletContext(), DryRuns.class);
        return "POST".equals(request.getMethod()) ? runs.of(request, overview()) : runs.empty(overview());
    }

    /** As a dry run, for many people at once. */
    private void survey(HttpServletRequest request, HttpServletResponse response, String path) throws IOException {
        SurveyRequests requests = new SurveyRequests(
                Parts.find(getServletContext(), Surveys.class).orElseThrow(() -> new Refusal(Reason.SETUP_CLOSED)),
                access().orElseThrow(() -> new Refusal(Reason.SETUP_CLOSED)),
                Parts.get(getServletContext(), Audit.class),
                overview());
        if (path.equals(SurveyRequests.CSV)) {
            requests.csv(request, response);
            return;
        }
        Optional<SurveyPage> page =
                "POST".equals(request.getMethod()) ? requests.post(request, response) : requests.get(request, response);
        if (page.isPresent()) {
            show(request, response, page.get());
        }
    }

    private Page explained(HttpServletRequest request) throws IOException {
        if (!"POST".equals(request.getMethod())) {
            return TroublePage.empty(overview());
        }
        QueryString form = FormBody.read(request);
        return Parts.get(getServletContext(), Explanation.class)
                .of(
                        form.text(TroublePage.ASKED).orElse(""),
                        form.text(TroublePage.HELD).orElse(""),
                        overview());
    }

    private static Refusal unknown() {
        return new Refusal(Reason.PAGE_UNKNOWN);
    }

    private Optional<SetupAccess> access() {
        return Parts.find(getServletContext(), SetupAccess.class);
    }

    /** Nobody is asked for a ticket where the code is at hand: a service that cannot take one would never get to the code. */
    private Optional<String> signInAddress() {
        return access().filter(access -> access.adminGroup().isPresent()).map(unused -> overview() + "?" + SIGN_IN);
    }

    private String overview() {
        return getServletContext().getContextPath() + "/setup";
    }

    private void redeem(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (!isLocal(request)) {
            throw new Refusal(Reason.SETUP_CLOSED);
        }
        String code = FormBody.read(request).text(SetupCodePage.CODE).orElse("");
        if (!setup().code().redeem(code)) {
            throw new Refusal(Reason.SETUP_CODE_WRONG);
        }
        HttpSession session = request.getSession(true);
        request.changeSessionId();
        session.setAttribute(OPENED, true);
        Decision.of(request).outcome("setup-opened");
        LocalRedirect.to(request, "/setup").send(response);
    }

    private static boolean isOpened(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        return session != null && session.getAttribute(OPENED) != null;
    }

    private static boolean isLocal(HttpServletRequest request) {
        return LOOPBACK.contains(request.getRemoteAddr())
                && LOOPBACK.contains(request.getLocalAddr())
                && LOCAL_NAMES.contains(request.getServerName())
                && !Client.showsProxy(request);
    }

    private Setup setup() {
        return Parts.get(getServletContext(), Setup.class);
    }

    private void show(HttpServletRequest request, HttpServletResponse response, Page page) throws IOException {
        Parts.get(getServletContext(), Pages.class).show(request, response, HttpServletResponse.SC_OK, page);
    }
}
