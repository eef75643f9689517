package org.latchkey.setup;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.latchkey.application.Registration;
import org.latchkey.audit.Audit;
import org.latchkey.audit.Decision;
import org.latchkey.directory.GroupName;
import org.latchkey.directory.Population;
import org.latchkey.http.FormBody;
import org.latchkey.http.LocalRedirect;
import org.latchkey.http.QueryString;
import org.latchkey.page.DryRunPage;
import org.latchkey.page.SurveyPage;
import org.latchkey.page.SurveyPage.Result;
import org.latchkey.page.SurveyPage.Stage;
import org.latchkey.page.SurveyPage.Wrong;
import org.latchkey.refusal.Reference;
import org.latchkey.refusal.Refusal;

/**
 * {@code GET, POST /setup/tomorrow} and {@code GET /setup/tomorrow/people.csv}: begins a survey, shows how far it is and what
 * it found, to whoever began it. For members of {@code adminGroup} only: it shows what the directory has about other people.
 */
record SurveyRequests(Surveys surveys, SetupAccess access, Audit audit, SecureRandom random, String overview) {

    static final String PATH = "/tomorrow";
    static final String CSV = PATH + "/people.csv";

    private static final int MOST_ROWS = 200;
    private static final int SECONDS = 5;

    /** @return the page to show; empty where the answer was given */
    Optional<SurveyPage> get(HttpServletRequest request, HttpServletResponse response) {
        SurveyPage page = page("", "", Optional.empty(), surveys.find(starter(request)));
        if (page.runs()) {
            // Asked again and again, so it is no line in the audit: that began with one, and ends with another.
            LocalRedirect.to(request, "/setup" + PATH).again(response, SECONDS);
        } else {
            Decision.of(request).outcome("setup-shown");
        }
        return Optional.of(page);
    }

    /** @return the form again, where something is wrong with it; empty where the answer was given */
    Optional<SurveyPage> post(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String starter = starter(request);
        QueryString form = FormBody.read(request);
        Optional<Wrong> wrong = Optional.empty();
        if (form.text(SurveyPage.STOP).isPresent()) {
            surveys.stop(starter);
        } else {
            wrong = begin(request, starter, form);
        }
        if (wrong.isEmpty()) {
            LocalRedirect.to(request, "/setup" + PATH).send(response);
            return Optional.empty();
        }
        return Optional.of(page(
                form.text(DryRunPage.APPLICATION).orElse(""),
                form.text(SurveyPage.PEOPLE).orElse(""),
                wrong,
                Optional.empty()));
    }

    private Optional<Wrong> begin(HttpServletRequest request, String starter, QueryString form) {
        Optional<Registration> chosen = form.text(DryRunPage.APPLICATION).flatMap(surveys.rehearsal()::application);
        if (chosen.isEmpty()) {
            return Optional.of(Wrong.APPLICATION);
        }
        Optional<Population> population;
        try {
            String people = form.text(SurveyPage.PEOPLE).orElse("");
            population = surveys.directory().population(named(people));
        } catch (IllegalArgumentException e) {
            return Optional.of(Wrong.MALFORMED);
        }
        if (population.isEmpty()) {
            return Optional.of(Wrong.UNKNOWN);
        }
        return switch (population.get().kind()) {
            case OUTSIDE -> Optional.of(Wrong.OUTSIDE);
            case OTHER -> Optional.of(Wrong.OTHER);
            case GROUP, CONTAINER -> begin(request, starter, chosen.get(), population.get());
        };
    }

    private Optional<Wrong> begin(
            HttpServletRequest request, String starter, Registration application, Population population) {
        Decision decision = note(Decision.of(request), starter, application, population);
        String id = decision.reference().text();
        // A line of its own: both can be asked for by their numbers.
        Decision end = note(Decision.later(Reference.next(random)), starter, application, population)
                .note("begun", id);
        if (!surveys.begin(starter, id, application, population, survey -> audit(end, survey))) {
            return Optional.of(Wrong.BUSY);
        }
        new SurveyMark(id).put(request.getSession());
        decision.outcome("survey-begun");
        return Optional.empty();
    }

    private static Decision note(Decision decision, String starter, Registration application, Population population) {
        return decision.note("account", starter)
                .note("looked-at", population.distinguishedName())
                .note("looked-at-application", application.application().id());
    }

    /** As it stands in the configuration, whose lists may end in a semicolon. */
    private static GroupName named(String people) {
        List<String> parts = GroupName.split(people);
        return GroupName.parse(parts.size() == 1 ? parts.get(0) : people);
    }

    private void audit(Decision end, Survey survey) {
        survey.ended()
                .ifPresent(ended -> end.note("read", Integer.toString(survey.read()))
                        .note("could-not", Integer.toString(ended.result().all()))
                        .note("stage", ended.stage().name())
                        .outcome("survey"));
        audit.write(end);
    }

    /** All rows, as a file; the page where there is nothing to give yet. */
    void csv(HttpServletRequest request, HttpServletResponse response, Locale language) throws IOException {
        String starter = starter(request);
        Optional<Survey> survey = surveys.find(starter);
        Optional<Survey.Ended> ended = survey.flatMap(Survey::ended);
        if (survey.isEmpty() || ended.isEmpty()) {
            LocalRedirect.to(request, "/setup" + PATH).send(response);
            return;
        }
        SurveyCsv csv = new SurveyCsv(ended.get().result().rows(), SurveyCsv.separator(language));
        byte[] octets = csv.text().getBytes(StandardCharsets.UTF_8);
        note(
                        Decision.of(request),
                        starter,
                        survey.get().registration(),
                        survey.get().population())
                .outcome("survey-downloaded");
        response.setContentType("text/csv;charset=UTF-8");
        response.setHeader("Content-Disposition", "attachment; filename=\"could-not-sign-in.csv\"");
        response.setHeader("Cache-Control", "no-store");
        response.setContentLength(octets.length);
        response.getOutputStream().write(octets);
    }

    /** @throws Refusal as {@link SetupAccess#requireMember} */
    private String starter(HttpServletRequest request) {
        return access.member(request).user().account().toString();
    }

    private SurveyPage page(String application, String people, Optional<Wrong> wrong, Optional<Survey> survey) {
        List<DryRunPage.Choice> choices = surveys.rehearsal().applications().stream()
                .map(Registration::application)
                .map(one -> new DryRunPage.Choice(one.id(), one.title()))
                .toList();
        return new SurveyPage(
                survey.map(found -> found.registration().application().id()).orElse(application),
                survey.map(found -> found.population().distinguishedName()).orElse(people),
                choices,
                wrong,
                survey.map(SurveyRequests::shown),
                overview);
    }

    /** It may end meanwhile, so its end is asked for once. */
    private static SurveyPage.Survey shown(Survey survey) {
        Stage stage = survey.stage();
        Optional<Survey.Ended> ended = survey.ended();
        return new SurveyPage.Survey(
                survey.registration().application().title(),
                survey.population().distinguishedName(),
                ended.map(Survey.Ended::stage).orElse(stage),
                survey.read(),
                survey.step(),
                survey.steps(),
                ended.map(Survey.Ended::result).map(SurveyRequests::firstOf));
    }

    private static Result firstOf(Result all) {
        List<SurveyPage.Row> rows =
                all.rows().subList(0, Math.min(MOST_ROWS, all.rows().size()));
        return new Result(all.good(), all.counts(), rows, all.all(), all.most(), all.silent(), all.failure());
    }
}
