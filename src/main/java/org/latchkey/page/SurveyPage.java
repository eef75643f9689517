package org.latchkey.page;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Who of many could not sign in to an application.
 *
 * @param application the id of the one that was chosen; empty where none was
 * @param people the group or container, as it was typed
 * @param wrong what is wrong with what was typed; empty where nothing is
 * @param survey the latest one of whoever asks; empty where there is none
 * @param overview the address of the setup pages
 */
public record SurveyPage(
        String application,
        String people,
        List<DryRunPage.Choice> applications,
        Optional<Wrong> wrong,
        Optional<Survey> survey,
        String overview)
        implements Page {

    /** The field with a group or a container. */
    public static final String PEOPLE = "people";

    /** The field that is there where a survey is to be stopped. */
    public static final String STOP = "stop";

    /** What is wrong with the form. */
    public enum Wrong {
        /** No application was chosen, or one that is gone. */
        APPLICATION,
        MALFORMED,
        UNKNOWN,
        OUTSIDE,
        /** Neither a group nor a container. */
        OTHER,
        /** Other administrators' surveys wait already. */
        BUSY
    }

    /** How far it is. */
    public enum Stage {
        WAITING,
        READING,
        COMPARING,
        DONE,
        STOPPED,
        /** The directory failed. */
        FAILED,
        /** More groups are nested in this one than are looked at. */
        TOO_MANY_GROUPS
    }

    /**
     * A survey.
     *
     * @param title the application's
     * @param people the distinguished name of the group or container
     * @param step how many addresses were compared, of {@code steps}
     * @param result there when it has ended, even where it did not come to its end
     */
    public record Survey(
            String title, String people, Stage stage, int read, int step, int steps, Optional<Result> result) {

        public boolean runs() {
            return result.isEmpty();
        }
    }

    /**
     * What was found out.
     *
     * @param good how many could sign in
     * @param counts people by reason; somebody with two reasons counts for each
     * @param rows those who could not sign in, the first of them
     * @param all how many could not sign in
     * @param most where the bound cut the list; zero where it did not
     * @param silent domains in which nobody could be looked for who has the same address
     * @param failure why the directory failed; empty where it did not
     */
    public record Result(
            int good,
            Map<Hindrance, Integer> counts,
            List<Row> rows,
            int all,
            int most,
            List<String> silent,
            String failure) {

        public Result {
            rows = List.copyOf(rows);
            silent = List.copyOf(silent);
        }
    }

    /** Somebody who could not sign in. */
    public record Row(String account, String name, String mail, String distinguishedName, List<Cause> causes) {

        public Row {
            causes = List.copyOf(causes);
        }
    }

    /**
     * One reason.
     *
     * @param detail in English; may be empty
     */
    public record Cause(Hindrance hindrance, String detail) {}

    public SurveyPage {
        applications = List.copyOf(applications);
    }

    public boolean isApplicationWrong() {
        return wrong.filter(Wrong.APPLICATION::equals).isPresent();
    }

    public boolean arePeopleWrong() {
        return wrong.filter(one -> one != Wrong.APPLICATION && one != Wrong.BUSY)
                .isPresent();
    }

    /** Then the page loads itself again, and nobody can fill in a form. */
    public boolean runs() {
        return survey.filter(Survey::runs).isPresent();
    }

    @Override
    public String template() {
        return "survey";
    }
}
