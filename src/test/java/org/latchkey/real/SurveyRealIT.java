package org.latchkey.real;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.latchkey.demo.DemoPeople;

/** Who of thousands could not sign in, on a real controller, with groups that tell their members in ranges. Prints how long it takes. */
@ExtendWith(RealParts.class)
class SurveyRealIT {

    private static final int CROWD = 10_000;
    private static final int MOST_POLLS = 20_000;
    private static final Pattern FIGURES = Pattern.compile("(?s)<div role=\"status\">(.*?)</dl>");

    private static Curl administrator;

    @BeforeAll
    static void start(Installation installation) {
        SambaDomain domain = installation.domain();
        domain.addCrowd(CROWD);
        administrator = Curl.of(domain, domain.tickets(DemoPeople.ADA));
        assertThat(administrator.get(page("")).status()).isEqualTo(200);
    }

    private static URI page(String more) {
        return URI.create(InstalledTomcat.HOST + "/" + Installation.DISCOVERED + "/setup/tomorrow" + more);
    }

    /** @return people looked at, and how many of them could not sign in */
    private static List<Integer> survey(String people, String application) {
        long start = System.nanoTime();
        Curl.Answer begun = administrator.ask(
                page(""), "--data-urlencode", "people=" + people, "--data", "application=" + application);
        assertThat(begun.status()).as(begun.body()).isEqualTo(303);
        for (int i = 0; i < MOST_POLLS; i++) {
            String body = administrator.ask(page("")).body();
            if (!body.contains("<progress")) {
                System.out.printf(
                        Locale.ROOT,
                        "FIGURE  %-45s %.1f s%n",
                        "a survey of " + people.replaceFirst(",.*", "") + ", " + application,
                        (System.nanoTime() - start) / 1e9);
                return figures(body);
            }
        }
        throw new AssertionError("the survey does not end");
    }

    private static List<Integer> figures(String body) {
        assertThat(body).doesNotContain("the list is not complete");
        Matcher figures = FIGURES.matcher(body);
        assertThat(figures.find()).as(body).isTrue();
        List<Integer> numbers = Pattern.compile("<dd>(\\d+)</dd>")
                .matcher(figures.group(1))
                .results()
                .map(number -> Integer.valueOf(number.group(1)))
                .toList();
        return List.of(numbers.get(0), numbers.get(2));
    }

    private static String row(String account) {
        return administrator
                .ask(page("/people.csv"))
                .body()
                .lines()
                .filter(line -> line.startsWith("\"CORP\\" + account + "\""))
                .findFirst()
                .orElse("");
    }

    @Test
    void surveyWhenTenThousandAreInNestedGroupsThenEachOfThemOnce() {
        assertThat(survey("CORP\\Crowd All", Installation.STAFF)).containsExactly(CROWD, CROWD / 2 + 3);

        assertThat(row("crowd00001")).contains("\"MAIL_SHARED\"", "CORP\\ada");
        assertThat(row("crowd00002")).contains("\"ACCESS_DENIED\"");
        assertThat(row("crowd00003")).contains("\"ACCOUNT_DISABLED\"");
        assertThat(row("crowd00005")).contains("\"MAIL_INVALID\"");
        assertThat(row("crowd00007")).isEmpty();
    }

    @Test
    void surveyWhenAUnitThenEverybodyInIt() {
        assertThat(survey("OU=Crowd," + SambaPeople.BASE, Installation.ANYBODY)).containsExactly(CROWD, 3);
        assertThat(survey("OU=People," + SambaPeople.BASE, Installation.STAFF))
                .first()
                .isEqualTo(DemoPeople.all().size() + 1);

        assertThat(row("ada")).contains("\"MAIL_SHARED\"", "CORP\\crowd00001");
        assertThat(row("dennis")).contains("ACCOUNT_DISABLED");
        assertThat(row("eve")).contains("ACCOUNT_EXPIRED");
        assertThat(row("louis")).contains("ACCOUNT_LOCKED");
        assertThat(row("marie")).contains("PASSWORD_EXPIRED");
        assertThat(row("alan")).contains("MAIL_MISSING");
        assertThat(row("carl")).contains("ACCESS_DENIED");
        assertThat(row("beatrice")).contains("ACCESS_DENIED", "Committee 007");
        assertThat(row("grace")).isEmpty();
    }

    @Test
    void surveyWhenAGroupIsThePrimaryOneThenEverybody() {
        assertThat(survey("CORP\\Domain Users", Installation.ANYBODY))
                .first()
                .satisfies(read ->
                        assertThat(read).isGreaterThan(CROWD + DemoPeople.all().size()));
    }
}
