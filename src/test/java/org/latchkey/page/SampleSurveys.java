package org.latchkey.page;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.latchkey.page.SurveyPage.Cause;
import org.latchkey.page.SurveyPage.Result;
import org.latchkey.page.SurveyPage.Row;
import org.latchkey.page.SurveyPage.Stage;
import org.latchkey.page.SurveyPage.Survey;
import org.latchkey.page.SurveyPage.Wrong;

/** The page of a survey in each of its states. */
final class SampleSurveys {

    private static final String PEOPLE = "OU=People,DC=corp,DC=example,DC=com";

    private SampleSurveys() {}

    static Map<String, Page> all() {
        Map<String, Page> pages = new LinkedHashMap<>();
        pages.put("survey", page(Optional.empty(), Optional.empty()));
        for (Wrong wrong : Wrong.values()) {
            pages.put("survey-wrong-" + wrong, page(Optional.of(wrong), Optional.empty()));
        }
        for (Stage stage : List.of(Stage.WAITING, Stage.READING, Stage.COMPARING)) {
            pages.put("survey-" + stage, page(Optional.empty(), Optional.of(running(stage))));
        }
        pages.put("survey-DONE", ended(Stage.DONE, result(0, List.of(), "")));
        pages.put("survey-good", ended(Stage.DONE, new Result(40, Map.of(), List.of(), 0, 0, List.of(), "")));
        pages.put("survey-STOPPED", ended(Stage.STOPPED, result(20_000, List.of("lab"), "")));
        pages.put("survey-TOO_MANY_GROUPS", ended(Stage.TOO_MANY_GROUPS, result(0, List.of(), "")));
        pages.put(
                "survey-FAILED", ended(Stage.FAILED, result(0, List.of(), "DIRECTORY_UNAVAILABLE {error=timed out}")));
        return pages;
    }

    private static Survey running(Stage stage) {
        int steps = stage == Stage.COMPARING ? 4_000 : 0;
        return new Survey("IT Service Desk", PEOPLE, stage, 4_000, steps / 4, steps, Optional.empty());
    }

    private static SurveyPage ended(Stage stage, Result result) {
        return page(
                Optional.empty(),
                Optional.of(new Survey("IT Service Desk", PEOPLE, stage, 40, 0, 0, Optional.of(result))));
    }

    private static Result result(int most, List<String> silent, String failure) {
        Map<Hindrance, Integer> counts = new EnumMap<>(Hindrance.class);
        for (Hindrance hindrance : Hindrance.values()) {
            counts.put(hindrance, 2);
        }
        Row shared = new Row(
                "CORP\\ada",
                "Ada Lovelace",
                "ada.lovelace.of.the.analytical.engine@corp.example.com",
                "CN=Ada Lovelace," + PEOPLE,
                List.of(
                        new Cause(Hindrance.MAIL_SHARED, "CORP\\adminada, CORP\\ada2"),
                        new Cause(Hindrance.ACCOUNT_LOCKED, "")));
        Row unfound = new Row(
                "",
                "",
                "",
                "CN=Nobody,OU=Elsewhere,DC=corp,DC=example,DC=com",
                List.of(new Cause(Hindrance.ACCOUNT_UNKNOWN, "")));
        return new Result(37, counts, List.of(shared, unfound), 3, most, silent, failure);
    }

    private static SurveyPage page(Optional<Wrong> wrong, Optional<Survey> survey) {
        return new SurveyPage(
                "helpdesk",
                PEOPLE,
                List.of(new DryRunPage.Choice("helpdesk", "IT Service Desk")),
                wrong,
                survey,
                "/latchkey/setup");
    }
}
